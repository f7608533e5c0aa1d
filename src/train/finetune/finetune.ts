import type { NamedValues } from '../../graph/index.js';
import {
  checkModelTarget,
  checkTensors,
  type EncoderConfig,
  type EncoderSize,
  encoderOfSize,
  heldHeads,
  isCased,
  openEncoderFolder,
  type Pooling,
  parametersWith,
  saveEncoder,
  type TensorFile,
  tensorsInMemory,
  tokenizerPath,
} from '../../model/index.js';
import { openTokenizer, type Tokenizer } from '../../tokenizer/index.js';
import { bucketLengths } from './batches.js';
import { encodeSplit } from './examples.js';
import { type Parts, readParts } from './parts.js';
import { FinetuneRun } from './run.js';
import type { Scores } from './scores.js';

/** What a classifier begins with: a saved encoder, or random weights of a size. */
export type FinetuneBase =
  | { readonly kind: 'model'; readonly folder: string }
  | { readonly kind: 'random'; readonly size: EncoderSize; readonly tokenizer: string };

export interface FinetuneOptions {
  /** Lines of `label<TAB>text`. */
  readonly data: string;
  /** Further such files, in place of parts of the first. */
  readonly validation: string | null;
  readonly test: string | null;
  readonly base: FinetuneBase;
  /** Folder of the classifier. */
  readonly out: string;
  readonly maxLength: number;
  readonly batch: number;
  readonly epochs: number;
  readonly rate: number;
  /** How many times faster the new layer learns. */
  readonly freshRate: number;
  /** By how much each layer learns slower than the one above it; 1 is all alike (Howard and Ruder 2018). */
  readonly layerDecay: number;
  /** Epochs without a better validation after which training ends. */
  readonly patience: number;
  /** Null takes the first token where the model has a pooler, and the mean of all tokens where not. */
  readonly pooling: Pooling | null;
  readonly scheme: 'IPC' | 'CPC' | null;
  readonly seed: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** Loss and accuracy on one part of the texts. */
export interface Reading {
  readonly loss: number;
  readonly accuracy: number;
}

export type FinetuneEvent =
  | ({ readonly type: 'data' } & DataReport)
  | ({ readonly type: 'model' } & ModelReport)
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly epochs: number;
      readonly train: Reading;
      readonly validation: Reading;
      readonly seconds: number;
    }
  | { readonly type: 'stopped'; readonly epoch: number; readonly best: number }
  | ({ readonly type: 'done' } & FinetuneReport);

export interface DataReport {
  readonly rows: number;
  readonly labels: readonly string[];
  readonly multiple: boolean;
  /** Whether the first line was taken for names of columns. */
  readonly header: boolean;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  /** Texts longer than `maxLength` tokens. */
  readonly cut: number;
  /** Labels of the given files that no text for training has: they are never right. */
  readonly unlearned: readonly string[];
}

export interface ModelReport {
  readonly from: 'model' | 'random';
  readonly config: EncoderConfig;
  readonly pooling: Pooling;
  readonly parameters: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Lengths that graphs are built for. */
  readonly lengths: readonly number[];
}

export interface FinetuneReport extends Scores {
  readonly testSize: number;
  /** Epochs done; weights are those of `best`. */
  readonly epochs: number;
  readonly best: number;
  readonly labels: readonly string[];
  /** Folder of the classifier. */
  readonly model: string;
}

/**
 * Fine-tunes an encoder to tell texts' classes, and saves the classifier.
 * @throws `train.*` for the texts, `model.*` for the encoder, `graph.not-finite`; nothing is saved then.
 */
export async function* finetuneClassifier(options: FinetuneOptions): AsyncGenerator<FinetuneEvent> {
  checkModelTarget(options.out);
  const parts = readParts(options, options.seed);
  const { split, labels, multiple } = parts;
  const base = openBase(options.base);
  const maxLength = Math.min(options.maxLength, base.config.maxPositions);
  const { examples, cut } = encodeSplit(split, { tokenizer: base.tokenizer, labels, maxLength });
  yield { type: 'data', ...describeData(parts, cut) };
  const pooling = options.pooling ?? (base.hasPooler ? 'first' : 'mean');
  const lengths = bucketLengths(
    Object.values(examples).flatMap((part) => part.map(({ ids }) => ids.length)),
    maxLength,
  );
  const classes = labels.length;
  const parameters = parametersWith(base.config, { pooler: pooling === 'first', classes });
  yield { type: 'model', from: options.base.kind, config: base.config, pooling, parameters, lengths };
  const shape = { config: base.config, classes, multiple, pooling, rows: options.batch };
  const run = await FinetuneRun.open(options, { shape, lengths, examples, tensors: base.tensors });
  try {
    yield* run.epochs();
    const report = await run.test();
    save(await run.weights(), { options, base, maxLength, pooling, parts, report });
    yield { type: 'done', ...report, labels, model: options.out };
  } finally {
    await run.close();
  }
}

interface Base {
  readonly config: EncoderConfig;
  readonly tokenizer: Tokenizer;
  readonly tokenizerPath: string;
  readonly cased: boolean;
  /** Null for random weights. */
  readonly tensors: TensorFile | null;
  readonly hasPooler: boolean;
  readonly licence: string | null;
}

function openBase(base: FinetuneBase): Base {
  if (base.kind === 'random') {
    const tokenizer = openTokenizer(base.tokenizer);
    const config = encoderOfSize(base.size, tokenizer.size);
    return {
      config,
      tokenizer,
      tokenizerPath: base.tokenizer,
      cased: true,
      tensors: null,
      hasPooler: false,
      licence: null,
    };
  }
  const folder = openEncoderFolder(base.folder);
  const tensors = folder.tensors();
  return {
    config: folder.config,
    tokenizer: folder.tokenizer(),
    tokenizerPath: tokenizerPath(base.folder),
    cased: isCased(base.folder),
    tensors,
    hasPooler: heldHeads(tensors, folder.config).pooler,
    licence: folder.card?.licence ?? null,
  };
}

function describeData({ split, labels, multiple, header, unlearned }: Parts, cut: number): DataReport {
  const { train, validation, test } = split;
  const sizes = { train: train.length, validation: validation.length, test: test.length };
  const rows = sizes.train + sizes.validation + sizes.test;
  return { rows, labels, multiple, header, ...sizes, cut, unlearned };
}

interface Finished {
  readonly options: FinetuneOptions;
  readonly base: Base;
  readonly maxLength: number;
  readonly pooling: Pooling;
  readonly parts: Parts;
  readonly report: Pick<FinetuneReport, 'accuracy' | 'macroF1' | 'testSize' | 'epochs' | 'best'>;
}

function save(weights: Readonly<Record<string, NamedValues>>, finished: Finished): void {
  const { options, base, maxLength, pooling, parts, report } = finished;
  const { accuracy, macroF1, testSize, epochs, best } = report;
  const { batch, rate, freshRate, layerDecay, seed, scheme } = options;
  const tensors = tensorsInMemory(
    Object.entries(weights).map(([name, { shape, values }]) => ({ name, shape, data: values })),
  );
  const { labels, multiple, split } = parts;
  const classes = { labels, multiple, pooling, scheme, maxLength };
  checkTensors(
    tensors,
    parametersWith(base.config, { pooler: pooling === 'first', classes: labels.length }),
    options.out,
  );
  const settings = { batch, rate, freshRate, layerDecay, seed, rows: split.train.length };
  saveEncoder(
    options.out,
    {
      config: base.config,
      tensors,
      tokenizer: base.tokenizerPath,
      cased: base.cased,
      classes: { ...classes, labels: [...labels] },
      licence: base.licence,
      made: { from: 'simsa train finetune classify', accuracy, macroF1, testSize, epochs, best, ...settings },
    },
    'hf',
  );
}
