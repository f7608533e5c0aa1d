import { arrayOf, at, type NdArray } from '../reference/array.js';

/** Sum over some axes, which stay as sides of one. */
export function sumAxesReference(x: NdArray, axes: readonly number[]): NdArray {
  const shape = x.shape.map((side, axis) => (axes.includes(axis) ? 1 : side));
  const total = (index: readonly number[], axis: number): number => {
    if (axis === x.shape.length) return at(x, ...index);
    if (!axes.includes(axis)) return total(index, axis + 1);
    let sum = 0;
    for (let i = 0; i < x.shape[axis]!; i++) sum += total(index.with(axis, i), axis + 1);
    return sum;
  };
  return arrayOf(shape, (...index) => total(index, 0));
}

export function expandReference(x: NdArray, shape: readonly number[]): NdArray {
  return arrayOf(shape, (...index) => at(x, ...index.map((i, axis) => (x.shape[axis] === 1 ? 0 : i))));
}
