import { join } from 'node:path';
import { randomNumbers, shuffledOrder } from '../../core/index.js';
import { parametersWith } from '../../model/index.js';
import { contrast, wordWidth } from '../contrast/contrast.js';
import type { Pair, PairSet } from '../contrast/pairs/pair-store.js';
import type { ContrastOptions } from '../contrast/run.js';
import type { ContrastSettings } from '../contrast/settings.js';
import { WORD_TABLE } from '../contrast/towers.js';
import type { PretrainEvent } from '../pretrain/types.js';
import { openTokenStore } from '../tokens/token-store.js';
import { CONFIG, SETTINGS } from './made-up-run.js';
import { MADE_UP, SPECIALS } from './made-up-tokens.js';

/** Words of the left texts; each has its own word on the right, so that there is something to learn. */
const LEFT_WORDS = 20;
const FIRST_WORD = 5;

/** Pairs of three words and their counterparts, no two pairs alike. */
export function madeUpPairs(count: number, seed: number): PairSet {
  const random = randomNumbers(seed);
  const claims = Array.from({ length: count }, (_, at): Pair => {
    const words = shuffledOrder(LEFT_WORDS, Math.floor(random() * 1e9)).slice(0, 3);
    return {
      left: Uint16Array.from(words, (word) => FIRST_WORD + word),
      right: Uint16Array.from(words, (word) => FIRST_WORD + LEFT_WORDS + word).reverse(),
      keys: [at],
    };
  });
  return {
    claims,
    paragraphs: [],
    titles: claims.map(({ left, right, keys }) => ({ left: right, right: left, keys })),
    sentences: [],
  };
}

export const CONTRAST: ContrastSettings = {
  schema: 1,
  stage: 'contrast',
  tower: 'network',
  config: SETTINGS.config,
  tokenizer: MADE_UP,
  start: 'made up',
  weightsOnly: false,
  seed: 3,
  length: 16,
  batch: 8,
  steps: 12,
  rate: 3e-3,
  warmup: 2,
  cooldown: 4,
  temperature: 0.1,
  weightDecay: 0.01,
  clip: 1,
  shares: { claims: 3, paragraphs: 0, titles: 1, sentences: 0, masked: 1 },
};

/** A run of seconds; masked words come from the tokens in `root/train` and `root/held`. */
export async function* madeUpContrast(
  root: string,
  folder: string,
  options: Partial<Pick<ContrastOptions, 'signal' | 'settings' | 'every'>> = {},
): AsyncGenerator<PretrainEvent> {
  const settings = options.settings ?? CONTRAST;
  const texts = {
    train: madeUpPairs(200, 1),
    held: madeUpPairs(40, 2),
    masked:
      settings.shares.masked > 0
        ? {
            train: openTokenStore(join(root, 'train'), MADE_UP),
            held: { made: openTokenStore(join(root, 'held'), MADE_UP) },
          }
        : null,
  };
  yield* contrast(texts, {
    folder,
    settings,
    specials: SPECIALS,
    threads: 1,
    start: () => startOf(settings),
    every: { metric: 1, reading: 6, checkpoint: 3 },
    ...options,
  });
}

/** Numbers without meaning for the first parameter, so that a run which did not take its start would be seen. */
function startOf({ tower }: ContrastSettings) {
  const { name, shape } =
    tower === 'words'
      ? { name: WORD_TABLE, shape: [CONFIG.vocabularySize, wordWidth(CONFIG.vocabularySize)] }
      : parametersWith(CONFIG, {})[0]!;
  const random = randomNumbers(5);
  const size = shape.reduce((product, side) => product * side, 1);
  return { [name]: { shape, values: Float32Array.from({ length: size }, () => 0.1 * (random() - 0.5)) } };
}
