import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import type { Tokenizer } from '../../tokenizer/index.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import { openWeights, weightFiles } from '../checkpoints/weights.js';
import { type EncoderConfig, parseEncoderConfig } from '../encoder/config.js';
import { tensorsOfFinished } from '../encoder/finished-tensors.js';
import { readWordTable, STATIC_VECTORS, type WordTable } from '../static/static-vectors.js';
import type { WeighedTerms } from '../terms/term-classifier.js';
import { readTermClassifier, TERMS } from '../terms/term-file.js';
import { type ClassHead, type Embeds, type ModelCard, readCard } from './card.js';
import { checkTensors, heldHeads, parametersWith, tensorsInMemory, underOwnNames } from './encoder-tensors.js';
import { openModelTokenizer, WEIGHTS } from './save-encoder.js';

/** An encoder's folder, opened: what it is, and its parts when they are asked for. */
export interface EncoderFolder {
  readonly path: string;
  readonly config: EncoderConfig;
  /** Null for folders that others made. */
  readonly card: ModelCard | null;
  readonly classes: ClassHead | null;
  readonly format: ModelCard['format'];
  /** The file of weights, or the index of its parts. */
  readonly weights: string;
  /** Whether words at masked places can be asked for. */
  readonly words: boolean;
  /** What stands for a text. */
  readonly embeds: Embeds;
  /** Vectors of words that lie beside the network, or null. @throws `model.*` where the file is damaged */
  staticVectors(): WordTable | null;
  /** The classifier by words that stands beside the network, or null. @throws `model.*` where the file is damaged */
  terms(): WeighedTerms | null;
  /** The weights under the names used here; those of an ONNX model in 8 bits as it keeps them. @throws `model.finished` for an ONNX model that others made */
  tensors(): TensorFile;
  tokenizer(): Tokenizer;
}

/**
 * Opens a folder of an encoder: one that Simsa wrote, or Hugging Face's of a BERT with `model.safetensors`.
 * @throws `model.no-model`, `model.bad-config`, `model.not-safetensors`, `model.cut-short`, `model.missing-tensors`,
 * `model.wrong-shape`
 */
export function openEncoderFolder(path: string): EncoderFolder {
  const configPath = join(path, 'config.json');
  if (!existsSync(configPath)) throw new SimsaError('model.no-model', { path }, { file: path });
  const text = readFileSync(configPath, 'utf8');
  const config = parseEncoderConfig(text, configPath);
  const card = readCard(path);
  const classes = card ? card.classes : classesOf(text, config);
  const format = card?.format ?? (existsSync(join(path, WEIGHTS.onnx)) ? 'onnx' : 'hf');
  const weights = format === 'hf' ? weightFiles(path)[0]! : onnxFile(path);
  const opened = format === 'hf' ? checked(underOwnNames(openWeights(path)), { path, config, classes }) : null;
  return {
    ...{ path, config, card, classes, format, weights },
    embeds: card?.embeds ?? 'network',
    staticVectors: () => staticVectorsIn(path, { card, config }),
    terms: () => termsIn(path, classes),
    words: opened ? heldHeads(opened, config).words && classes === null : (card?.words ?? false),
    tensors() {
      if (opened) return opened;
      if (!card) throw new SimsaError('model.finished', { path }, { file: weights });
      const held = tensorsInMemory(tensorsOfFinished(readFileSync(weights), weights));
      return checked(held, { path, config, classes });
    },
    tokenizer: () => checkedTokenizer(path, config),
  };
}

function onnxFile(path: string): string {
  const file = join(path, WEIGHTS.onnx);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  throw new SimsaError('model.bad-checkpoint', { path, reason: `${WEIGHTS.onnx} is missing` }, { file });
}

function staticVectorsIn(
  path: string,
  { card, config }: { readonly card: ModelCard | null; readonly config: EncoderConfig },
): WordTable | null {
  const file = join(path, STATIC_VECTORS);
  if (!card || card.staticHash === null) return null;
  if (!existsSync(file))
    throw new SimsaError('model.bad-checkpoint', { path, reason: `${STATIC_VECTORS} is missing` }, { file });
  return readWordTable(file, config.vocabularySize);
}

function termsIn(path: string, classes: ClassHead | null): WeighedTerms | null {
  if (!classes?.terms) return null;
  const file = join(path, TERMS);
  if (!existsSync(file))
    throw new SimsaError('model.bad-checkpoint', { path, reason: `${TERMS} is missing` }, { file });
  const { network, terms } = classes.terms;
  return { classifier: readTermClassifier(file, classes.labels.length), network, terms };
}

interface Wanted {
  readonly path: string;
  readonly config: EncoderConfig;
  readonly classes: ClassHead | null;
}

function checked(file: TensorFile, { path, config, classes }: Wanted): TensorFile {
  const held = heldHeads(file, config);
  const pooler = held.pooler || classes?.pooling === 'first';
  checkTensors(file, parametersWith(config, { ...held, pooler, classes: classes?.labels.length ?? 0 }), path);
  return file;
}

const labelsSchema = z.object({
  architectures: z.array(z.string()).default([]),
  id2label: z.record(z.string(), z.string()).default({}),
  problem_type: z.string().nullish(),
});

/** The classes of a classifier that transformers saved. */
function classesOf(text: string, { maxPositions }: EncoderConfig): ClassHead | null {
  const file = labelsSchema.safeParse(JSON.parse(text));
  if (!file.success || !file.data.architectures.includes('BertForSequenceClassification')) return null;
  const labels = Object.entries(file.data.id2label)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, label]) => label);
  return {
    // transformers leaves two nameless classes out of the file.
    labels: labels.length > 0 ? labels : ['LABEL_0', 'LABEL_1'],
    multiple: file.data.problem_type === 'multi_label_classification',
    pooling: 'first',
    scheme: null,
    maxLength: maxPositions,
    terms: null,
  };
}

/** The tokenizer of a folder, held against the size of its model. @throws `tokenizer.*`, `model.other-vocabulary` */
export function checkedTokenizer(path: string, { vocabularySize }: { readonly vocabularySize: number }): Tokenizer {
  const tokenizer = openModelTokenizer(path);
  if (tokenizer.size > vocabularySize) {
    const details = { found: `${tokenizer.size}`, wanted: `${vocabularySize}` };
    throw new SimsaError('model.other-vocabulary', details, { file: path });
  }
  return tokenizer;
}
