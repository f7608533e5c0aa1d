import type { Tensor } from '../graph.js';
import { multiply, subtract } from './elementwise.js';
import { sumRows } from './sum.js';

/** exp(x) over its sum along the last axis. */
export function softmax(x: Tensor): Tensor {
  const [result] = x.graph.node('Softmax', [x], [{ shape: x.shape }], { attributes: { axis: -1 } });
  return x.graph.differentiable(result!, [x], (gradient, gradients) => {
    const along = sumRows(multiply(gradient, result!));
    gradients.add(x, multiply(result!, subtract(gradient, along)));
  });
}
