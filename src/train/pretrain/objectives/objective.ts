import type { Graph, Tensor, TensorData } from '../../../graph/index.js';
import type { SpecialIds } from '../../rows/batch.js';
import type { RowCursor } from '../../rows/packing.js';
import type { TokenManifest, TokenStore } from '../../tokens/token-store.js';

/** What a network is taught, and how one sees that it learns. */
export interface Objective {
  /**
   * Records the network over rows of one shape. Every call declares the same parameters in the same order.
   * @param training with dropout.
   */
  record(graph: Graph, shape: RowShape, training: boolean): Recorded;
  /** Batches of a store, as inputs of what was recorded. */
  batches(store: TokenStore, options: BatchOptions): BatchSource;
  /** Figures of held-out text, by name. */
  figures(readings: readonly Reading[], text: TokenManifest): Readonly<Record<string, number>>;
  /** What a parameter of a BERT is called in this network. */
  startName(name: string): string;
}

/** Everything an objective is opened with. */
export interface ObjectiveSetting {
  /** Configuration of the model as `config.json` has it. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Share of tokens that is asked for. */
  readonly masked: number;
  readonly specials: SpecialIds;
}

export interface RowShape {
  readonly rows: number;
  readonly length: number;
}

export interface Recorded {
  readonly loss: Tensor;
  /** Parts of the loss that are shown by themselves. */
  readonly losses: Readonly<Record<string, Tensor>>;
  /** What a reading of held-out text asks for beside them. */
  readonly findings: Readonly<Record<string, Tensor>>;
}

export interface BatchOptions extends RowShape {
  /** A step's rows are read in this many parts of `rows` each. */
  readonly parts: number;
  readonly seed: number;
  readonly specials: SpecialIds;
  readonly cursor?: RowCursor | undefined;
}

export type Inputs = Readonly<Record<string, TensorData>>;

/** A batch ready for a step, and where the rows stand after it. */
export interface PreparedBatch {
  readonly parts: readonly Inputs[];
  readonly cursor: RowCursor;
  /** Tokens of text in it. */
  readonly tokens: number;
}

export interface BatchSource {
  /** @param step decides what is drawn for the batch. */
  next(step: number): PreparedBatch;
}

/** A batch of held-out text and what the network says of it. */
export interface Reading {
  readonly inputs: Inputs;
  readonly tokens: number;
  readonly outputs: Inputs;
}

/** The mean of an output over readings. */
export function meanOf(readings: readonly Reading[], output: string): number {
  return readings.reduce((sum, { outputs }) => sum + outputs[output]!.data[0]! / readings.length, 0);
}
