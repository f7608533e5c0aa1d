import { SimsaError } from '../../core/index.js';
import { type TensorFile, tensorsInMemory } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { lastCheckpoint } from '../pretrain/checkpoint.js';
import { readMetrics, readRunSettings } from '../pretrain/run-folder.js';
import type { PretrainSettings } from '../pretrain/settings.js';

/** What a pretraining run has come to. */
export interface FinishedRun {
  readonly settings: PretrainSettings;
  /** Weights of the last checkpoint. */
  readonly tensors: TensorFile;
  /** How they were made, for the model's card. */
  readonly made: Readonly<Record<string, unknown>>;
}

/**
 * Opens the last checkpoint of a run.
 * @param tokenizer folder of the tokenizer that the run was trained with.
 * @throws `model.bad-checkpoint` for a run without one, `train.other-tokenizer`
 */
export function finishedRun(folder: string, tokenizer: string): FinishedRun {
  const settings = readRunSettings(folder);
  const { hash } = openTokenizer(tokenizer);
  if (hash !== settings.tokenizer)
    throw new SimsaError('train.other-tokenizer', { found: settings.tokenizer, wanted: hash }, { file: folder });
  const checkpoint = lastCheckpoint(folder);
  const weights = checkpoint?.training.buffers.weights;
  if (!checkpoint || !weights) {
    const reason = 'it has no checkpoint yet';
    throw new SimsaError('model.bad-checkpoint', { path: folder, reason }, { file: folder });
  }
  const { step } = checkpoint.training;
  const held = readMetrics(folder).findLast((metric) => metric.held && metric.step <= step)?.held ?? null;
  const tensors = Object.entries(weights).map(([name, { shape, values }]) => ({ name, shape, data: values }));
  return {
    settings,
    tensors: tensorsInMemory(tensors),
    made: { from: 'simsa train pretrain', ...decidedBy(settings), steps: step, tokens: checkpoint.tokens, held },
  };
}

/** The settings that a reader of the card wants to know. */
function decidedBy(settings: PretrainSettings): Readonly<Record<string, unknown>> {
  const { objective, passes, rate, warmup, cooldown, seed, start, from, masked } = settings;
  const asked = objective === 'causal' ? {} : { masked };
  return {
    objective,
    passes,
    rate,
    warmup,
    cooldown,
    seed,
    ...asked,
    ...(from === null ? { start } : { weights: from }),
  };
}
