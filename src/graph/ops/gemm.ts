import { sameDim, sameShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';

export interface ProductOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** The factor of the product. */
  readonly alpha?: number;
}

export interface GemmOptions extends ProductOptions {
  /** Added to the product: a matrix, or a row for all rows. */
  readonly plus?: Tensor | undefined;
  /** The factor of what is added. */
  readonly beta?: number;
}

/** α · A · B + β · C of matrices, in one pass. No gradient rule of its own: `matmul` and `linear` have theirs. */
export function gemm(a: Tensor, b: Tensor, options: GemmOptions = {}): Tensor {
  const { transposeA = false, transposeB = false, alpha = 1, beta = 1, plus } = options;
  if (a.shape.length !== 2 || b.shape.length !== 2) throw shapeFault('Gemm', [a, b, plus], 'both are matrices');
  const [rows, inner] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
  const [other, columns] = transposeB ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!];
  if (!sameDim(inner, other)) throw shapeFault('Gemm', [a, b, plus], `${inner} is not ${other}`);
  const shape = [rows, columns];
  if (plus && !sameShape(plus.shape, shape) && !sameShape(plus.shape, [columns])) {
    throw shapeFault('Gemm', [a, b, plus], `what is added does not fit [${shape.join(', ')}]`);
  }
  const attributes = {
    transA: Number(transposeA),
    transB: Number(transposeB),
    alpha: { float: alpha },
    beta: { float: beta },
  };
  return a.graph.node('Gemm', plus ? [a, b, plus] : [a, b], [{ shape }], { attributes })[0]!;
}

/** α · A · B of matrices, either transposed at no cost. */
export function matmul(a: Tensor, b: Tensor, options: ProductOptions = {}): Tensor {
  const { transposeA = false, transposeB = false, alpha = 1 } = options;
  const result = gemm(a, b, options);
  return a.graph.differentiable(result, [a, b], (gradient, gradients) => {
    gradients.into(a, (plus) =>
      transposeA
        ? gemm(b, gradient, { transposeA: transposeB, transposeB: true, alpha, plus })
        : gemm(gradient, b, { transposeB: !transposeB, alpha, plus }),
    );
    gradients.into(b, (plus) =>
      transposeB
        ? gemm(gradient, a, { transposeA: true, transposeB: transposeA, alpha, plus })
        : gemm(a, gradient, { transposeA: !transposeA, alpha, plus }),
    );
  });
}

/** α · A · B for the last two axes of tensors whose other axes are the same. */
export function batchedMatmul(a: Tensor, b: Tensor, options: ProductOptions = {}): Tensor {
  const { transposeA = false, transposeB = false, alpha = 1 } = options;
  const result = batched(a, b, options);
  return a.graph.differentiable(result, [a, b], (gradient, gradients) => {
    if (a.differentiable) {
      const swapped = transposeA
        ? batched(b, gradient, { transposeA: transposeB, transposeB: true, alpha })
        : batched(gradient, b, { transposeB: !transposeB, alpha });
      gradients.add(a, swapped);
    }
    if (b.differentiable) {
      const swapped = transposeB
        ? batched(gradient, a, { transposeA: true, transposeB: transposeA, alpha })
        : batched(a, gradient, { transposeA: !transposeA, alpha });
      gradients.add(b, swapped);
    }
  });
}

function batched(a: Tensor, b: Tensor, { transposeA = false, transposeB = false, alpha = 1 }: ProductOptions): Tensor {
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (!sameShape(outerA, outerB)) throw shapeFault('FusedMatMul', [a, b], 'the outer axes differ');
  const [rows, inner] = transposeA ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
  const [other, columns] = transposeB ? [b.shape.at(-1)!, b.shape.at(-2)!] : [b.shape.at(-2)!, b.shape.at(-1)!];
  if (!sameDim(inner, other)) throw shapeFault('FusedMatMul', [a, b], `${inner} is not ${other}`);
  const attributes = { transA: Number(transposeA), transB: Number(transposeB), alpha: { float: alpha } };
  return a.graph.node('FusedMatMul', [a, b], [{ shape: [...outerA, rows, columns] }], {
    attributes,
    domain: 'com.microsoft',
  })[0]!;
}
