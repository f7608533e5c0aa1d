import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import type { Tokenizer } from '../../tokenizer/index.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import { openWeights, weightFiles } from '../checkpoints/weights.js';
import { parseConfigFile } from '../config-file.js';
import { type DecoderConfig, parseDecoderConfig } from '../decoder/config.js';
import { decoderParameters } from '../decoder/parameters.js';
import { checkTensors } from './encoder-tensors.js';
import { checkedTokenizer } from './open-encoder.js';

/** A decoder's folder, opened. */
export interface DecoderFolder {
  readonly path: string;
  readonly config: DecoderConfig;
  /** The files of weights. */
  readonly weights: readonly string[];
  /** Put before every text, where the model wants it. */
  readonly beginId: number | null;
  /** Tokens that end a text. */
  readonly endIds: readonly number[];
  tensors(): TensorFile;
  /** @throws `tokenizer.not-one` where the folder has none that Simsa reads. */
  tokenizer(): Tokenizer;
}

const id = z.int().nonnegative();
const endsSchema = z.object({
  bos_token_id: id.nullish(),
  eos_token_id: z.union([id, z.array(id)]).nullish(),
});

/**
 * Opens a folder of Hugging Face of a Llama-shaped decoder: `config.json`, weights in one or several files.
 * @throws `model.no-model`, `model.bad-config`, `model.not-safetensors`, `model.cut-short`, `model.missing-shards`,
 * `model.missing-tensors`, `model.wrong-shape`
 */
export function openDecoderFolder(path: string): DecoderFolder {
  const file = join(path, 'config.json');
  if (!existsSync(file)) throw new SimsaError('model.no-model', { path }, { file: path });
  const text = readFileSync(file, 'utf8');
  const config = parseDecoderConfig(text, file);
  const { bos_token_id: begin, eos_token_id: end } = parseConfigFile(endsSchema, text, file);
  const tensors = openWeights(path);
  checkTensors(tensors, decoderParameters(config), path);
  return {
    ...{ path, config, weights: weightFiles(path) },
    beginId: begin ?? null,
    endIds: end === undefined || end === null ? [] : [end].flat(),
    tensors: () => tensors,
    tokenizer: () => checkedTokenizer(path, config),
  };
}
