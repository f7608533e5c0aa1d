import { cast, type Tensor } from '../../graph/index.js';

/** Tokens of a batch, [batch, length] each. */
export interface FinishedInput {
  readonly ids: Tensor;
  readonly present: Tensor;
  readonly segments: Tensor;
}

/** 0, 1, 2, … in each row: every token counted, exclusive of itself. */
export function positionsOf(ids: Tensor): Tensor {
  const { graph, shape } = ids;
  const [same] = graph.node('Equal', [ids, ids], [{ shape, dtype: 'bool' }]);
  const ones = cast(same!, 'int64');
  return graph.node('CumSum', [ones, graph.integers([1])], [{ shape, dtype: 'int64' }], {
    attributes: { exclusive: 1 },
  })[0]!;
}
