import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';
import { huggingFaceTokenizer, openTokenizer, readTokenizer, writeVocabularyText } from '../../tokenizer/index.js';
import { writeSafetensors } from '../checkpoints/safetensors.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import { type EncoderConfig, formatEncoderConfig } from '../encoder/config.js';
import { type FinishedHead, finishedEncoder } from '../encoder/finished.js';
import { countParameters } from '../parameters.js';
import { STATIC_VECTORS, type WordTable, writeWordTable } from '../static/static-vectors.js';
import type { WeighedTerms } from '../terms/term-classifier.js';
import { TERMS, writeTermClassifier } from '../terms/term-file.js';
import { CARD, type ClassHead, type Embeds, hashFiles, type ModelCard } from './card.js';
import { checkTensors, heldHeads, parametersWith, underFileNames } from './encoder-tensors.js';
import { readmeOf } from './readme.js';
import { checkFree, writeWholeFolder } from './whole-folder.js';

export type ModelFormat = ModelCard['format'];

/** An encoder as it is saved. */
export interface SavedEncoder {
  readonly config: EncoderConfig;
  readonly tensors: TensorFile;
  /** A tokenizer folder or a `vocab.txt`, copied into the model's folder. */
  readonly tokenizer: string;
  /** For a `vocab.txt`: whether it knows capital letters. */
  readonly cased: boolean;
  readonly classes: Omit<ClassHead, 'terms'> | null;
  /** A classifier by words that stands beside the network, and what the scores of each count. */
  readonly terms?: WeighedTerms | null;
  readonly licence: string | null;
  readonly made: ModelCard['made'];
  /** Vectors of words that lie beside the network. */
  readonly staticVectors?: WordTable | null;
  /** What `embed` gives; default: the network's vectors. */
  readonly embeds?: Embeds;
}

/** The model that ships with Simsa. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../../models/simsa-mini', import.meta.url));

/** Folder of the tokenizer within a model's, and the vocabulary of BERT where there is none. */
export const TOKENIZER = 'tokenizer';
export const VOCABULARY = 'vocab.txt';
export const WEIGHTS: Readonly<Record<ModelFormat, string>> = {
  hf: 'model.safetensors',
  onnx: 'model.onnx',
  'onnx-int8': 'model.onnx',
};

/** A folder with a configuration is a model that may be replaced by one; anything else is left alone. */
export const isModelFolder = (path: string): boolean => existsSync(join(path, 'config.json'));

/** Fails where {@link saveEncoder} would, before there is anything to save. @throws `model.folder-taken` */
export function checkModelTarget(path: string): void {
  checkFree(path, isModelFolder);
}

/**
 * Saves an encoder as a folder, whole or not at all: `config.json`, weights (`model.safetensors`, or `model.onnx` for
 * use), the tokenizer as ours and as Hugging Face's, `card.json` and `README.md`.
 * @throws `model.folder-taken`, `model.missing-tensors`, `model.wrong-shape`; `model.no-head` where static vectors are to
 * be given and there are none
 */
export function saveEncoder(path: string, model: SavedEncoder, format: ModelFormat): ModelCard {
  const held = heldHeads(model.tensors, model.config);
  const wanted = parametersWith(model.config, { ...held, classes: model.classes?.labels.length ?? 0 });
  checkTensors(model.tensors, wanted, path);
  const { staticVectors = null, embeds = 'network', terms = null } = model;
  if (embeds !== 'network' && !staticVectors) throw new SimsaError('model.no-head', { path, head: 'static vectors' });
  let card: ModelCard | null = null;
  writeWholeFolder(
    path,
    (folder) => {
      writeText(folder, 'config.json', configText(model, held.words));
      writeTokenizerFiles(folder, model);
      const weights = join(folder, WEIGHTS[format]);
      const parameters = () => wanted.map(({ name }) => model.tensors.read(name));
      if (format === 'hf') writeSafetensors(weights, underFileNames(parameters(), model.config));
      else
        writeWhole(weights, [
          finishedEncoder({ ...model, head: headOf(folder, model, held.words), ...precisionOf(format) }),
        ]);
      if (staticVectors) writeWordTable(join(folder, STATIC_VECTORS), staticVectors);
      if (terms) writeTermClassifier(join(folder, TERMS), terms.classifier);
      card = {
        schema: 1,
        format,
        licence: model.licence,
        parameters: countParameters(wanted),
        hash: hashFiles(weights),
        words: held.words && model.classes === null,
        classes: model.classes && { ...model.classes, terms: terms && weighed(folder, terms) },
        embeds,
        staticHash: staticVectors ? hashFiles(join(folder, STATIC_VECTORS)) : null,
        made: model.made,
      };
      writeText(folder, 'README.md', readmeOf(path, card));
      writeText(folder, CARD, `${JSON.stringify(card, null, 2)}\n`);
    },
    { replaceable: isModelFolder },
  );
  return card!;
}

const weighed = (folder: string, { network, terms }: WeighedTerms) => ({
  ...{ network, terms },
  hash: hashFiles(join(folder, TERMS)),
});

const precisionOf = (format: ModelFormat) => ({
  precision: format === 'onnx-int8' ? ('int8' as const) : ('fp32' as const),
});

function headOf(folder: string, { classes }: SavedEncoder, words: boolean): FinishedHead {
  if (classes) return { kind: 'classes', classes: classes.labels.length, pooling: classes.pooling };
  return words ? { kind: 'words', maskId: openModelTokenizer(folder).specials.mask } : { kind: 'none' };
}

function configText({ config, classes }: SavedEncoder, words: boolean): string {
  const head = words ? 'ForMaskedLM' : 'Model';
  if (!classes) return formatEncoderConfig(config, head);
  const names = classes.labels.map((label, at) => [String(at), label] as const);
  const file = {
    ...(JSON.parse(formatEncoderConfig(config, 'ForSequenceClassification')) as object),
    id2label: Object.fromEntries(names),
    label2id: Object.fromEntries(names.map(([at, label]) => [label, Number(at)])),
    problem_type: classes.multiple ? 'multi_label_classification' : 'single_label_classification',
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What of a model its tokenizer's files are written from. */
type TokenizerSource = Pick<SavedEncoder, 'tokenizer' | 'cased'> & {
  readonly config: { readonly maxPositions: number };
};

/** Writes a tokenizer into a model's folder, as ours and as Hugging Face's. */
export function writeTokenizerFiles(folder: string, { tokenizer, cased, config }: TokenizerSource): void {
  const settings = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    do_lower_case: !cased,
    model_max_length: config.maxPositions,
    ...{ pad_token: '[PAD]', unk_token: '[UNK]', cls_token: '[CLS]', sep_token: '[SEP]', mask_token: '[MASK]' },
  };
  if (statSync(tokenizer).isDirectory()) {
    cpSync(tokenizer, join(folder, TOKENIZER), { recursive: true });
    const data = readTokenizer(tokenizer);
    writeText(folder, 'tokenizer.json', `${JSON.stringify(huggingFaceTokenizer(data))}\n`);
    writeText(folder, 'tokenizer_config.json', `${JSON.stringify(settings, null, 2)}\n`);
    if (data.settings.algorithm === 'wordpiece') writeText(folder, VOCABULARY, writeVocabularyText(data));
  } else {
    writeText(folder, VOCABULARY, readFileSync(tokenizer, 'utf8'));
    const bert = { ...settings, tokenizer_class: 'BertTokenizer' };
    writeText(folder, 'tokenizer_config.json', `${JSON.stringify(bert, null, 2)}\n`);
  }
}

/** The tokenizer of a model's folder. @throws `tokenizer.*` */
export function openModelTokenizer(folder: string) {
  return openTokenizer(tokenizerPath(folder), { cased: isCased(folder) });
}

export function tokenizerPath(folder: string): string {
  const own = join(folder, TOKENIZER);
  const vocabulary = join(folder, VOCABULARY);
  return !existsSync(own) && existsSync(vocabulary) ? vocabulary : own;
}

export function isCased(folder: string): boolean {
  try {
    const file: unknown = JSON.parse(readFileSync(join(folder, 'tokenizer_config.json'), 'utf8'));
    return (file as { do_lower_case?: unknown } | null)?.do_lower_case !== true;
  } catch {
    return true;
  }
}

function writeText(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}
