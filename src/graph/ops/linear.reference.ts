import type { NdArray } from '../reference/array.js';
import { addReference, scaleReference } from './elementwise.reference.js';
import { matmulReference } from './gemm.reference.js';

export function linearReference(x: NdArray, weight: NdArray, bias: NdArray, { alpha = 1, beta = 1 } = {}): NdArray {
  return addReference(matmulReference(x, weight, { transposeB: true, alpha }), scaleReference(bias, beta));
}
