import type { Tensor } from '../graph.js';

/** A parameter in front of its update. */
export interface UpdateInput {
  readonly weight: Tensor;
  /** Clipped. */
  readonly gradient: Tensor;
  readonly state: Readonly<Record<string, Tensor>>;
  /** What `scalars` gave for this step, as tensors without sides. */
  readonly scalars: Readonly<Record<string, Tensor>>;
}

export interface Updated {
  readonly weight: Tensor;
  readonly state: Readonly<Record<string, Tensor>>;
}

/** What changes from step to step. */
export interface StepNumbers {
  /** From 1. */
  readonly step: number;
  readonly rate: number;
  /** Weight decay: the share of a weight that is taken off at rate 1. */
  readonly decay: number;
}

/** How weights follow their gradients: two pure functions, and the numbers they are given. */
export interface Optimiser {
  readonly name: string;
  /** The shapes of the states beside a parameter; they start at zero. */
  init(shape: readonly number[]): Readonly<Record<string, readonly number[]>>;
  /** Records the update of one parameter. */
  update(input: UpdateInput): Updated;
  /** The numbers of a step; all of them are inputs of the graph, so nothing is built again. */
  scalars(step: StepNumbers): Readonly<Record<string, number>>;
  /** Whether a large parameter may be updated in pieces. */
  readonly elementwise: boolean;
}
