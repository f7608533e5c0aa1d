import { SimsaError } from '../../../core/index.js';
import { countParameters } from '../../parameters.js';
import type { DecoderConfig } from '../config.js';
import { decoderParameters } from '../parameters.js';
import type { DecoderPrecision } from './network.js';

/** Bytes of a number with its part of a scale. */
const BYTES_OF = { fp32: 4, int8: 1 + 4 / 128, int4: 0.5 + 4 / 32 } as const;
/** What one ONNX file holds (a limit of protobuf). */
const MOST = 2 ** 31;
/** What the runtime's attention asks of a head's numbers. */
const HEAD_STEP = 16;

/**
 * Fails before weights are packed where a decoder cannot be served.
 * @param path named in errors only.
 * @throws `model.too-large`, `model.bad-config` for heads of an odd size
 */
export function checkServable(config: DecoderConfig, precision: DecoderPrecision, path: string): void {
  if (config.headSize % HEAD_STEP !== 0) {
    const reason = `heads of ${config.headSize} numbers cannot be served: a multiple of ${HEAD_STEP} is needed`;
    throw new SimsaError('model.bad-config', { path, reason }, { file: path });
  }
  const size = BYTES_OF[precision] * countParameters(decoderParameters(config));
  if (size < MOST) return;
  const details = { gigabytes: (size / 1e9).toFixed(1), precision, most: (MOST / 1e9).toFixed(1) };
  throw new SimsaError('model.too-large', details, { file: path });
}
