import { broadcast, sameShape, showShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { reshape } from './shape.js';
import { sumAxes } from './sum.js';

/** a + b, with broadcasting. */
export function add(a: Tensor, b: Tensor): Tensor {
  const result = binary('Add', a, b);
  return result.graph.differentiable(result, [a, b], (gradient, gradients) => {
    gradients.add(a, fitted(gradient, a));
    gradients.add(b, fitted(gradient, b));
  });
}

/** a - b, with broadcasting. */
export function subtract(a: Tensor, b: Tensor): Tensor {
  const result = binary('Sub', a, b);
  return result.graph.differentiable(result, [a, b], (gradient, gradients) => {
    gradients.add(a, fitted(gradient, a));
    if (b.differentiable) gradients.add(b, scale(fitted(gradient, b), -1));
  });
}

/** a · b element by element, with broadcasting. */
export function multiply(a: Tensor, b: Tensor): Tensor {
  const result = binary('Mul', a, b);
  return result.graph.differentiable(result, [a, b], (gradient, gradients) => {
    if (a.differentiable) gradients.add(a, fitted(multiply(gradient, b), a));
    if (b.differentiable) gradients.add(b, fitted(multiply(gradient, a), b));
  });
}

/** a / b element by element, with broadcasting. */
export function divide(a: Tensor, b: Tensor): Tensor {
  const result = binary('Div', a, b);
  return result.graph.differentiable(result, [a, b], (gradient, gradients) => {
    const part = divide(gradient, b);
    gradients.add(a, fitted(part, a));
    if (b.differentiable) gradients.add(b, scale(fitted(multiply(part, result), b), -1));
  });
}

/** x times a number. */
export function scale(x: Tensor, factor: number): Tensor {
  if (factor === 1) return x;
  const result = binary('Mul', x, x.graph.number(factor));
  return x.graph.differentiable(result, [x], (gradient, gradients) => gradients.add(x, scale(gradient, factor)));
}

/** An operator of one operand and no gradient rule, element by element. */
export function unary(op: string, x: Tensor): Tensor {
  return x.graph.node(op, [x], [{ shape: x.shape, dtype: x.dtype }])[0]!;
}

function binary(op: string, a: Tensor, b: Tensor): Tensor {
  const shape = broadcast(a.shape, b.shape);
  if (!shape) throw shapeFault(op, [a, b], `${showShape(a.shape)} and ${showShape(b.shape)} do not broadcast`);
  if (a.dtype !== b.dtype) throw shapeFault(op, [a, b], 'the types differ');
  return a.graph.node(op, [a, b], [{ shape, dtype: a.dtype }])[0]!;
}

/** The gradient of an operand that was broadcast: summed over the sides it did not have. */
function fitted(gradient: Tensor, operand: Tensor): Tensor {
  if (sameShape(gradient.shape, operand.shape)) return gradient;
  const added = gradient.shape.length - operand.shape.length;
  const axes = gradient.shape.flatMap((dim, axis) => {
    const own = axis < added ? null : operand.shape[axis - added];
    return own === null || (own === 1 && dim !== 1) ? [axis] : [];
  });
  return reshape(sumAxes(gradient, axes), operand.shape);
}
