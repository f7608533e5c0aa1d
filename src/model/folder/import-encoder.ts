import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import { openTensorflowCheckpoint } from '../checkpoints/tensorflow/bundle.js';
import { fromGoogle } from '../checkpoints/tensorflow/google-names.js';
import { type EncoderConfig, parseEncoderConfig } from '../encoder/config.js';
import type { ClassHead } from './card.js';
import { checkTensors, heldHeads, parametersWith, tensorsInMemory } from './encoder-tensors.js';
import { openEncoderFolder } from './open-encoder.js';
import { isCased, type SavedEncoder, tokenizerPath } from './save-encoder.js';

export interface ImportOptions {
  /** Folder of a tokenizer or a vocabulary, where the folder holds none that is found. */
  readonly tokenizer: string | null;
  /** Whether the vocabulary knows capital letters. */
  readonly cased: boolean;
  readonly licence: string | null;
}

/**
 * Reads what others trained: a TensorFlow checkpoint of a BERT in Google's layout (`*.index`, `*.data-…`,
 * `bert_config.json`, a vocabulary), or a folder of Hugging Face.
 * @throws `model.no-model`, `model.bad-checkpoint`, `model.bad-config`, `model.missing-tensors`, `model.wrong-shape`
 */
export function importEncoder(folder: string, options: ImportOptions): SavedEncoder {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SimsaError('model.no-model', { path: folder }, { file: folder });
  const names = readdirSync(folder);
  const index = names.filter((name) => name.endsWith('.index'));
  if (index.length > 0) return fromTensorflow(folder, { ...options, names, index: newest(index) });
  const { config, classes, tensors, card, staticVectors, terms, embeds } = openEncoderFolder(folder);
  const tokenizer = options.tokenizer ?? tokenizerPath(folder);
  const cased = options.cased && isCased(folder);
  const licence = options.licence ?? card?.licence ?? null;
  return {
    config,
    classes,
    tensors: tensors(),
    tokenizer,
    cased,
    licence,
    made: card?.made ?? { from: 'Hugging Face' },
    staticVectors: staticVectors(),
    terms: terms(),
    embeds,
  };
}

/** Of several checkpoints the one of the most steps (`model.ckpt-100000.index`). */
function newest(names: readonly string[]): string {
  const steps = (name: string) => Number(/-(\d+)\.index$/.exec(name)?.[1] ?? -1);
  return [...names].sort((a, b) => steps(b) - steps(a))[0]!;
}

interface TensorflowFolder extends ImportOptions {
  readonly names: readonly string[];
  readonly index: string;
}

function fromTensorflow(folder: string, { names, index, ...options }: TensorflowFolder): SavedEncoder {
  const config = readConfig(folder, names);
  const tensors = tensorsInMemory(fromGoogle(openTensorflowCheckpoint(join(folder, index))));
  checkTensors(tensors, parametersWith(config, {}), join(folder, index));
  const classes = classesIn(tensors, config);
  const made = { from: `TensorFlow checkpoint ${index}`, ...heldHeads(tensors, config) };
  const tokenizer = options.tokenizer ?? vocabularyIn(folder, names);
  return { config, tensors, tokenizer, classes, made, cased: options.cased, licence: options.licence };
}

function readConfig(folder: string, names: readonly string[]): EncoderConfig {
  const name = ['bert_config.json', 'config.json'].find((one) => names.includes(one));
  const other = names.find((one) => /(?<!tokenizer_)config\.json$/.test(one));
  const path = join(folder, name ?? other ?? 'bert_config.json');
  if (!existsSync(path)) throw new SimsaError('model.bad-config', { path, reason: 'it is missing' }, { file: path });
  return parseEncoderConfig(readFileSync(path, 'utf8'), path);
}

/** A fine-tuned checkpoint of Google's classifier has no names for its classes. */
function classesIn(tensors: TensorFile, { maxPositions }: EncoderConfig): ClassHead | null {
  const count = tensors.shapeOf('classifier.weight')?.[0] ?? 0;
  if (count < 2) return null;
  const labels = Array.from({ length: count }, (_, at) => `LABEL_${at}`);
  return { labels, multiple: false, pooling: 'first', scheme: null, maxLength: maxPositions, terms: null };
}

function vocabularyIn(folder: string, names: readonly string[]): string {
  if (names.includes('tokenizer')) return join(folder, 'tokenizer');
  const name = names.find((one) => /vocab.*\.txt$/i.test(one));
  if (!name) throw new SimsaError('tokenizer.not-one', { path: folder, reason: 'it holds no vocab.txt' });
  return join(folder, name);
}
