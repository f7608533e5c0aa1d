import { join } from 'node:path';
import type { NamedValues } from '../../graph/index.js';
import {
  type EncoderConfig,
  heldHeads,
  openEncoderFolder,
  parametersWith,
  type TensorFile,
  tokenizerPath,
} from '../../model/index.js';
import { encoderOfRun } from '../export/run-encoder.js';

/** The encoder that the document stage begins with: a saved model, or the last checkpoint of a pretraining run. */
export type ContrastBase =
  | { readonly kind: 'model'; readonly folder: string }
  | { readonly kind: 'run'; readonly folder: string; readonly tokenizer: string };

export interface EncoderToTeach {
  readonly config: EncoderConfig;
  /** Folder of its tokenizer. */
  readonly tokenizer: string;
  /** Where the tokens of the corpus are already, or null. */
  readonly tokens: string | null;
  /** Whether it has a layer for masked words, which is then taught along. */
  readonly words: boolean;
  /** What it is, for the record of a run. */
  readonly name: string;
  /** Read when a run begins. */
  weights(): Readonly<Record<string, NamedValues>>;
}

/** @throws `model.*`; `train.other-tokenizer` for a run of another tokenizer */
export function openBase(base: ContrastBase): EncoderToTeach {
  if (base.kind === 'run') {
    const { config, tensors, tokenizer, made } = encoderOfRun(base.folder, { ...base, licence: null });
    const name = `pretraining, step ${String(made.steps)}`;
    return { ...taught(tensors, config), tokenizer, tokens: join(base.folder, 'tokens'), name };
  }
  const folder = openEncoderFolder(base.folder);
  const name = `model ${folder.card?.hash ?? ''}`.trim();
  return { ...taught(folder.tensors(), folder.config), tokenizer: tokenizerPath(base.folder), tokens: null, name };
}

/** What this stage has use for: a pooler and its like are left behind. */
function taught(tensors: TensorFile, config: EncoderConfig): Pick<EncoderToTeach, 'config' | 'words' | 'weights'> {
  const { words } = heldHeads(tensors, config);
  const weights = () =>
    Object.fromEntries(
      parametersWith(config, { words }).map(({ name }) => {
        const { shape, data } = tensors.read(name);
        return [name, { shape, values: data }];
      }),
    );
  return { config, words, weights };
}
