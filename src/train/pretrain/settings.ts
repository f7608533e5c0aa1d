import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import { OBJECTIVES, type ObjectiveName } from './objectives/objectives.js';

const count = z.int().positive();

const passSchema = z.object({
  /** Tokens of a row. */
  length: count,
  /** Rows of a step. */
  rows: count,
  steps: count,
});
export type Pass = z.infer<typeof passSchema>;

/** Everything that decides the numbers of a run; kept with it, and the same run only goes on with the same. */
export const pretrainSettingsSchema = z.object({
  schema: z.literal(1),
  /** What is learned. */
  objective: z.enum(Object.keys(OBJECTIVES) as [ObjectiveName, ...ObjectiveName[]]).default('masked-words'),
  /** Configuration of the model as `config.json` has it. */
  config: z.record(z.string(), z.unknown()),
  /** Hash of the tokenizer that made the tokens. */
  tokenizer: z.string(),
  seed: z.int(),
  /** First short rows, then long ones, as KorPatBERT and BERT were trained. */
  passes: z.array(passSchema).min(1),
  /** Parts that the rows of a step are read in, one after the other: less memory, and the same up to rounding. */
  accumulate: count.default(1),
  rate: z.number().positive(),
  /** Steps in which the rate rises from nothing. */
  warmup: z.int().nonnegative(),
  /** Last steps, in which it falls to nothing in a straight line; between, it stays. */
  cooldown: z.int().nonnegative(),
  weightDecay: z.number().nonnegative(),
  /** Longest gradient, by Euclidean norm. */
  clip: z.number().positive(),
  /** Share of tokens that is asked for. */
  masked: z.number().positive().max(0.5),
  /** Where the word table and positions begin: as BERT, or from counted neighbours and sines. */
  start: z.enum(['random', 'counted', 'sines', 'counted-and-sines']),
  /** Hash of the weights of a model that the run goes on from, which then replace any other start. */
  from: z.string().nullable().default(null),
});
export type PretrainSettings = z.infer<typeof pretrainSettingsSchema>;

/** Rows that are in memory at once. @throws `usage.bad-option` where parts would differ in size */
export function rowsOfPart({ rows }: Pass, { accumulate }: Pick<PretrainSettings, 'accumulate'>): number {
  if (rows % accumulate !== 0) {
    const reason = `${rows} rows cannot be read in ${accumulate} equal parts`;
    throw new SimsaError('usage.bad-option', { option: 'accumulate', reason });
  }
  return rows / accumulate;
}

export function totalSteps({ passes }: Pick<PretrainSettings, 'passes'>): number {
  return passes.reduce((sum, { steps }) => sum + steps, 0);
}

/** Learning rate of a step, counted from 1: a rise, a plateau and a fall (a trapezium; Hägele et al. 2024). */
export function rateAt(
  step: number,
  settings: Pick<PretrainSettings, 'passes' | 'rate' | 'warmup' | 'cooldown'>,
): number {
  const { rate, warmup, cooldown } = settings;
  const left = totalSteps(settings) - step + 1;
  const rise = warmup === 0 ? 1 : Math.min(1, step / warmup);
  const fall = cooldown === 0 ? 1 : Math.min(1, left / cooldown);
  return rate * rise * fall;
}

/** The pass a step belongs to, and how many steps of it went before. */
export function passAt(step: number, { passes }: Pick<PretrainSettings, 'passes'>): { index: number; done: number } {
  let done = step - 1;
  for (const [index, { steps }] of passes.entries()) {
    if (done < steps) return { index, done };
    done -= steps;
  }
  throw new RangeError(`there is no step ${step}`);
}
