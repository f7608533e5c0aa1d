import type { Tensor } from '../graph.js';
import { scale } from './elementwise.js';
import { gemm } from './gemm.js';
import { sumColumns } from './sum.js';

export interface LinearOptions {
  readonly bias?: Tensor | undefined;
  /** The factor of the product. */
  readonly alpha?: number;
  /** The factor of the bias. */
  readonly beta?: number;
}

/**
 * α · x · wᵀ + β · bias for x [rows, in] and w [out, in], the layout of PyTorch and Hugging Face. The factors
 * cost nothing, and gradients that are there already ride along as the C of a Gemm.
 */
export function linear(x: Tensor, weight: Tensor, { bias, alpha = 1, beta = 1 }: LinearOptions = {}): Tensor {
  const result = gemm(x, weight, { transposeB: true, alpha, plus: bias, beta });
  return x.graph.differentiable(result, [x, weight, bias], (gradient, gradients) => {
    if (bias?.differentiable) gradients.add(bias, scale(sumColumns(gradient), beta));
    gradients.into(weight, (plus) => gemm(gradient, x, { transposeA: true, alpha, plus }));
    gradients.into(x, (plus) => gemm(gradient, weight, { alpha, plus }));
  });
}
