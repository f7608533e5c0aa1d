import { arrayOf, at, type NdArray } from '../reference/array.js';

/** Pairs (i, i + size / 2) of each head turned by position · base^(−2i / size). */
export function rotaryReference(x: NdArray, positions: readonly number[], heads: number, base = 10_000): NdArray {
  const [, length, width] = x.shape as [number, number, number];
  const size = width / heads;
  const half = size / 2;
  return arrayOf(x.shape, (...index) => {
    const [row, place, column] = index as [number, number, number];
    const part = column % size;
    const angle = positions[row * length + place]! * base ** (-(part % half) / half);
    const [self, other] = [at(x, row, place, column), at(x, row, place, part < half ? column + half : column - half)];
    return self * Math.cos(angle) + (part < half ? -other : other) * Math.sin(angle);
  });
}
