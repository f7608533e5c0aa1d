import { seedOf } from '../../core/index.js';
import { type NamedValues, openTrainer, type TensorData, type Trainer } from '../../graph/index.js';
import { type ClassScores, parametersWith, type TensorFile } from '../../model/index.js';
import { type Batch, batchInputs, dealBatches, type Example } from './batches.js';
import type { Examples } from './examples.js';
import { fitHead } from './first-head.js';
import { type ClassifierShape, classifierReading, classifierStep, OPTIMISER } from './programs.js';
import { ratesOf } from './rates.js';
import { givenByEach, givenClasses, scoresOf } from './scores.js';
import type { FinetuneEvent, FinetuneOptions, Reading } from './types.js';

/** Share of the steps in which the learning rate rises; it falls to nothing in the others (Devlin et al. 2019). */
const WARMUP = 0.1;

/** What a run computes with. */
export interface RunParts {
  readonly shape: Omit<ClassifierShape, 'length'>;
  readonly lengths: readonly number[];
  readonly examples: Examples;
  /** Weights to begin with; null for random ones. */
  readonly tensors: TensorFile | null;
}

/** Weights that were the best on the validation so far. */
interface Kept {
  readonly epoch: number;
  readonly reading: Reading;
  readonly weights: Readonly<Record<string, NamedValues>>;
}

/** Epochs over one trainer, keeping the weights of the best. */
export class FinetuneRun {
  #done = 0;
  #best: Kept | null = null;

  private constructor(
    private readonly options: FinetuneOptions,
    private readonly parts: RunParts,
    private readonly trainer: Trainer,
  ) {}

  static async open(options: FinetuneOptions, parts: RunParts): Promise<FinetuneRun> {
    const { shape, lengths } = parts;
    const settings = { weightDecay: 0.01, clip: 1, rateOf: ratesOf(options, shape.config, knownNames(parts)) };
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

  /** Weights of the encoder; the layer of classes begins at random until it is fitted. */
  private async begin(): Promise<void> {
    const { tensors, shape } = this.parts;
    if (!tensors) return;
    const held = heldNames(shape, tensors).map((name) => {
      const { shape, data } = tensors.read(name);
      return [name, { shape, values: data }] as const;
    });
    await this.restore(Object.fromEntries(held));
  }

  /** Fits the layer of classes to the network as it is, before both learn. */
  private async *fitFirst(): AsyncGenerator<FinetuneEvent> {
    const { shape, examples } = this.parts;
    const start = performance.now();
    const { states } = await this.read(examples.train);
    const lossOf = async (layer: Readonly<Record<string, NamedValues>>) => {
      await this.restore(layer);
      return (await this.read(examples.validation)).reading.loss;
    };
    await this.restore(await fitHead({ states, examples: examples.train }, { ...shape, lossOf }));
    const { reading: train } = await this.read(examples.train);
    const validation = await this.keepIfBest(0);
    const seconds = (performance.now() - start) / 1000;
    yield { type: 'epoch', epoch: 0, epochs: this.options.epochs, train, validation, seconds };
  }

  private restore(weights: Readonly<Record<string, NamedValues>>): Promise<void> {
    return this.trainer.restore({ step: this.trainer.steps, buffers: { weights } });
  }

  /** Reads the validation, and keeps the weights if nothing was better. */
  private async keepIfBest(epoch: number): Promise<Reading> {
    const { reading } = await this.read(this.parts.examples.validation);
    if (this.#best === null || isBetter(reading, this.#best.reading))
      this.#best = { epoch, reading, weights: await this.trainer.weights() };
    return reading;
  }

  async *epochs(): AsyncGenerator<FinetuneEvent> {
    const { epochs, patience, signal } = this.options;
    if (isHeadFitted(this.parts)) yield* this.fitFirst();
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const start = performance.now();
      const train = await this.epoch(epoch);
      const validation = await this.keepIfBest(epoch);
      signal?.throwIfAborted();
      this.#done = epoch;
      yield { type: 'epoch', epoch, epochs, train, validation, seconds: (performance.now() - start) / 1000 };
      if (epoch - this.#best!.epoch >= patience && epoch < epochs) {
        yield { type: 'stopped', epoch, best: this.#best!.epoch };
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

  /** Loss on some texts, and for each the scores of all classes and the state they were read from. */
  private async read(examples: readonly Example[]): Promise<TextReadings> {
    const { lengths, shape } = this.parts;
    const placeOf = new Map(examples.map((example, at) => [example, at]));
    const scores = Array<Float32Array>(examples.length);
    const states = Array<Float32Array>(examples.length);
    let loss = 0;
    for (const batch of dealBatches(examples, { lengths, rows: this.options.batch, seed: 1 })) {
      this.options.signal?.throwIfAborted();
      const outputs = await this.trainer.evaluate(`read-${batch.length}`, this.inputs(batch));
      loss += outputs.loss!.data[0]! * batch.examples.length;
      batch.examples.forEach((example, row) => {
        const place = placeOf.get(example)!;
        scores[place] = rowOf(outputs.logits!, row);
        states[place] = rowOf(outputs.state!, row);
      });
    }
    const { accuracy } = scoresOf(examples, givenByEach(scores, shape.multiple), shape);
    return { scores, states, reading: { loss: loss / examples.length, accuracy } };
  }

  /** What the weights of the best epoch give for the texts that it has not learned from. */
  async ask(): Promise<Asked> {
    await this.restore(this.#best!.weights);
    const { validation, test } = this.parts.examples;
    return {
      validation: (await this.read(validation)).scores,
      test: (await this.read(test)).scores,
      epochs: this.#done,
      best: this.#best!.epoch,
    };
  }

  weights(): Promise<Readonly<Record<string, NamedValues>>> {
    return this.trainer.weights();
  }

  close(): Promise<void> {
    return this.trainer.close();
  }
}

interface TextReadings {
  readonly scores: ClassScores;
  readonly states: readonly Float32Array[];
  readonly reading: Reading;
}

/** Scores of the best epoch for the texts of two parts, in their order. */
export interface Asked {
  readonly validation: ClassScores;
  readonly test: ClassScores;
  /** Epochs done; weights are those of `best`, 0 for those before the first. */
  readonly epochs: number;
  readonly best: number;
}

const HEAD = ['classifier.weight', 'classifier.bias'];

/** Names of the network's weights below the classes. */
function bodyNames({ config, pooling }: RunParts['shape']): readonly string[] {
  return parametersWith(config, { pooler: pooling === 'first' }).map(({ name }) => name);
}

const heldNames = (shape: RunParts['shape'], tensors: TensorFile): readonly string[] =>
  bodyNames(shape).filter((name) => tensors.shapeOf(name) !== null);

/** Whether nothing below the classes begins at random: what stands on chance is not worth fitting. */
function isHeadFitted({ shape, tensors }: RunParts): boolean {
  return tensors !== null && heldNames(shape, tensors).length === bodyNames(shape).length;
}

/** Weights that do not begin at random; null where all do. */
function knownNames(parts: RunParts): readonly string[] | null {
  const { shape, tensors } = parts;
  return tensors && [...heldNames(shape, tensors), ...(isHeadFitted(parts) ? HEAD : [])];
}

/** More texts right; where as many are, the lower loss. */
function isBetter(one: Reading, other: Reading): boolean {
  return one.accuracy === other.accuracy ? one.loss < other.loss : one.accuracy > other.accuracy;
}

function rowOf({ data, shape }: TensorData, row: number): Float32Array {
  const width = shape[1]!;
  return Float32Array.from(data.slice(row * width, (row + 1) * width) as Float32Array);
}
