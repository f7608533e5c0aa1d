import type { Tensor } from 'onnxruntime-node';
import { SimsaError } from '../../core/index.js';
import { sizeOf } from '../dims.js';
import { startValues } from '../parameters.js';
import type { TensorData } from '../types.js';
import { commonLayout, type Layout } from './layout.js';
import { NoiseStreams } from './noise.js';
import type { Program } from './program.js';
import {
  checkInputs,
  fromRuntime,
  loadRuntime,
  openSession,
  type Runtime,
  type RuntimeOptions,
  runFault,
  type Session,
  toRuntime,
} from './runtime.js';

export interface EngineOptions extends RuntimeOptions {
  readonly seed: number;
}

/** One run of a program. */
export interface Run {
  readonly program: string;
  readonly inputs: Readonly<Record<string, TensorData>>;
  /** Step that random numbers belong to. */
  readonly step: number;
  /** Inputs of the update, by name. */
  readonly scalars: Readonly<Record<string, number>>;
}

export type Outputs = Readonly<Record<string, TensorData>>;

interface Prepared {
  readonly program: Program;
  readonly session: Session;
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly fetches: Readonly<Record<string, Tensor | null>>;
}

/**
 * Runs programs over flat buffers, in the thread that calls it. Weights and states are never copied: inputs of
 * the model are windows of the buffers, and so are the outputs that replace them.
 */
export class Engine {
  readonly layout: Layout;
  readonly buffers: Readonly<Record<string, Float32Array>>;
  /** What the first session was opened on, null before. */
  provider: 'cpu' | 'webgpu' | null = null;
  fellBack: string | null = null;
  private readonly prepared = new Map<string, Prepared>();
  private readonly noise: NoiseStreams;

  /** Parameters get their start values. @throws SimsaError `graph.no-runtime`, `graph.other-weights`. */
  static async open(programs: Readonly<Record<string, Program>>, options: EngineOptions): Promise<Engine> {
    return new Engine(await loadRuntime(), programs, options);
  }

  private constructor(
    private readonly runtime: Runtime,
    private readonly programs: Readonly<Record<string, Program>>,
    private readonly options: EngineOptions,
  ) {
    this.layout = commonLayout(Object.values(programs).map(({ layout }) => layout));
    this.buffers = Object.fromEntries(
      Object.entries(this.layout.sizes).map(([name, size]) => [name, new Float32Array(size)]),
    );
    this.noise = new NoiseStreams(options.seed);
    for (const parameter of this.layout.parameters) {
      this.values('weights', parameter.name).set(startValues(parameter, options.seed));
    }
  }

  /** The values of one parameter, or of a state of it: the memory itself, not a copy. */
  values(buffer: string, parameter: string): Float32Array {
    const window = this.layout.windows[buffer]?.[parameter];
    if (!window) throw new SimsaError('graph.no-parameter', { name: `${buffer} ${parameter}` });
    return this.buffers[buffer]!.subarray(window.offset, window.offset + sizeOf(window.shape));
  }

  /** @throws SimsaError `graph.bad-input`, `graph.not-finite`, `graph.out-of-memory`, `graph.run-failed`. */
  async run({ program: name, inputs, step, scalars }: Run): Promise<Outputs> {
    const { program, session, feeds, fetches } = await this.prepare(name);
    checkInputs(program.inputs, inputs);
    const all: Record<string, Tensor> = { ...feeds };
    for (const { name } of program.inputs) all[name] = toRuntime(this.runtime, inputs[name]!);
    for (const noise of program.noises) {
      all[noise.input] = new this.runtime.Tensor('float32', this.noise.window(noise, step), noise.shape);
    }
    for (const [name, value] of Object.entries(scalars)) {
      all[name] = new this.runtime.Tensor('float32', [value], []);
    }
    const results = await session.run(all, fetches).catch((cause: unknown) => {
      throw runFault(cause);
    });
    const outputs = Object.fromEntries(program.outputs.map(({ name }) => [name, fromRuntime(results[name] as Tensor)]));
    checkFinite(outputs, step);
    return outputs;
  }

  /** Sets a buffer to zero: gathered gradients after their update. */
  clear(buffer: string): void {
    this.buffers[buffer]?.fill(0);
  }

  async release(): Promise<void> {
    for (const { session } of this.prepared.values()) await session.release();
    this.prepared.clear();
  }

  /** Sessions are opened when they are first used. */
  private async prepare(name: string): Promise<Prepared> {
    const found = this.prepared.get(name);
    if (found) return found;
    const program = this.programs[name];
    if (!program) throw new SimsaError('graph.no-program', { name, programs: Object.keys(this.programs).join(', ') });
    // Recorded in the form that runs fastest, and an optimiser would undo what is computed twice on purpose.
    const opened = await openSession(program.model, this.options, { graphOptimizationLevel: 'disabled' });
    this.provider ??= opened.provider;
    this.fellBack ??= opened.fellBack;
    const prepared = { program, session: opened.session, ...this.bound(program) };
    this.prepared.set(name, prepared);
    return prepared;
  }

  private bound(program: Program): Pick<Prepared, 'feeds' | 'fetches'> {
    const feeds: Record<string, Tensor> = {};
    const fetches: Record<string, Tensor | null> = {};
    for (const { input, output, buffer, offset, shape } of program.inPlace) {
      const values = this.buffers[buffer]!.subarray(offset, offset + sizeOf(shape));
      if (input !== null) feeds[input] = new this.runtime.Tensor('float32', values, shape);
      if (output !== null) fetches[output] = new this.runtime.Tensor('float32', values, shape);
    }
    for (const { name } of program.outputs) fetches[name] = null;
    return { feeds, fetches };
  }
}

/** A loss or norm that is no number any more ends the run: going on would only spoil the weights further. */
function checkFinite(outputs: Outputs, step: number): void {
  for (const [name, { dtype, data }] of Object.entries(outputs)) {
    if (dtype !== 'float32' || data.length !== 1 || Number.isFinite(data[0])) continue;
    throw new SimsaError('graph.not-finite', { name, value: String(data[0]), step });
  }
}
