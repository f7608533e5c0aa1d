import { add, divide, multiply, scale, subtract, unary } from '../ops/elementwise.js';
import type { Optimiser } from './types.js';

export interface AdamwOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch computes it. The states are kept as
 * m / (1 − β₁) and v / (1 − β₂), which saves two passes over memory; `scalars` makes up for it.
 */
export function adamw({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamwOptions = {}): Optimiser {
  return {
    name: 'adamw',
    elementwise: true,
    init: (shape) => ({ m: shape, v: shape }),
    scalars({ step, rate, decay }) {
      const first = (1 - beta1) / (1 - beta1 ** step);
      const second = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      return { rate: (rate * first) / second, epsilon: epsilon / second, keep: 1 - rate * decay };
    },
    update({ weight, gradient, state, scalars }) {
      const m = add(scale(state.m!, beta1), gradient);
      const v = add(scale(state.v!, beta2), multiply(gradient, gradient));
      const step = multiply(divide(m, add(unary('Sqrt', v), scalars.epsilon!)), scalars.rate!);
      return { weight: subtract(multiply(weight, scalars.keep!), step), state: { m, v } };
    },
  };
}
