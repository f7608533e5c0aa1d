import { arrayOf, at, type NdArray, sum } from '../reference/array.js';

export function meanPoolReference(x: NdArray, present: NdArray): NdArray {
  const [batch, length] = present.shape as [number, number];
  return arrayOf([batch, x.shape[1]!], (row, column) => {
    const count = sum(length, (i) => at(present, row, i));
    return sum(length, (i) => at(present, row, i) * at(x, row * length + i, column)) / count;
  });
}
