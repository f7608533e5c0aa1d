import { arrayOf, at, map, type NdArray } from '../reference/array.js';

/** Two arrays joined element by element; sides of one and missing sides are repeated. */
export function joined(a: NdArray, b: NdArray, join: (x: number, y: number) => number): NdArray {
  const rank = Math.max(a.shape.length, b.shape.length);
  const side = ({ shape }: NdArray, axis: number) => shape[axis - rank + shape.length] ?? 1;
  const shape = Array.from({ length: rank }, (_, axis) => Math.max(side(a, axis), side(b, axis)));
  const pick = (x: NdArray, index: readonly number[]) =>
    at(x, ...index.slice(rank - x.shape.length).map((i, axis) => (x.shape[axis] === 1 ? 0 : i)));
  return arrayOf(shape, (...index) => join(pick(a, index), pick(b, index)));
}

export const addReference = (a: NdArray, b: NdArray): NdArray => joined(a, b, (x, y) => x + y);
export const subtractReference = (a: NdArray, b: NdArray): NdArray => joined(a, b, (x, y) => x - y);
export const multiplyReference = (a: NdArray, b: NdArray): NdArray => joined(a, b, (x, y) => x * y);
export const divideReference = (a: NdArray, b: NdArray): NdArray => joined(a, b, (x, y) => x / y);
export const scaleReference = (x: NdArray, factor: number): NdArray => map(x, (value) => value * factor);
