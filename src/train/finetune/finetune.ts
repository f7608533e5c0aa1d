import type { NamedValues } from '../../graph/index.js';
import {
  type ClassScores,
  checkModelTarget,
  checkTensors,
  type Embeds,
  type EncoderConfig,
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
  type WeighedTerms,
  type WordTable,
} from '../../model/index.js';
import { openTokenizer, type Tokenizer } from '../../tokenizer/index.js';
import { bucketLengths } from './batches.js';
import { type Beside, learnBeside } from './beside.js';
import { type Examples, encodeSplit } from './examples.js';
import { type Parts, readParts } from './parts.js';
import { type Asked, FinetuneRun } from './run.js';
import { givenByEach, scoresOf } from './scores.js';
import type { DataReport, FinetuneBase, FinetuneEvent, FinetuneOptions, FinetuneReport } from './types.js';

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
    const task = { parts, examples, base, shape, options };
    const { report, terms } = yield* assess(await run.ask(), task);
    save(await run.weights(), { options, base, maxLength, pooling, parts, report, terms });
    yield { type: 'done', ...report, labels, model: options.out };
  } finally {
    await run.close();
  }
}

interface Task {
  readonly parts: Parts;
  readonly examples: Examples;
  readonly base: Base;
  readonly shape: { readonly classes: number; readonly multiple: boolean };
  readonly options: FinetuneOptions;
}

interface Assessment {
  readonly report: Omit<FinetuneReport, 'labels' | 'model'>;
  readonly terms: WeighedTerms | null;
}

/** Sets words beside the network where that is wanted, and asks what was kept for the test. */
async function* assess(network: Asked, task: Task): AsyncGenerator<FinetuneEvent, Assessment> {
  const { examples, shape, options } = task;
  const beside = options.terms ? yield* learnWithProgress(network, task) : null;
  const scoresBy = (scores: ClassScores) => scoresOf(examples.test, givenByEach(scores, shape.multiple), shape);
  const alone = beside && { network: scoresBy(network.test).accuracy, terms: scoresBy(beside.alone).accuracy };
  const { epochs, best } = network;
  const testSize = examples.test.length;
  const report = { ...scoresBy(beside?.together ?? network.test), alone, testSize, epochs, best };
  return { report, terms: beside?.terms ?? null };
}

async function* learnWithProgress(
  network: Asked,
  { parts: { split }, examples, base, shape, options }: Task,
): AsyncGenerator<FinetuneEvent, Beside> {
  const learning = learnBeside({ split, examples, ...base }, { ...shape, ...options, network });
  for (let next = await learning.next(); ; next = await learning.next()) {
    if (next.done) return next.value;
    yield { type: 'terms', done: next.value, total: 2 * shape.classes };
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
  readonly staticVectors: WordTable | null;
  readonly embeds: Embeds;
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
      staticVectors: null,
      embeds: 'network',
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
    staticVectors: folder.staticVectors(),
    embeds: folder.embeds,
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
  readonly report: Pick<FinetuneReport, 'accuracy' | 'macroF1' | 'alone' | 'testSize' | 'epochs' | 'best'>;
  readonly terms: WeighedTerms | null;
}

function save(weights: Readonly<Record<string, NamedValues>>, finished: Finished): void {
  const { options, base, maxLength, pooling, parts, report, terms } = finished;
  const { accuracy, macroF1, alone, testSize, epochs, best } = report;
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
      terms,
      licence: base.licence,
      staticVectors: base.staticVectors,
      embeds: base.embeds,
      made: {
        from: 'simsa train finetune classify',
        ...{ accuracy, macroF1, ...(alone && { alone }), testSize, epochs, best },
        ...settings,
      },
    },
    'hf',
  );
}
