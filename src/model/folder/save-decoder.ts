import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeSafetensors } from '../checkpoints/safetensors.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import { type DecoderConfig, formatDecoderConfig } from '../decoder/config.js';
import { decoderParameters } from '../decoder/parameters.js';
import { countParameters } from '../parameters.js';
import { CARD, hashFiles, type ModelCard } from './card.js';
import { checkTensors } from './encoder-tensors.js';
import { isModelFolder, openModelTokenizer, WEIGHTS, writeTokenizerFiles } from './save-encoder.js';
import { writeWholeFolder } from './whole-folder.js';

/** A decoder as it is saved. */
export interface SavedDecoder {
  readonly config: DecoderConfig;
  readonly tensors: TensorFile;
  /** A tokenizer folder, copied into the model's folder. */
  readonly tokenizer: string;
  readonly licence: string | null;
  readonly made: ModelCard['made'];
}

/**
 * Saves a decoder as Hugging Face's folder, whole or not at all: `config.json`, `model.safetensors`, the tokenizer as
 * ours and as Hugging Face's, `card.json` and `README.md`. A text begins with `[CLS]` and ends with `[SEP]`.
 * @throws `model.folder-taken`, `model.missing-tensors`, `model.wrong-shape`
 */
export function saveDecoder(path: string, model: SavedDecoder): ModelCard {
  const parameters = decoderParameters(model.config);
  checkTensors(model.tensors, parameters, path);
  let card: ModelCard | null = null;
  writeWholeFolder(
    path,
    (folder) => {
      writeTokenizerFiles(folder, { ...model, cased: true });
      writeFileSync(join(folder, 'config.json'), configText(folder, model.config));
      const weights = join(folder, WEIGHTS.hf);
      writeSafetensors(
        weights,
        parameters.map(({ name }) => model.tensors.read(name)),
      );
      card = {
        ...{ schema: 1, format: 'hf', licence: model.licence, made: model.made },
        ...{ words: false, classes: null, embeds: 'network', staticHash: null },
        parameters: countParameters(parameters),
        hash: hashFiles(weights),
      };
      writeFileSync(join(folder, CARD), `${JSON.stringify(card, null, 2)}\n`);
      writeFileSync(join(folder, 'README.md'), readme(path, card));
    },
    { replaceable: isModelFolder },
  );
  return card!;
}

function configText(folder: string, config: DecoderConfig): string {
  const { begin, separator, pad } = openModelTokenizer(folder).specials;
  const ids = { bos_token_id: begin, eos_token_id: separator, pad_token_id: pad };
  return `${JSON.stringify({ ...JSON.parse(formatDecoderConfig(config)), ...ids }, null, 2)}\n`;
}

function readme(path: string, { licence, parameters, made }: ModelCard): string {
  return [
    '---',
    'language: [ko, en]',
    ...(licence === null ? [] : [`license: ${licence.toLowerCase()}`]),
    'pipeline_tag: text-generation',
    '---',
    '',
    `# ${basename(path)}`,
    '',
    `A decoder of ${parameters.toLocaleString('en')} parameters in the layout of Llama, written by Simsa.`,
    'Korean text is cut into morphemes before subwords are looked up: `tokenizer/` is the whole tokenizer, and',
    '`tokenizer.json` only its second stage, for text whose units already have blanks between them.',
    '',
    ...Object.entries(made).map(([name, value]) => `- ${name}: ${JSON.stringify(value)}`),
    '',
  ].join('\n');
}
