import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEncoderConfig, type SavedEncoder } from '../../model/index.js';
import type { ModelFamily } from '../pretrain/model-config.js';
import { OBJECTIVES } from '../pretrain/objectives/objectives.js';
import { readRunSettings } from '../pretrain/run-folder.js';
import { encoderOfContrast, isContrastFolder } from './contrast-encoder.js';
import { finishedRun } from './finished-run.js';

const RUN = 'run.json';

export const isRunFolder = (path: string): boolean => existsSync(join(path, RUN)) || isContrastFolder(path);

/** Which kind of model a run trains. */
export function familyOfRun(folder: string): ModelFamily {
  return isContrastFolder(folder) ? 'encoder' : OBJECTIVES[readRunSettings(folder).objective].family;
}

/**
 * The encoder of a pretraining run or of a document stage, from its last checkpoint. What only served its training,
 * such as a generator of replaced words, is left behind.
 * @param tokenizer folder of the tokenizer that the run was trained with.
 * @throws `model.bad-checkpoint` for a run without one, `train.other-tokenizer`
 */
export function encoderOfRun(
  folder: string,
  { tokenizer, licence }: { readonly tokenizer: string; readonly licence: string | null },
): SavedEncoder {
  if (isContrastFolder(folder)) return encoderOfContrast(folder, { tokenizer, licence });
  const { settings, tensors, made } = finishedRun(folder, tokenizer);
  const config = parseEncoderConfig(JSON.stringify(settings.config), join(folder, RUN));
  return { config, tensors, tokenizer, cased: true, classes: null, licence, made };
}
