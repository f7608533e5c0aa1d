import { adamw, type NamedValues, openTrainer, type Program, type Trainer } from '../../graph/index.js';
import type { EncoderConfig } from '../../model/index.js';
import type { SpecialIds } from '../rows/batch.js';
import { slotsFor } from '../rows/masking.js';
import type { RowCursor } from '../rows/packing.js';
import type { TokenStore } from '../tokens/token-store.js';
import { lastCheckpoint, writeCheckpoint } from './checkpoint.js';
import { maskedWordsInputs, maskedWordsReading, maskedWordsStep } from './masked-words.js';
import { type PreparedBatch, RowSource } from './row-source.js';
import { appendMetric, type Metric, openRunFolder, rewindMetrics } from './run-folder.js';
import { type PretrainSettings, passAt, rateAt, totalSteps } from './settings.js';

/** What is trained on and held against. */
export interface PretrainTexts {
  readonly train: TokenStore;
  /** Text kept out of training, by name (`ko`, `en`). */
  readonly held: Readonly<Record<string, TokenStore>>;
}

export interface PretrainOptions {
  /** Where checkpoints and curves go; a run found there goes on. */
  readonly folder: string;
  readonly settings: PretrainSettings;
  readonly config: EncoderConfig;
  readonly specials: SpecialIds;
  readonly threads: number;
  /** Weights to begin with by name, made when a run begins; what is not named begins at random. */
  readonly start?: () => Readonly<Record<string, NamedValues>>;
  /** Steps between two lines of the curves, two readings of held-out text, two checkpoints. */
  readonly every: { readonly metric: number; readonly reading: number; readonly checkpoint: number };
  /** Ends the run early, with a checkpoint. */
  readonly signal?: AbortSignal;
}

export type PretrainEvent =
  | { readonly type: 'resumed'; readonly step: number }
  | { readonly type: 'metric'; readonly metric: Metric; readonly steps: number }
  | { readonly type: 'checkpoint'; readonly path: string; readonly step: number }
  | { readonly type: 'done'; readonly step: number; readonly interrupted: boolean };

/** Batches of held-out text that a reading takes; the same ones each time. */
const HELD_BATCHES = 24;

/**
 * Pretrains an encoder by masked language modelling. A run that was killed goes on from its last checkpoint and
 * reports the same losses as if it had not been.
 * @throws `train.other-run`, `graph.not-finite`, `graph.no-runtime`
 */
export async function* pretrain(texts: PretrainTexts, options: PretrainOptions): AsyncGenerator<PretrainEvent> {
  const { folder, settings } = options;
  openRunFolder(folder, settings);
  const trainer = await openTrainer({
    programs: programsOf(options),
    optimiser: OPTIMISER,
    seed: settings.seed,
    threads: options.threads,
  });
  try {
    yield* new PretrainRun(texts, options, trainer).steps();
  } finally {
    await trainer.close();
  }
}

const OPTIMISER = adamw({ beta2: 0.98 });

/** A training program for each pass, and one to read held-out text in rows of the first pass. */
function programsOf({ settings, config }: PretrainOptions): Readonly<Record<string, Program>> {
  const { weightDecay, clip } = settings;
  const shapes = settings.passes.map(({ rows, length }) => ({
    rows,
    length,
    slots: slotsFor(rows * length, settings.masked),
  }));
  const steps = shapes.map((shape, pass) => [
    `pass-${pass}`,
    maskedWordsStep(config, shape, { optimiser: OPTIMISER, weightDecay, clip }),
  ]);
  return Object.fromEntries([...steps, ['reading', maskedWordsReading(config, shapes[0]!)]]);
}

class PretrainRun {
  #tokens = 0;
  #since = { time: performance.now(), tokens: 0, losses: 0, steps: 0 };

  constructor(
    private readonly texts: PretrainTexts,
    private readonly options: PretrainOptions,
    private readonly trainer: Trainer,
  ) {}

  async *steps(): AsyncGenerator<PretrainEvent> {
    const { settings, every, signal } = this.options;
    const last = totalSteps(settings);
    const resumed = await this.resume();
    if (resumed) yield { type: 'resumed', step: resumed.step };
    let rows = this.rowsFor(this.trainer.steps + 1, resumed?.cursor);
    let [saved, cursor] = [this.trainer.steps, resumed?.cursor];
    while (this.trainer.steps < last && !signal?.aborted) {
      const step = this.trainer.steps + 1;
      if (passAt(step, settings).done === 0 && step > 1) rows = this.rowsFor(step);
      const prepared = rows.next(step);
      cursor = prepared.cursor;
      const metric = await this.step(step, prepared);
      if (metric) yield { type: 'metric', metric, steps: last };
      if (step % every.checkpoint === 0) {
        yield await this.save(cursor);
        saved = step;
      }
    }
    if (cursor && saved < this.trainer.steps) yield await this.save(cursor);
    yield { type: 'done', step: this.trainer.steps, interrupted: this.trainer.steps < last };
  }

  private async save(cursor: RowCursor): Promise<PretrainEvent> {
    const training = await this.trainer.state();
    const path = writeCheckpoint(this.options.folder, { training, tokens: this.#tokens, cursor });
    return { type: 'checkpoint', path, step: training.step };
  }

  private async resume() {
    const { folder, start } = this.options;
    const checkpoint = lastCheckpoint(folder);
    if (checkpoint) {
      await this.trainer.restore(checkpoint.training);
      this.#tokens = checkpoint.tokens;
      rewindMetrics(folder, checkpoint.training.step);
      return { step: checkpoint.training.step, cursor: checkpoint.cursor };
    }
    rewindMetrics(folder, 0);
    if (start) await this.trainer.restore({ step: 0, buffers: { weights: start() } });
    return null;
  }

  /** Rows of the pass that a step belongs to; each pass deals its own, in an order of its own. */
  private rowsFor(step: number, cursor?: RowCursor): RowSource {
    const { settings, config, specials } = this.options;
    const { index } = passAt(Math.min(step, totalSteps(settings)), settings);
    return new RowSource(
      this.texts.train,
      {
        pass: settings.passes[index]!,
        seed: settings.seed + index,
        share: settings.masked,
        vocabularySize: config.vocabularySize,
        specials,
      },
      cursor,
    );
  }

  private async step(step: number, { batch, masked, tokens }: PreparedBatch): Promise<Metric | null> {
    const { settings, every, folder } = this.options;
    const rate = rateAt(step, settings);
    const program = `pass-${passAt(step, settings).index}`;
    const { loss, norm } = await this.trainer.step(program, maskedWordsInputs(batch, masked), rate);
    this.#tokens += tokens;
    this.#since.tokens += tokens;
    this.#since.losses += loss!.data[0]!;
    this.#since.steps++;
    if (step % every.metric !== 0 && step !== totalSteps(settings)) return null;
    const { time, tokens: read, losses, steps } = this.#since;
    const tokensPerSecond = Math.round((1000 * read) / (performance.now() - time));
    const held = step % every.reading === 0 || step === totalSteps(settings) ? await this.readHeld() : undefined;
    this.#since = { time: performance.now(), tokens: 0, losses: 0, steps: 0 };
    const curve = { step, tokens: this.#tokens, loss: losses / steps, norm: norm!.data[0]!, rate, tokensPerSecond };
    const metric: Metric = held ? { ...curve, held } : curve;
    appendMetric(folder, metric);
    return metric;
  }

  /** Loss and hits on the same held-out batches each time. */
  private async readHeld(): Promise<NonNullable<Metric['held']>> {
    const { settings, config, specials } = this.options;
    const read: Record<string, { loss: number; right: number }> = {};
    for (const [name, store] of Object.entries(this.texts.held)) {
      const shape = { pass: settings.passes[0]!, share: settings.masked, vocabularySize: config.vocabularySize };
      const rows = new RowSource(store, { ...shape, seed: 1, specials });
      let [loss, right] = [0, 0];
      for (let batch = 1; batch <= HELD_BATCHES; batch++) {
        const prepared = rows.next(batch);
        const outputs = await this.trainer.evaluate('reading', maskedWordsInputs(prepared.batch, prepared.masked));
        loss += outputs.loss!.data[0]! / HELD_BATCHES;
        right += outputs.right!.data[0]! / HELD_BATCHES;
      }
      read[name] = { loss, right };
    }
    return read;
  }
}
