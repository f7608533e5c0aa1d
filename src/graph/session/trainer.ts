import { SimsaError } from '../../core/index.js';
import { openPool, type Pool } from '../../core/pool.js';
import { sizeOf } from '../dims.js';
import type { Optimiser } from '../optimisers/types.js';
import type { TensorData } from '../types.js';
import type { Outputs } from './engine.js';
import { commonLayout, type Layout } from './layout.js';
import type { Program } from './program.js';
import type { Provider } from './runtime.js';
import type { TrainingAnswer, TrainingTask } from './training-job.js';

export interface TrainerOptions {
  /** By name; all over the same weights: one for each length of rows, and one to evaluate. */
  readonly programs: Readonly<Record<string, Program>>;
  /** The one the programs were compiled with. */
  readonly optimiser: Optimiser;
  /** Of start values and dropout. */
  readonly seed: number;
  readonly threads?: number;
  readonly provider?: Provider;
}

/** Everything a run can be continued from. */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  /** By buffer (`weights` and the states of the optimiser), then by parameter. */
  readonly buffers: Readonly<Record<string, Readonly<Record<string, NamedValues>>>>;
}

export interface NamedValues {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Numbers that a step reports: `loss`, `norm`, and what the program was compiled to report. */
export type Report = Outputs;

/** Weights and states of the optimiser in a thread of their own, and the programs that work on them. */
export interface Trainer {
  readonly layout: Layout;
  /** Steps done. */
  readonly steps: number;
  /** Where the last program ran, and why not on the graphics processor where that was asked for. */
  readonly place: { readonly provider: 'cpu' | 'webgpu' | null; readonly fellBack: string | null };
  /** One whole step, or one update after `gather`. Same seed, steps, inputs and threads give the same bits. */
  step(program: string, inputs: Readonly<Record<string, TensorData>>, rate: number): Promise<Report>;
  /** Adds the gradients of a part of a batch; `step` with the program of the update ends the batch. */
  gather(program: string, inputs: Readonly<Record<string, TensorData>>): Promise<Report>;
  /**
   * Runs a program that only reads the weights.
   * @param step that random numbers of the program are drawn for, where a reading is to be the same each time.
   */
  evaluate(program: string, inputs: Readonly<Record<string, TensorData>>, step?: number): Promise<Outputs>;
  /** A copy of weights, states and number of steps. */
  state(): Promise<TrainingState>;
  /** Copies of the weights only. */
  weights(): Promise<Readonly<Record<string, NamedValues>>>;
  /** Goes on from a state. Parameters that it lacks stay as they are. @throws SimsaError `graph.other-weights`. */
  restore(state: TrainingState): Promise<void>;
  close(): Promise<void>;
}

/** Opens a thread that trains. @throws SimsaError `graph.no-runtime`, `graph.other-weights`. */
export async function openTrainer({ programs, optimiser, ...options }: TrainerOptions): Promise<Trainer> {
  const layout = commonLayout(Object.values(programs).map((program) => program.layout));
  const pool = openPool<TrainingTask, TrainingAnswer>(import.meta.url, './training-job', 1);
  const trainer = new ThreadedTrainer(pool, { layout, programs, optimiser });
  await trainer.open({ do: 'open', programs, options });
  return trainer;
}

class ThreadedTrainer implements Trainer {
  steps = 0;
  place: Trainer['place'] = { provider: null, fellBack: null };
  /** Parts of the batch gathered so far: each gets masks of its own. */
  private parts = 0;

  constructor(
    private readonly pool: Pool<TrainingTask, TrainingAnswer>,
    private readonly plan: Pick<TrainerOptions, 'programs' | 'optimiser'> & { readonly layout: Layout },
  ) {}

  get layout(): Layout {
    return this.plan.layout;
  }

  async open(task: TrainingTask): Promise<void> {
    try {
      await this.ask(task);
    } catch (thrown) {
      await this.pool.close();
      throw thrown;
    }
  }

  async step(program: string, inputs: Readonly<Record<string, TensorData>>, rate: number): Promise<Report> {
    const step = this.steps + 1;
    const report = await this.run(program, inputs, this.scalars(program, step, rate));
    this.steps = step;
    this.parts = 0;
    if (this.plan.programs[program]?.does === 'update') await this.ask({ do: 'clear', buffer: 'gradients' });
    return report;
  }

  async gather(program: string, inputs: Readonly<Record<string, TensorData>>): Promise<Report> {
    const report = await this.run(program, inputs, {});
    this.parts++;
    return report;
  }

  evaluate(program: string, inputs: Readonly<Record<string, TensorData>>, step?: number): Promise<Outputs> {
    return this.run(program, inputs, {}, step);
  }

  async state(): Promise<TrainingState> {
    const buffers: Record<string, Record<string, NamedValues>> = {};
    for (const buffer of Object.keys(this.layout.sizes)) {
      if (buffer !== 'gradients') buffers[buffer] = await this.readBuffer(buffer);
    }
    return { step: this.steps, buffers };
  }

  weights(): Promise<Readonly<Record<string, NamedValues>>> {
    return this.readBuffer('weights');
  }

  async restore({ step, buffers }: TrainingState): Promise<void> {
    for (const [buffer, values] of Object.entries(buffers)) await this.writeBuffer(buffer, values);
    this.steps = step;
    this.parts = 0;
  }

  async close(): Promise<void> {
    await this.ask({ do: 'close' });
    await this.pool.close();
  }

  private async run(
    program: string,
    inputs: Readonly<Record<string, TensorData>>,
    scalars: Record<string, number>,
    // Parts of one batch count as fractions of a step, so that masks differ from part to part.
    step = this.steps + 1 + this.parts / 1024,
  ) {
    const { outputs, provider, fellBack } = await this.ask({ do: 'run', program, inputs, step, scalars });
    this.place = { provider: provider ?? null, fellBack: fellBack ?? null };
    return outputs!;
  }

  private scalars(program: string, step: number, rate: number): Record<string, number> {
    const scalars: Record<string, number> = {};
    for (const [i, group] of (this.plan.programs[program]?.groups ?? []).entries()) {
      const numbers = this.plan.optimiser.scalars({ step, rate: rate * group.rate, decay: group.decay });
      for (const [name, value] of Object.entries(numbers)) scalars[`update:${i}:${name}`] = value;
    }
    return scalars;
  }

  private async readBuffer(buffer: string): Promise<Record<string, NamedValues>> {
    const { values } = await this.ask({ do: 'read', buffer });
    const windows = Object.entries(this.layout.windows[buffer]!);
    return Object.fromEntries(
      windows.map(([name, { offset, shape }]) => [
        name,
        { shape, values: values!.subarray(offset, offset + sizeOf(shape)) },
      ]),
    );
  }

  private async writeBuffer(buffer: string, given: Readonly<Record<string, NamedValues>>): Promise<void> {
    const { values } = await this.ask({ do: 'read', buffer });
    for (const [name, { shape, values: own }] of Object.entries(given)) {
      const window = this.layout.windows[buffer]?.[name];
      if (!window || window.shape.join() !== shape.join()) {
        throw new SimsaError('graph.other-weights', { what: `${name} [${shape.join(', ')}]` });
      }
      values!.set(own, window.offset);
    }
    await this.ask({ do: 'write', buffer, values: values! });
  }

  private async ask(task: TrainingTask): Promise<TrainingAnswer> {
    const answer = await this.pool.run(task);
    if (answer.failed) throw new SimsaError(answer.failed.code, answer.failed.details, answer.failed.where);
    return answer;
  }
}
