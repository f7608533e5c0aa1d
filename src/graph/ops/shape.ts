import { sameDim, sameShape, times } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { Dim, Shape } from '../types.js';

/** The same elements in another shape; nothing is copied. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const { graph } = x;
  if (sameShape(x.shape, shape)) return x;
  if (!sameDim(times(...x.shape), times(...shape))) {
    throw shapeFault('reshape', [x], `[${shape.join(', ')}] does not have as many elements`);
  }
  const [result] = graph.node('Reshape', [x, graph.shapeOperand(shape)], [{ shape, dtype: x.dtype }]);
  return graph.differentiable(result!, [x], (gradient, gradients) => gradients.add(x, reshape(gradient, x.shape)));
}

/** Axes in another order: axis i of the result is axis `order[i]` of x. */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  const { graph } = x;
  const complete = [...order].sort((a, b) => a - b).every((axis, i) => axis === i);
  if (!complete || order.length !== x.shape.length) throw shapeFault('transpose', [x], `the order is ${order}`);
  const shape = order.map((axis) => x.shape[axis]!);
  const [result] = graph.node('Transpose', [x], [{ shape, dtype: x.dtype }], { attributes: { perm: order } });
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return graph.differentiable(result!, [x], (gradient, gradients) => gradients.add(x, transpose(gradient, inverse)));
}

/** Elements `start` (inclusive) to `end` (exclusive) of an axis. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const { graph } = x;
  const side = x.shape[axis];
  if (side === start + end && start === 0) return x;
  if (typeof side !== 'number' || start < 0 || end > side || start >= end) {
    throw shapeFault('slice', [x], `there is no ${start} to ${end} of axis ${axis}`);
  }
  const bounds = [start, end, axis].map((value) => graph.integers([value]));
  const shape = x.shape.with(axis, end - start);
  const [result] = graph.node('Slice', [x, ...bounds], [{ shape, dtype: x.dtype }]);
  return graph.differentiable(result!, [x], (gradient, gradients) => {
    const pads = x.shape.map((_, i) => (i === axis ? [start, side - end] : [0, 0]));
    gradients.add(x, pad(gradient, pads, x.shape));
  });
}

/** Tensors one after the other along an axis. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const first = parts[0]!;
  const fits = parts.every((part) => sameShape(part.shape.with(axis, 1), first.shape.with(axis, 1)));
  if (!fits) throw shapeFault('concat', parts, `only axis ${axis} may differ`);
  const shape = first.shape.with(axis, parts.map((part) => part.shape[axis]!).reduce(plus));
  const [result] = first.graph.node('Concat', parts, [{ shape, dtype: first.dtype }], { attributes: { axis } });
  return first.graph.differentiable(result!, parts, (gradient, gradients) => {
    let start = 0;
    for (const part of parts) {
      const end = start + Number(part.shape[axis]);
      if (part.differentiable) gradients.add(part, slice(gradient, axis, start, end));
      start = end;
    }
  });
}

/** Tensor of another element type; it has no gradient. */
export function cast(x: Tensor, dtype: 'float32' | 'int64' | 'int32'): Tensor {
  if (x.dtype === dtype) return x;
  const to = { float32: 1, int32: 6, int64: 7 }[dtype];
  return x.graph.node('Cast', [x], [{ shape: x.shape, dtype }], { attributes: { to } })[0]!;
}

function pad(x: Tensor, widths: readonly (readonly number[])[], shape: Shape): Tensor {
  const before = widths.map(([width]) => width!);
  const after = widths.map(([, width]) => width!);
  return x.graph.node('Pad', [x, x.graph.integers([...before, ...after])], [{ shape, dtype: x.dtype }])[0]!;
}

const plus = (a: Dim, b: Dim): Dim => (typeof a === 'number' && typeof b === 'number' ? a + b : `${a}+${b}`);
