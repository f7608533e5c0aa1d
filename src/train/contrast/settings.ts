import { z } from 'zod';
import { PAIR_KINDS, type PairKind } from './pairs/text-pairs.js';

const count = z.int().positive();
const share = z.number().nonnegative();

/** What a step does: pairs of one kind, or masked words as in pretraining, so that the network does not forget them. */
export const TURNS = [...PAIR_KINDS, 'masked'] as const;
export type Turn = (typeof TURNS)[number];
export type Shares = Readonly<Record<Turn, number>>;

/** Everything that decides the numbers of a contrastive run; kept with it, and the same run only goes on with the same. */
export const contrastSettingsSchema = z.object({
  schema: z.literal(1),
  stage: z.literal('contrast'),
  /** What learns: an encoder, or a table with a vector for each word. */
  tower: z.enum(['network', 'words']),
  /** Configuration of the encoder as `config.json` has it. */
  config: z.record(z.string(), z.unknown()),
  /** Hash of the tokenizer. */
  tokenizer: z.string(),
  /** What the run begins with, in words. */
  start: z.string(),
  weightsOnly: z.boolean(),
  seed: z.int(),
  /** Tokens of a row, special ones included. */
  length: count,
  /** Pairs of a step at that length; short texts come in larger batches of as many tokens. */
  batch: count,
  steps: count,
  rate: z.number().positive(),
  /** First steps, in which the rate rises, and last ones, in which it falls to nothing. */
  warmup: z.int().nonnegative(),
  cooldown: z.int().nonnegative(),
  /** What products of vectors are divided by: the smaller, the more the nearest wrong text counts. */
  temperature: z.number().positive(),
  weightDecay: z.number().nonnegative(),
  clip: z.number().positive(),
  /** How often each kind of step comes. */
  shares: z.record(z.enum(TURNS), share),
});
export type ContrastSettings = z.infer<typeof contrastSettingsSchema>;

/** Pairs and tokens of the rows of a batch. */
export interface PairShape {
  readonly pairs: number;
  readonly length: number;
}

/** Longest rows that texts of a kind need: nearly all titles and sentences are whole in them. */
const LENGTHS: Readonly<Record<PairKind, number>> = {
  claims: Number.POSITIVE_INFINITY,
  paragraphs: Number.POSITIVE_INFINITY,
  titles: 32,
  sentences: 64,
};

/** The batches of a kind: as many tokens in each. */
export function shapeOf(kind: PairKind, { length, batch }: Pick<ContrastSettings, 'length' | 'batch'>): PairShape {
  const own = Math.min(length, LENGTHS[kind]);
  return { pairs: Math.max(2, Math.round((batch * length) / own)), length: own };
}

/** Tokens of the rows in which a table of words reads held-out texts, however short those it learns from: none is too long for it. */
const WORDS_READ = 128;

/** Tokens of the rows in which held-out texts of a kind are read. */
export function readLengthOf(kind: PairKind, { tower, length }: Pick<ContrastSettings, 'tower' | 'length'>): number {
  return Math.min(tower === 'words' ? Math.max(length, WORDS_READ) : length, LENGTHS[kind]);
}

/** Rows of masked words that a step reads, packed as in pretraining: an eighth of the tokens of a step of pairs. */
export function maskedShapeOf({ length, batch }: Pick<ContrastSettings, 'length' | 'batch'>) {
  return { rows: Math.max(1, Math.round(batch / 4)), length };
}
