import { join } from 'node:path';
import { encoderOfSize, formatEncoderConfig } from '../../model/index.js';
import { pretrain } from '../pretrain/pretrain.js';
import type { PretrainSettings } from '../pretrain/settings.js';
import type { PretrainEvent, PretrainOptions } from '../pretrain/types.js';
import { openTokenStore } from '../tokens/token-store.js';
import { MADE_UP, SPECIALS, WORDS } from './made-up-tokens.js';

export const CONFIG = {
  ...encoderOfSize('mini', WORDS + 5),
  hiddenSize: 16,
  layers: 1,
  heads: 2,
  feedForwardSize: 32,
  maxPositions: 64,
};

export const SETTINGS: PretrainSettings = {
  schema: 1,
  objective: 'masked-words',
  config: JSON.parse(formatEncoderConfig(CONFIG, 'ForMaskedLM')),
  tokenizer: MADE_UP,
  seed: 7,
  passes: [
    { length: 32, rows: 8, steps: 12 },
    { length: 64, rows: 4, steps: 8 },
  ],
  accumulate: 1,
  rate: 3e-3,
  warmup: 4,
  cooldown: 4,
  weightDecay: 0.01,
  clip: 1,
  masked: 0.15,
  start: 'random',
  from: null,
};

/** A run of seconds over the tokens in `root/train`, held against those in `root/held`. */
export async function* madeUpRun(
  root: string,
  folder: string,
  options: Partial<Pick<PretrainOptions, 'signal' | 'settings' | 'every'>> = {},
): AsyncGenerator<PretrainEvent> {
  const texts = {
    train: openTokenStore(join(root, 'train'), MADE_UP),
    held: { made: openTokenStore(join(root, 'held'), MADE_UP) },
  };
  yield* pretrain(texts, {
    folder,
    settings: SETTINGS,
    specials: SPECIALS,
    threads: 1,
    every: { metric: 1, reading: 10, checkpoint: 3 },
    ...options,
  });
}
