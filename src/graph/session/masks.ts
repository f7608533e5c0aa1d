import { mixBits } from '../../core/index.js';
import { sizeOf } from '../dims.js';
import type { DropoutMask } from '../graph.js';
import { hash } from '../parameters.js';

/** Offsets of windows into the stream of a mask are below this. */
const SPAN = 1 << 21;
/** Windows begin on multiples of 64 bytes. */
const ALIGNMENT = 16;
/** After so many steps the stream itself changes. */
const STEPS_PER_STREAM = 1000;

/**
 * Masks of dropout. A mask is a window of one long stream of random bits, at a place that follows from seed, step
 * and site; element i is therefore a function of (seed, step, site, i), whatever the size of the batch. Windows
 * cost nothing, where drawing a mask anew costs more than the layer it belongs to.
 */
export class MaskStreams {
  private readonly streams = new Map<number, { part: number; values: Float32Array }>();

  constructor(private readonly seed: number) {}

  window({ site, shape, rate }: DropoutMask, step: number): Float32Array {
    const size = sizeOf(shape);
    const values = this.stream(rate, Math.floor(step / STEPS_PER_STREAM), SPAN + size);
    const start = mixBits(this.seed ^ hash(`${step}:${site}`)) % (SPAN / ALIGNMENT);
    return values.subarray(start * ALIGNMENT, start * ALIGNMENT + size);
  }

  private stream(rate: number, part: number, size: number): Float32Array {
    const found = this.streams.get(rate);
    if (found && found.part === part && found.values.length >= size) return found.values;
    const values = drawn(mixBits(this.seed ^ hash(`${rate}:${part}`)), rate, size);
    this.streams.set(rate, { part, values });
    return values;
  }
}

function drawn(seed: number, rate: number, size: number): Float32Array {
  const values = new Float32Array(size);
  const kept = 1 / (1 - rate);
  const below = rate * 2 ** 32;
  for (let i = 0; i < size; i++) values[i] = mixBits((seed + Math.imul(i, 0x9e3779b9)) | 0) < below ? 0 : kept;
  return values;
}
