import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import { parseEncoderConfig, type SavedEncoder, tensorsInMemory } from '../../model/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import { lastCheckpoint } from '../pretrain/checkpoint.js';
import { readMetrics, readRunSettings } from '../pretrain/run-folder.js';
import { encoderOfContrast, isContrastFolder } from './contrast-encoder.js';

export const isRunFolder = (path: string): boolean => existsSync(join(path, 'run.json')) || isContrastFolder(path);

/**
 * The encoder of a pretraining run or of a document stage, from its last checkpoint.
 * @param tokenizer folder of the tokenizer that the run was trained with.
 * @throws `model.bad-checkpoint` for a run without one, `train.other-tokenizer`
 */
export function encoderOfRun(
  folder: string,
  { tokenizer, licence }: { readonly tokenizer: string; readonly licence: string | null },
): SavedEncoder {
  if (isContrastFolder(folder)) return encoderOfContrast(folder, { tokenizer, licence });
  const settings = readRunSettings(folder);
  const { hash } = openTokenizer(tokenizer);
  if (hash !== settings.tokenizer)
    throw new SimsaError('train.other-tokenizer', { found: settings.tokenizer, wanted: hash }, { file: folder });
  const checkpoint = lastCheckpoint(folder);
  const weights = checkpoint?.training.buffers.weights;
  if (!checkpoint || !weights)
    throw new SimsaError(
      'model.bad-checkpoint',
      { path: folder, reason: 'it has no checkpoint yet' },
      { file: folder },
    );
  const { step } = checkpoint.training;
  const held = readMetrics(folder).findLast((metric) => metric.held && metric.step <= step)?.held ?? null;
  const { passes, rate, warmup, cooldown, seed, start } = settings;
  return {
    config: parseEncoderConfig(JSON.stringify(settings.config), join(folder, 'run.json')),
    tensors: tensorsInMemory(
      Object.entries(weights).map(([name, { shape, values }]) => ({ name, shape, data: values })),
    ),
    tokenizer,
    cased: true,
    classes: null,
    licence,
    made: {
      from: 'simsa train pretrain',
      steps: step,
      tokens: checkpoint.tokens,
      held,
      passes,
      rate,
      warmup,
      cooldown,
      seed,
      start,
    },
  };
}
