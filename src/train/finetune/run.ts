import { seedOf } from '../../core/index.js';
import { type NamedValues, openTrainer, type Trainer } from '../../graph/index.js';
import type { TensorFile } from '../../model/index.js';
import { type Batch, batchInputs, dealBatches, type Example } from './batches.js';
import type { Examples } from './examples.js';
import { type ClassifierShape, classifierReading, classifierStep, OPTIMISER } from './programs.js';
import { ratesOf } from './rates.js';
import { givenClasses, scoresOf } from './scores.js';
import type { FinetuneEvent, FinetuneOptions, FinetuneReport, Reading } from './types.js';

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

/** Epochs over one trainer, keeping the weights of the best. */
export class FinetuneRun {
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
    const { shape, lengths, tensors } = parts;
    const settings = { weightDecay: 0.01, clip: 1, rateOf: ratesOf(options, shape.config, tensors?.names ?? null) };
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
    const { tensors } = this.parts;
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
