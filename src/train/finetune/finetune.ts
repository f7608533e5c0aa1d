import { seedOf } from '../../core/index.js';
import { type NamedValues, openTrainer, type Trainer } from '../../graph/index.js';
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
import { type Batch, batchInputs, bucketLengths, dealBatches, type Example } from './batches.js';
import { type LabelledText, type LabelledTexts, readLabelledTexts } from './labelled-texts.js';
import { type ClassifierShape, classifierReading, classifierStep, OPTIMISER } from './programs.js';
import { givenClasses, type Scores, scoresOf } from './scores.js';
import { type SplitTexts, splitTexts } from './split.js';

/** What a classifier begins with: a saved encoder, or random weights of a size. */
export type FinetuneBase =
  | { readonly kind: 'model'; readonly folder: string }
  | { readonly kind: 'random'; readonly size: EncoderSize; readonly tokenizer: string };

export interface FinetuneOptions {
  /** Lines of `label<TAB>text`. */
  readonly data: string;
  readonly base: FinetuneBase;
  /** Folder of the classifier. */
  readonly out: string;
  readonly maxLength: number;
  readonly batch: number;
  readonly epochs: number;
  readonly rate: number;
  /** How many times faster the new layer learns. */
  readonly freshRate: number;
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

/** Share of the steps in which the learning rate rises; it falls to nothing in the others (Devlin et al. 2019). */
const WARMUP = 0.1;

/**
 * Fine-tunes an encoder to tell texts' classes, and saves the classifier.
 * @throws `train.*` for the texts, `model.*` for the encoder, `graph.not-finite`; nothing is saved then.
 */
export async function* finetuneClassifier(options: FinetuneOptions): AsyncGenerator<FinetuneEvent> {
  checkModelTarget(options.out);
  const texts = readLabelledTexts(options.data);
  const split = splitTexts(texts, options.seed);
  const base = openBase(options.base);
  const maxLength = Math.min(options.maxLength, base.config.maxPositions);
  const { examples, cut } = encodeSplit(split, { tokenizer: base.tokenizer, labels: texts.labels, maxLength });
  yield { type: 'data', ...describeData(texts, split, cut) };
  const pooling = options.pooling ?? (base.hasPooler ? 'first' : 'mean');
  const lengths = bucketLengths(
    Object.values(examples).flatMap((part) => part.map(({ ids }) => ids.length)),
    maxLength,
  );
  const classes = texts.labels.length;
  const parameters = parametersWith(base.config, { pooler: pooling === 'first', classes });
  yield { type: 'model', from: options.base.kind, config: base.config, pooling, parameters, lengths };
  const shape = { config: base.config, classes, multiple: texts.multiple, pooling, rows: options.batch };
  const run = await FinetuneRun.open(options, { shape, lengths, examples, base });
  try {
    yield* run.epochs();
    const report = await run.test();
    save(await run.weights(), { options, base, maxLength, pooling, texts, report });
    yield { type: 'done', ...report, labels: texts.labels, model: options.out };
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

type Examples = Readonly<Record<keyof SplitTexts, readonly Example[]>>;

function encodeSplit(
  split: SplitTexts,
  { tokenizer, labels, maxLength }: { tokenizer: Tokenizer; labels: readonly string[]; maxLength: number },
): { readonly examples: Examples; readonly cut: number } {
  const numberOf = new Map(labels.map((label, at) => [label, at]));
  let cut = 0;
  const encoded = ({ text, labels: own }: LabelledText): Example => {
    const { ids } = tokenizer.encode(text);
    if (ids.length > maxLength) cut++;
    const kept = ids.length > maxLength ? tokenizer.encode(text, { maxLen: maxLength }).ids : ids;
    return { ids: kept, classes: own.map((label) => numberOf.get(label)!) };
  };
  const { train, validation, test } = split;
  const examples = { train: train.map(encoded), validation: validation.map(encoded), test: test.map(encoded) };
  return { examples, cut };
}

function describeData({ texts, labels, multiple, header }: LabelledTexts, split: SplitTexts, cut: number): DataReport {
  const { train, validation, test } = split;
  const sizes = { train: train.length, validation: validation.length, test: test.length };
  return { rows: texts.length, labels, multiple, header, ...sizes, cut };
}

interface RunParts {
  readonly shape: Omit<ClassifierShape, 'length'>;
  readonly lengths: readonly number[];
  readonly examples: Examples;
  readonly base: Base;
}

/** Epochs over one trainer, keeping the weights of the best. */
class FinetuneRun {
  #done = 0;
  #best: {
    readonly epoch: number;
    readonly loss: number;
    readonly weights: Readonly<Record<string, NamedValues>>;
  } | null = null;

  private constructor(
    private readonly options: FinetuneOptions,
    private readonly parts: RunParts,
    private readonly trainer: Trainer,
  ) {}

  static async open(options: FinetuneOptions, parts: RunParts): Promise<FinetuneRun> {
    const { shape, lengths, base } = parts;
    const held = new Set(base.tensors?.names ?? []);
    const isFresh = (name: string) => base.tensors !== null && (!held.has(name) || name.startsWith('classifier.'));
    const settings = { weightDecay: 0.01, clip: 1, freshRate: options.freshRate, isFresh };
    const programs = lengths.flatMap((length) => [
      [`step-${length}`, classifierStep({ ...shape, length }, settings)] as const,
      [`read-${length}`, classifierReading({ ...shape, length })] as const,
    ]);
    const { seed, threads } = options;
    const trainer = await openTrainer({ programs: Object.fromEntries(programs), optimiser: OPTIMISER, seed, threads });
    const run = new FinetuneRun(options, parts, trainer);
    await run.begin();
    return run;
  }

  /** Weights of the encoder; the layer of classes begins at random. */
  private async begin(): Promise<void> {
    const { base } = this.parts;
    const { tensors } = base;
    if (!tensors) return;
    const names = this.trainer.layout.parameters.map(({ name }) => name);
    const held = names.filter((name) => !name.startsWith('classifier.') && tensors.shapeOf(name) !== null);
    const weights = held.map((name) => {
      const { shape, data } = tensors.read(name);
      return [name, { shape, values: data }] as const;
    });
    await this.trainer.restore({ step: 0, buffers: { weights: Object.fromEntries(weights) } });
  }

  async *epochs(): AsyncGenerator<FinetuneEvent> {
    const { epochs, patience, signal } = this.options;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const start = performance.now();
      const train = await this.epoch(epoch);
      const { reading: validation } = await this.read(this.parts.examples.validation);
      signal?.throwIfAborted();
      this.#done = epoch;
      if (this.#best === null || validation.loss < this.#best.loss)
        this.#best = { epoch, loss: validation.loss, weights: await this.trainer.weights() };
      yield { type: 'epoch', epoch, epochs, train, validation, seconds: (performance.now() - start) / 1000 };
      if (epoch - this.#best.epoch >= patience && epoch < epochs) {
        yield { type: 'stopped', epoch, best: this.#best.epoch };
        return;
      }
    }
  }

  private async epoch(epoch: number): Promise<Reading> {
    const { seed, batch: rows, epochs, signal } = this.options;
    const { lengths, examples } = this.parts;
    const batches = dealBatches(examples.train, { lengths, rows, seed: seedOf(seed, epoch) });
    let [loss, right] = [0, 0];
    for (const batch of batches) {
      signal?.throwIfAborted();
      const rate = this.rateAt(this.trainer.steps + 1, epochs * batches.length);
      const outputs = await this.trainer.step(`step-${batch.length}`, this.inputs(batch), rate);
      loss += outputs.loss!.data[0]! * batch.examples.length;
      right += this.hits(batch, outputs.logits!.data);
    }
    return { loss: loss / examples.train.length, accuracy: right / examples.train.length };
  }

  private rateAt(step: number, steps: number): number {
    const rise = Math.max(1, Math.round(WARMUP * steps));
    return this.options.rate * Math.min(step / rise, Math.max(0, (steps - step + 1) / (steps - rise + 1)));
  }

  private inputs(batch: Batch) {
    return batchInputs(batch, this.parts.shape);
  }

  private hits({ examples }: Batch, logits: ArrayLike<number>): number {
    const given = this.givenIn(logits, examples.length);
    return Math.round(scoresOf(examples, given, this.parts.shape).accuracy * examples.length);
  }

  private givenIn(logits: ArrayLike<number>, rows: number): readonly (readonly number[])[] {
    const { classes, multiple } = this.parts.shape;
    const values = Array.from(logits);
    return Array.from({ length: rows }, (_, row) =>
      givenClasses(values.slice(row * classes, (row + 1) * classes), multiple),
    );
  }

  /** Loss and given classes of some texts; `order` has the texts as the classes stand. */
  private async read(examples: readonly Example[]) {
    const { lengths } = this.parts;
    const batches = dealBatches(examples, { lengths, rows: this.options.batch, seed: 1 });
    const [order, given]: [Example[], (readonly number[])[]] = [[], []];
    let loss = 0;
    for (const batch of batches) {
      const outputs = await this.trainer.evaluate(`read-${batch.length}`, this.inputs(batch));
      loss += outputs.loss!.data[0]! * batch.examples.length;
      order.push(...batch.examples);
      given.push(...this.givenIn(outputs.logits!.data, batch.examples.length));
    }
    const scores = scoresOf(order, given, this.parts.shape);
    return { scores, reading: { loss: loss / examples.length, accuracy: scores.accuracy } };
  }

  /** Scores of the best epoch on the texts kept for the test. */
  async test(): Promise<Omit<FinetuneReport, 'labels' | 'model'>> {
    const best = this.#best!;
    await this.trainer.restore({ step: this.trainer.steps, buffers: { weights: best.weights } });
    const { scores } = await this.read(this.parts.examples.test);
    return { ...scores, testSize: this.parts.examples.test.length, epochs: this.#done, best: best.epoch };
  }

  weights(): Promise<Readonly<Record<string, NamedValues>>> {
    return this.trainer.weights();
  }

  close(): Promise<void> {
    return this.trainer.close();
  }
}

interface Finished {
  readonly options: FinetuneOptions;
  readonly base: Base;
  readonly maxLength: number;
  readonly pooling: Pooling;
  readonly texts: LabelledTexts;
  readonly report: Pick<FinetuneReport, 'accuracy' | 'macroF1' | 'testSize' | 'epochs' | 'best'>;
}

function save(weights: Readonly<Record<string, NamedValues>>, finished: Finished): void {
  const { options, base, maxLength, pooling, texts, report } = finished;
  const { accuracy, macroF1, testSize, epochs, best } = report;
  const { batch, rate, freshRate, seed, scheme } = options;
  const tensors = tensorsInMemory(
    Object.entries(weights).map(([name, { shape, values }]) => ({ name, shape, data: values })),
  );
  const { labels, multiple } = texts;
  const classes = { labels, multiple, pooling, scheme, maxLength };
  checkTensors(
    tensors,
    parametersWith(base.config, { pooler: pooling === 'first', classes: labels.length }),
    options.out,
  );
  const settings = { batch, rate, freshRate, seed, rows: texts.texts.length };
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
