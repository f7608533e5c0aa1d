import type { NamedValues, Trainer } from '../../graph/index.js';
import type { RowCursor } from '../rows/packing.js';
import type { TokenStore } from '../tokens/token-store.js';
import { lastCheckpoint, writeCheckpoint } from './checkpoint.js';
import { checkFinite } from './ending.js';
import { LossMeter } from './loss-meter.js';
import type { BatchSource, Objective, PreparedBatch, Reading } from './objectives/objective.js';
import { READING, trainStep } from './programs.js';
import { appendMetric, type Metric, rewindMetrics } from './run-folder.js';
import { passAt, rateAt, rowsOfPart, totalSteps } from './settings.js';
import type { PretrainEvent, PretrainOptions, PretrainTexts } from './types.js';

/** Steps whose rows a reading of held-out text takes; the same ones each time. */
const HELD_BATCHES = 24;
const HELD_SEED = 1;

/** The steps of one run, from its start or its last checkpoint to its end. */
export class PretrainRun {
  readonly #trainer: Trainer;
  readonly #objective: Objective;
  readonly #meter = new LossMeter();
  #tokens = 0;

  constructor(
    private readonly texts: PretrainTexts,
    private readonly options: PretrainOptions,
    { trainer, objective }: { readonly trainer: Trainer; readonly objective: Objective },
  ) {
    this.#trainer = trainer;
    this.#objective = objective;
  }

  async *steps(): AsyncGenerator<PretrainEvent> {
    const { settings, every, signal } = this.options;
    const last = totalSteps(settings);
    const resumed = await this.resume();
    if (resumed) yield { type: 'resumed', step: resumed.step };
    let batches = this.batchesFrom(this.#trainer.steps + 1, resumed?.cursor);
    let [saved, cursor] = [this.#trainer.steps, resumed?.cursor];
    while (this.#trainer.steps < last && !signal?.aborted) {
      const step = this.#trainer.steps + 1;
      if (passAt(step, settings).done === 0 && step > 1) batches = this.batchesFrom(step);
      const batch = batches.next(step);
      cursor = batch.cursor;
      const metric = await this.step(step, batch);
      if (metric) yield { type: 'metric', metric, steps: last };
      if (step % every.checkpoint === 0) {
        yield await this.save(cursor);
        saved = step;
      }
    }
    if (cursor && saved < this.#trainer.steps) yield await this.save(cursor);
    yield { type: 'done', step: this.#trainer.steps, interrupted: this.#trainer.steps < last };
  }

  private async save(cursor: RowCursor): Promise<PretrainEvent> {
    const training = await this.#trainer.state();
    checkFinite(training);
    const path = writeCheckpoint(this.options.folder, { training, tokens: this.#tokens, cursor });
    return { type: 'checkpoint', path, step: training.step };
  }

  private async resume() {
    const { folder, start } = this.options;
    const checkpoint = lastCheckpoint(folder);
    if (checkpoint) {
      await this.#trainer.restore(checkpoint.training);
      this.#tokens = checkpoint.tokens;
      rewindMetrics(folder, checkpoint.training.step);
      return { step: checkpoint.training.step, cursor: checkpoint.cursor };
    }
    rewindMetrics(folder, 0);
    if (start) await this.#trainer.restore({ step: 0, buffers: { weights: this.named(start()) } });
    return null;
  }

  /** Start weights under the names that the network has for them; those it has no use for are left out. */
  private named(weights: Readonly<Record<string, NamedValues>>): Readonly<Record<string, NamedValues>> {
    const known = this.#trainer.layout.windows.weights!;
    const named = Object.entries(weights).map(([name, values]) => [this.#objective.startName(name), values] as const);
    return Object.fromEntries(named.filter(([name]) => Object.hasOwn(known, name)));
  }

  /** Batches of the pass that a step belongs to; each pass deals its own, in an order of its own. */
  private batchesFrom(step: number, cursor?: RowCursor): BatchSource {
    const { settings, specials } = this.options;
    const { passes, accumulate: parts, seed } = settings;
    const { index } = passAt(Math.min(step, totalSteps(settings)), settings);
    const pass = passes[index]!;
    const rows = rowsOfPart(pass, settings);
    const options = { length: pass.length, rows, parts, seed: seed + index, specials, cursor };
    return this.#objective.batches(this.texts.train, options);
  }

  private async step(step: number, batch: PreparedBatch): Promise<Metric | null> {
    const { settings, every, folder } = this.options;
    const rate = rateAt(step, settings);
    const { norm, ...losses } = await trainStep(this.#trainer, batch, { pass: passAt(step, settings).index, rate });
    this.#tokens += batch.tokens;
    this.#meter.add(losses, batch.tokens);
    const isLast = step === totalSteps(settings);
    if (step % every.metric !== 0 && !isLast) return null;
    const { means, tokensPerSecond } = this.#meter.read();
    const held = step % every.reading === 0 || isLast ? await this.readHeld() : undefined;
    this.#meter.begin();
    const { loss, ...parts } = means;
    const metric: Metric = {
      ...{ step, tokens: this.#tokens, loss: loss!, norm: norm!, rate, tokensPerSecond },
      ...(Object.keys(parts).length > 0 ? { losses: parts } : {}),
      ...(held ? { held } : {}),
    };
    appendMetric(folder, metric);
    return metric;
  }

  private async readHeld(): Promise<NonNullable<Metric['held']>> {
    const read: Record<string, Readonly<Record<string, number>>> = {};
    for (const [name, store] of Object.entries(this.texts.held))
      read[name] = this.#objective.figures(await this.readings(store), store.manifest);
    return read;
  }

  /** The same rows and the same random numbers each time. */
  private async readings(store: TokenStore): Promise<readonly Reading[]> {
    const { settings, specials } = this.options;
    const pass = settings.passes[0]!;
    const shape = { length: pass.length, rows: rowsOfPart(pass, settings), parts: 1 };
    const batches = this.#objective.batches(store, { ...shape, seed: HELD_SEED, specials });
    const readings: Reading[] = [];
    for (let batch = 1; batch <= HELD_BATCHES * settings.accumulate; batch++) {
      const { parts, tokens } = batches.next(batch);
      const inputs = parts[0]!;
      readings.push({ inputs, tokens, outputs: await this.#trainer.evaluate(READING, inputs, batch) });
    }
    return readings;
  }
}
