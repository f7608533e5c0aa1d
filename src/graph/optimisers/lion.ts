import { add, multiply, scale, subtract, unary } from '../ops/elementwise.js';
import type { Optimiser } from './types.js';

export interface LionOptions {
  readonly beta1?: number;
  readonly beta2?: number;
}

/**
 * Lion (Chen et al. 2023): the sign of a moving average. One state in place of two; it wants a learning rate three
 * to ten times smaller than AdamW's and a weight decay as much larger. The state is kept as m / (1 − β₂).
 */
export function lion({ beta1 = 0.9, beta2 = 0.99 }: LionOptions = {}): Optimiser {
  return {
    name: 'lion',
    elementwise: true,
    init: (shape) => ({ m: shape }),
    scalars: ({ rate, decay }) => ({ rate, keep: 1 - rate * decay }),
    update({ weight, gradient, state, scalars }) {
      const m = state.m!;
      // The sign does not notice a common factor, so one is spared.
      const mixed = add(scale(m, (beta1 * (1 - beta2)) / (1 - beta1)), gradient);
      const step = multiply(unary('Sign', mixed), scalars.rate!);
      return { weight: subtract(multiply(weight, scalars.keep!), step), state: { m: add(scale(m, beta2), gradient) } };
    },
  };
}
