import { sameDim, sameShape, times } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { Dim, Shape } from '../types.js';
import { gemm } from './gemm.js';
import { reshape } from './shape.js';

/** Sum over some axes, which stay as sides of one. */
export function sumAxes(x: Tensor, axes: readonly number[]): Tensor {
  const { graph } = x;
  const shape = x.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const [result] = graph.node('ReduceSum', [x, graph.integers(axes)], [{ shape, dtype: x.dtype }], {
    attributes: { keepdims: 1 },
  });
  return graph.differentiable(result!, [x], (gradient, gradients) => gradients.add(x, expand(gradient, x.shape)));
}

/** Sides of one repeated up to a shape. */
export function expand(x: Tensor, shape: Shape): Tensor {
  const { graph } = x;
  if (sameShape(x.shape, shape)) return x;
  const repeated = x.shape.flatMap((dim, axis) => (dim === 1 && shape[axis] !== 1 ? [axis] : []));
  if (!x.shape.every((dim, axis) => dim === 1 || sameDim(dim, shape[axis]!)) || x.shape.length !== shape.length) {
    throw shapeFault('expand', [x], `it does not fit [${shape.join(', ')}]`);
  }
  const [result] = graph.node('Expand', [x, graph.shapeOperand(shape)], [{ shape, dtype: x.dtype }]);
  return graph.differentiable(result!, [x], (gradient, gradients) => gradients.add(x, sumAxes(gradient, repeated)));
}

/** Repeats heads that several queries share, [batch, groups, length, size] → [batch, groups · times, length, size]. */
export function repeatHeads(x: Tensor, repeats: number): Tensor {
  const [batch, groups, length, size] = x.shape as readonly [Dim, Dim, Dim, Dim];
  if (repeats === 1) return x;
  const apart = reshape(x, [batch, groups, 1, length, size]);
  return reshape(expand(apart, [batch, groups, repeats, length, size]), [batch, times(groups, repeats), length, size]);
}

/** Sum of everything, as shape [1]. */
export function sumAll(x: Tensor): Tensor {
  return reshape(
    sumAxes(
      x,
      x.shape.map((_, axis) => axis),
    ),
    [1],
  );
}

/** Sum over the last axis, which stays as a side of one. */
export const sumRows = (x: Tensor): Tensor => sumAxes(x, [x.shape.length - 1]);

/** Sum over the rows of a matrix, [rows, columns] → [columns], as a product with ones: as fast as a reduction, and it takes turns with the other products in cache. */
export function sumColumns(x: Tensor): Tensor {
  const [rows, columns] = x.shape;
  return reshape(gemm(x.graph.filled(1, [1, Number(rows)]), x), [columns!]);
}
