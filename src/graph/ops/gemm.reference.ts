import { arrayOf, at, type NdArray, sum } from '../reference/array.js';
import type { ProductOptions } from './gemm.js';

/** α · A · B over the last two axes, each outer index by itself. */
export function matmulReference(
  a: NdArray,
  b: NdArray,
  { transposeA = false, transposeB = false, alpha = 1 }: ProductOptions = {},
): NdArray {
  const outer = a.shape.slice(0, -2);
  const [rows, inner] = transposeA ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
  const columns = transposeB ? b.shape.at(-2)! : b.shape.at(-1)!;
  return arrayOf([...outer, rows, columns], (...index) => {
    const [row, column] = index.slice(-2) as [number, number];
    const place = index.slice(0, -2);
    const left = (k: number) => (transposeA ? at(a, ...place, k, row) : at(a, ...place, row, k));
    const right = (k: number) => (transposeB ? at(b, ...place, column, k) : at(b, ...place, k, column));
    return alpha * sum(inner, (k) => left(k) * right(k));
  });
}
