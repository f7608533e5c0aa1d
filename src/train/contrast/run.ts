import { seedOf } from '../../core/index.js';
import type { NamedValues, Trainer } from '../../graph/index.js';
import { lastCheckpoint, writeCheckpoint } from '../pretrain/checkpoint.js';
import { checkFinite } from '../pretrain/ending.js';
import { LossMeter } from '../pretrain/loss-meter.js';
import type { BatchSource, Objective, Reading } from '../pretrain/objectives/objective.js';
import { appendMetric, type Metric, rewindMetrics } from '../pretrain/run-folder.js';
import { rateAt } from '../pretrain/settings.js';
import type { PretrainEvent } from '../pretrain/types.js';
import type { SpecialIds } from '../rows/batch.js';
import { FIRST_ROW, type RowCursor } from '../rows/packing.js';
import type { TokenStore } from '../tokens/token-store.js';
import { PairDealer, turnsOf } from './dealing.js';
import { readHeldPairs } from './held-pairs.js';
import { layTexts } from './pair-rows.js';
import type { PairSet } from './pairs/pair-store.js';
import { PAIR_KINDS, type PairKind } from './pairs/text-pairs.js';
import { MASKED_READING, MASKED_STEP, readingOf, stepOf } from './programs.js';
import { type ContrastSettings, maskedShapeOf, readLengthOf, shapeOf, type Turn } from './settings.js';

/** What is learned from, and what is held against. */
export interface ContrastTexts {
  readonly train: PairSet;
  readonly held: PairSet;
  /** Text for masked words, and held-out text by name; null where none are asked for. */
  readonly masked: { readonly train: TokenStore; readonly held: Readonly<Record<string, TokenStore>> } | null;
}

export interface ContrastOptions {
  /** Where checkpoints and curves go; a run found there goes on. */
  readonly folder: string;
  readonly settings: ContrastSettings;
  readonly specials: SpecialIds;
  readonly threads: number;
  /** Weights to begin with, made when a run begins. */
  readonly start: () => Readonly<Record<string, NamedValues>>;
  /** Steps between two lines of the curves, two readings of held-out pairs, two checkpoints. */
  readonly every: { readonly metric: number; readonly reading: number; readonly checkpoint: number };
  readonly signal?: AbortSignal;
}

/** Batches of held-out text for masked words; the same ones each time. */
const HELD_BATCHES = 24;
const HELD_SEED = 1;

/** Steps of one contrastive run. Which pairs a step takes follows from seed and step alone. */
export class ContrastRun {
  readonly #turns: Generator<Turn, never>;
  readonly #dealers: Readonly<Record<PairKind, PairDealer>>;
  #masked: BatchSource | null = null;
  #cursor: RowCursor = FIRST_ROW;
  #tokens = 0;
  readonly #all = new LossMeter();
  readonly #byTurn = new Map<Turn, LossMeter>();

  constructor(
    private readonly texts: ContrastTexts,
    private readonly options: ContrastOptions,
    private readonly trainer: Trainer,
    private readonly objective: Objective | null,
  ) {
    const { settings } = options;
    this.#turns = turnsOf(settings.shares);
    const dealers = PAIR_KINDS.map((kind, at) => {
      const { pairs: size } = shapeOf(kind, settings);
      return [kind, new PairDealer(texts.train[kind], { size, seed: seedOf(settings.seed, at) })];
    });
    this.#dealers = Object.fromEntries(dealers) as Record<PairKind, PairDealer>;
  }

  async *steps(): AsyncGenerator<PretrainEvent> {
    const { settings, every, signal } = this.options;
    const { steps } = settings;
    if (await this.resume()) yield { type: 'resumed', step: this.trainer.steps };
    let saved = this.trainer.steps;
    while (this.trainer.steps < steps && !signal?.aborted) {
      const metric = await this.step(this.trainer.steps + 1);
      if (metric) yield { type: 'metric', metric, steps };
      if (this.trainer.steps % every.checkpoint === 0) {
        yield await this.save();
        saved = this.trainer.steps;
      }
    }
    if (saved < this.trainer.steps) yield await this.save();
    yield { type: 'done', step: this.trainer.steps, interrupted: this.trainer.steps < steps };
  }

  /** Goes back to the last checkpoint and deals again what was dealt before it. @returns whether there is one */
  private async resume(): Promise<boolean> {
    const { folder, start } = this.options;
    const checkpoint = lastCheckpoint(folder);
    rewindMetrics(folder, checkpoint?.training.step ?? 0);
    if (!checkpoint) {
      await this.trainer.restore({ step: 0, buffers: { weights: start() } });
      return false;
    }
    await this.trainer.restore(checkpoint.training);
    this.#tokens = checkpoint.tokens;
    this.#cursor = checkpoint.cursor;
    for (let step = 1; step <= checkpoint.training.step; step++) {
      const turn = this.#turns.next().value;
      if (turn !== 'masked') this.#dealers[turn].next();
    }
    return true;
  }

  private async save(): Promise<PretrainEvent> {
    const training = await this.trainer.state();
    checkFinite(training);
    const path = writeCheckpoint(this.options.folder, { training, tokens: this.#tokens, cursor: this.#cursor });
    return { type: 'checkpoint', path, step: training.step };
  }

  private async step(step: number): Promise<Metric | null> {
    const { settings, every } = this.options;
    const { steps, length, batch: rows } = settings;
    const rate = rateAt(step, { ...settings, passes: [{ length, rows, steps }] });
    const turn = this.#turns.next().value;
    const { program, inputs, tokens } = turn === 'masked' ? this.maskedBatch(step) : this.pairBatch(turn);
    const report = await this.trainer.step(program, inputs, rate);
    const [loss, norm] = [report.loss!.data[0]!, report.norm!.data[0]!];
    this.#tokens += tokens;
    this.#all.add({ loss }, tokens);
    this.meterOf(turn).add({ loss }, tokens);
    const isLast = step === steps;
    if (step % every.metric !== 0 && !isLast) return null;
    return this.metric({ step, norm, rate, reads: step % every.reading === 0 || isLast });
  }

  private pairBatch(kind: PairKind) {
    const shape = shapeOf(kind, this.options.settings);
    const pairs = this.#dealers[kind].next().map((number) => this.texts.train[kind][number]!);
    const texts = [...pairs.map(({ left }) => left), ...pairs.map(({ right }) => right)];
    const inputs = layTexts(texts, { ...shape, specials: this.options.specials });
    return { program: stepOf(shape), inputs, tokens: texts.reduce((sum, text) => sum + text.length, 0) };
  }

  private maskedBatch(step: number) {
    this.#masked ??= this.maskedRows(this.texts.masked!.train, this.options.settings.seed, this.#cursor);
    const { parts, cursor, tokens } = this.#masked.next(step);
    this.#cursor = cursor;
    return { program: MASKED_STEP, inputs: parts[0]!, tokens };
  }

  private maskedRows(store: TokenStore, seed: number, cursor?: RowCursor): BatchSource {
    const { settings, specials } = this.options;
    return this.objective!.batches(store, { ...maskedShapeOf(settings), parts: 1, seed, specials, cursor });
  }

  private meterOf(turn: Turn): LossMeter {
    const meter = this.#byTurn.get(turn) ?? new LossMeter();
    this.#byTurn.set(turn, meter);
    return meter;
  }

  private async metric({ reads, ...line }: Pick<Metric, 'step' | 'norm' | 'rate'> & { readonly reads: boolean }) {
    const { means, tokensPerSecond } = this.#all.read();
    const losses = Object.fromEntries([...this.#byTurn].map(([turn, meter]) => [turn, meter.read().means.loss!]));
    const held = reads ? await this.readHeld() : null;
    const metric: Metric = {
      ...{ ...line, tokens: this.#tokens, loss: means.loss!, losses, tokensPerSecond },
      ...(held ? { held } : {}),
    };
    appendMetric(this.options.folder, metric);
    this.#byTurn.clear();
    this.#all.begin();
    return metric;
  }

  private async readHeld(): Promise<NonNullable<Metric['held']>> {
    const { settings, specials } = this.options;
    const read: Record<string, Record<string, number>> = {};
    for (const kind of PAIR_KINDS) {
      if (this.texts.held[kind].length === 0) continue;
      const length = readLengthOf(kind, settings);
      const reader = { trainer: this.trainer, program: readingOf(length), length, specials };
      read[kind] = await readHeldPairs(this.texts.held[kind], reader);
    }
    for (const [name, store] of Object.entries(this.texts.masked?.held ?? {}))
      read[`masked-${name}`] = { ...this.objective!.figures(await this.readMasked(store), store.manifest) };
    return read;
  }

  private async readMasked(store: TokenStore): Promise<readonly Reading[]> {
    const batches = this.maskedRows(store, HELD_SEED);
    const readings: Reading[] = [];
    for (let batch = 1; batch <= HELD_BATCHES; batch++) {
      const { parts, tokens } = batches.next(batch);
      const inputs = parts[0]!;
      readings.push({ inputs, tokens, outputs: await this.trainer.evaluate(MASKED_READING, inputs, batch) });
    }
    return readings;
  }
}
