import { sameShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { add, multiply, scale, subtract, unary } from './elementwise.js';
import { linear } from './linear.js';

export function tanh(x: Tensor): Tensor {
  const result = unary('Tanh', x);
  return x.graph.differentiable(result, [x], (gradient, gradients) => {
    gradients.add(x, multiply(gradient, subtract(x.graph.number(1), multiply(result, result))));
  });
}

export function sigmoid(x: Tensor): Tensor {
  const result = unary('Sigmoid', x);
  return x.graph.differentiable(result, [x], (gradient, gradients) => {
    gradients.add(x, multiply(gradient, multiply(result, subtract(x.graph.number(1), result))));
  });
}

/** x · sigmoid(x) (SiLU, Swish). */
export function silu(x: Tensor): Tensor {
  const { graph } = x;
  const gate = unary('Sigmoid', x);
  const result = graph.untaped(() => multiply(x, gate));
  return graph.differentiable(result, [x], (gradient, gradients) => {
    // s + x·s·(1 − s), with x·s at hand.
    const slope = add(gate, multiply(result, subtract(graph.number(1), gate)));
    gradients.add(x, multiply(gradient, slope));
  });
}

/** silu(gate) · up, the gated feed-forward of Shazeer (2020). */
export function swiglu(gate: Tensor, up: Tensor): Tensor {
  if (!sameShape(gate.shape, up.shape)) throw shapeFault('swiglu', [gate, up], 'the shapes differ');
  return multiply(silu(gate), up);
}

/** The factor that `scaledGelu` leaves to the next product. */
export const GELU_FACTOR = Math.SQRT1_2;

/** Exact GELU, x · Φ(x). Between two products `linearGelu` is cheaper. */
export function gelu(x: Tensor): Tensor {
  return scale(scaledGelu(scale(x, GELU_FACTOR)), GELU_FACTOR);
}

/**
 * The product before a GELU, and the GELU but for a last factor: give the next `linear` the factor
 * `alpha: GELU_FACTOR`. So the two factors of 1/√2 stand in products, where they cost nothing.
 */
export function linearGelu(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  return scaledGelu(linear(x, weight, { bias, alpha: GELU_FACTOR, beta: GELU_FACTOR }));
}

/**
 * u = z · (1 + erf z); √½ · u is the GELU of √2 · z. The slope is 1 + erf z + z · exp(ln(2/√π) − z²), six passes
 * over memory together with the gradient, where each pass of so wide a tensor counts.
 */
function scaledGelu(z: Tensor): Tensor {
  const { graph } = z;
  const sum = add(unary('Erf', z), graph.number(1));
  const result = graph.untaped(() => multiply(z, sum));
  return graph.differentiable(result, [z], (gradient, gradients) => {
    const bell = unary('Exp', subtract(graph.number(Math.log(2 / Math.sqrt(Math.PI))), multiply(z, z)));
    gradients.add(z, multiply(gradient, add(sum, multiply(z, bell))));
  });
}
