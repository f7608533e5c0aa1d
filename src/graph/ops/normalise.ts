import { sameShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { divide, multiply, subtract, unary } from './elementwise.js';
import { gemm } from './gemm.js';
import { reshape } from './shape.js';
import { sumColumns, sumRows } from './sum.js';

/** (x − mean) / deviation · weight + bias over the last axis of a matrix (Ba et al. 2016). */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon = 1e-12): Tensor {
  const { graph } = x;
  const width = checkedWidth('layerNorm', x, [weight, bias]);
  const row = { shape: [x.shape[0]!, 1] };
  const outputs = [{ shape: x.shape }, row, row];
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  const [result, mean, inverse] = graph.node('LayerNormalization', [x, weight, bias], outputs, { attributes });
  return graph.differentiable(result!, [x, weight, bias], (gradient, gradients) => {
    const normal = multiply(subtract(x, mean!), inverse!);
    const product = multiply(gradient, normal);
    if (weight.differentiable) gradients.add(weight, sumColumns(product));
    if (bias.differentiable) gradients.add(bias, sumColumns(gradient));
    if (!x.differentiable) return;
    const average = rowAverage(gradient, weight, width);
    const along = rowAverage(product, weight, width);
    const centred = subtract(subtract(multiply(gradient, weight), average), multiply(normal, along));
    gradients.add(x, multiply(centred, inverse!));
  });
}

/** x / root mean square · weight over the last axis of a matrix (Zhang and Sennrich 2019). */
export function rmsNorm(x: Tensor, weight: Tensor, epsilon = 1e-5): Tensor {
  const { graph } = x;
  const width = checkedWidth('rmsNorm', x, [weight]);
  const outputs = [{ shape: x.shape }, { shape: [x.shape[0]!, 1] }];
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  const [result, inverse] = graph.node('SimplifiedLayerNormalization', [x, weight], outputs, { attributes });
  return graph.differentiable(result!, [x, weight], (gradient, gradients) => {
    const normal = multiply(x, inverse!);
    const product = multiply(gradient, normal);
    if (weight.differentiable) gradients.add(weight, sumColumns(product));
    if (!x.differentiable) return;
    const along = rowAverage(product, weight, width);
    gradients.add(x, multiply(subtract(multiply(gradient, weight), multiply(normal, along)), inverse!));
  });
}

/** Rows of a matrix at length one, for cosines; a row of zeros stays zero. */
export function normaliseRows(x: Tensor): Tensor {
  const { graph } = x;
  const [result, length] = graph.untaped(() => {
    const squares = sumRows(multiply(x, x));
    const length = unary('Sqrt', graph.node('Max', [squares, graph.number(1e-24)], [squares])[0]!);
    return [divide(x, length), length];
  }) as [Tensor, Tensor];
  return graph.differentiable(result, [x], (gradient, gradients) => {
    const along = sumRows(multiply(gradient, result));
    gradients.add(x, divide(subtract(gradient, multiply(result, along)), length));
  });
}

/** The average of each row times the weights, as a product: one pass where a multiplication and a mean are two. */
function rowAverage(x: Tensor, weight: Tensor, width: number): Tensor {
  return gemm(x, reshape(weight, [width, 1]), { alpha: 1 / width });
}

function checkedWidth(op: string, x: Tensor, vectors: readonly Tensor[]): number {
  const width = x.shape.at(-1);
  const fits = x.shape.length === 2 && vectors.every(({ shape }) => sameShape(shape, [width!]));
  if (!fits || typeof width !== 'number') {
    throw shapeFault(op, [x, ...vectors], 'a matrix and vectors as wide as its rows are needed');
  }
  return width;
}
