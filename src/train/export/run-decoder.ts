import { join } from 'node:path';
import { parseDecoderConfig, type SavedDecoder } from '../../model/index.js';
import { finishedRun } from './finished-run.js';

/**
 * The decoder of a pretraining run, from its last checkpoint.
 * @param tokenizer folder of the tokenizer that the run was trained with.
 * @throws `model.bad-checkpoint` for a run without one, `model.bad-config` for one of an encoder, `train.other-tokenizer`
 */
export function decoderOfRun(
  folder: string,
  { tokenizer, licence }: { readonly tokenizer: string; readonly licence: string | null },
): SavedDecoder {
  const { settings, tensors, made } = finishedRun(folder, tokenizer);
  const config = parseDecoderConfig(JSON.stringify(settings.config), join(folder, 'run.json'));
  return { config, tensors, tokenizer, licence, made };
}
