import { floats, type Graph, integers, type Tensor } from '../../../graph/index.js';
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
  const { graph } = probabilities;
  const [best] = graph.node('ArgMax', [probabilities], [{ shape: [count], dtype: 'int64' }], {
    attributes: { axis: 1, keepdims: 0 },
  });
  const [same] = graph.node('Equal', [best!, labels], [{ shape: [count], dtype: 'bool' }]);
  const [hits] = graph.node('Cast', [same!], [{ shape: [count] }], { attributes: { to: 1 } });
  const [row] = graph.node('Reshape', [hits!, graph.integers([1, count])], [{ shape: [1, count] }]);
  return graph.node('MatMul', [row!, weights], [{ shape: [1, 1] }])[0]!;
}
