import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { Shape } from '../types.js';
import { concat, reshape } from './shape.js';
import { expand } from './sum.js';

/** Rows of a table by id, [rows, width] and ids of any shape → [...ids, width]. */
export function gather(table: Tensor, ids: Tensor): Tensor {
  const { graph } = table;
  const result = takeRows(table, ids);
  return graph.differentiable(result, [table], (gradient, gradients) => {
    const rows = reshape(gradient, [...flat(ids), ...table.shape.slice(1)]);
    gradients.into(table, (soFar) => addRows(soFar ?? zeros(table), reshape(ids, flat(ids)), rows));
  });
}

/**
 * Rows of a matrix at distinct places, with a gradient that needs no scatter: `inverse[i]` is j + 1 where
 * `places[j]` is i, and 0 where no place is i.
 */
export function gatherDistinct(x: Tensor, places: Tensor, inverse: Tensor): Tensor {
  const { graph } = x;
  if (inverse.shape.length !== 1 || inverse.shape[0] !== x.shape[0]) {
    throw shapeFault('gatherDistinct', [x, places, inverse], 'the inverse has one place for each row');
  }
  return graph.differentiable(takeRows(x, places), [x], (gradient, gradients) => {
    const none = graph.filled(0, [1, Number(x.shape[1])]);
    gradients.add(x, takeRows(concat([none, gradient], 0), inverse));
  });
}

/** Rows without a gradient rule. */
export function takeRows(x: Tensor, ids: Tensor): Tensor {
  if (ids.dtype !== 'int64' && ids.dtype !== 'int32') throw shapeFault('gather', [x, ids], 'ids are whole numbers');
  const shape = [...ids.shape, ...x.shape.slice(1)];
  return x.graph.node('Gather', [x, ids], [{ shape, dtype: x.dtype }], { attributes: { axis: 0 } })[0]!;
}

/**
 * A table with rows (or numbers) added at ids, which may repeat. `ScatterElements` and not `ScatterND`: that
 * one loses additions to the same row when the session has several threads.
 */
export function addRows(table: Tensor, ids: Tensor, rows: Tensor): Tensor {
  const places = rows.shape.length === 1 ? ids : expand(reshape(ids, [ids.shape[0]!, 1]), rows.shape);
  return table.graph.node('ScatterElements', [table, places, rows], [{ shape: table.shape }], {
    attributes: { axis: 0, reduction: 'add' },
  })[0]!;
}

const zeros = (like: Tensor): Tensor => like.graph.filled(0, like.shape as readonly number[]);
const flat = ({ shape }: Tensor): Shape => [shape.reduce<number>((size, dim) => size * Number(dim), 1)];
