import {
  floats,
  type Graph,
  integers,
  largestColumn,
  matmul,
  reshape,
  sameNumbers,
  type Tensor,
} from '../../../graph/index.js';
import { type MaskedBatch, slotsFor } from '../../rows/masking.js';
import type { Inputs, RowShape } from './objective.js';

/** Tensors of the words that are asked for. */
export interface Slots {
  readonly count: number;
  /** Place of each slot among the tokens, and for each token the slot that asks for it plus one, or 0. */
  readonly places: Tensor;
  readonly inverse: Tensor;
  readonly labels: Tensor;
  /** [slots, 1] */
  readonly weights: Tensor;
}

export function slotTensors(graph: Graph, { rows, length }: RowShape, share: number): Slots {
  const count = slotsFor(rows * length, share);
  const whole = (name: string, size: number) => graph.input(name, [size], 'int64');
  return {
    count,
    places: whole('places', count),
    inverse: whole('inverse', rows * length),
    labels: whole('labels', count),
    weights: graph.input('weights', [count, 1]),
  };
}

export function slotInputs({ places, inverse, labels, weights }: MaskedBatch): Inputs {
  return {
    places: integers(places),
    inverse: integers(inverse),
    labels: integers(labels),
    weights: floats(weights, [weights.length, 1]),
  };
}

/** The share of the words asked for that were found, [1, 1]. */
export function shareFound(probabilities: Tensor, { count, labels, weights }: Slots): Tensor {
  return matmul(reshape(sameNumbers(largestColumn(probabilities), labels), [1, count]), weights);
}
