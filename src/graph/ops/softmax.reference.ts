import { mapRows, type NdArray } from '../reference/array.js';

export function softmaxReference(x: NdArray): NdArray {
  return mapRows(x, (row) => {
    const powers = row.map((value) => Math.exp(value - Math.max(...row)));
    const total = powers.reduce((a, b) => a + b, 0);
    return powers.map((power) => power / total);
  });
}
