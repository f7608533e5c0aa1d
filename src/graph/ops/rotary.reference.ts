import { arrayOf, at, type NdArray } from '../reference/array.js';

/** Pairs of each head turned by position · base^(−2i / size): numbers i and i + size / 2, or 2i and 2i + 1. */
export function rotaryReference(
  x: NdArray,
  positions: readonly number[],
  { heads, pairs, base = 10_000 }: { heads: number; pairs: 'halves' | 'neighbours'; base?: number },
): NdArray {
  const [, length, width] = x.shape as [number, number, number];
  const size = width / heads;
  const half = size / 2;
  return arrayOf(x.shape, (...index) => {
    const [row, place, column] = index as [number, number, number];
    const part = column % size;
    const [pair, first] = pairs === 'halves' ? [part % half, part < half] : [part >> 1, part % 2 === 0];
    const apart = pairs === 'halves' ? half : 1;
    const angle = positions[row * length + place]! * base ** (-pair / half);
    const [self, other] = [at(x, row, place, column), at(x, row, place, first ? column + apart : column - apart)];
    return self * Math.cos(angle) + (first ? -other : other) * Math.sin(angle);
  });
}
