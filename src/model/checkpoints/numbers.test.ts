import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHalf, toFloat32, toHalf } from './numbers.js';

test('every 16-bit float goes to a number and back', () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = fromHalf(half);
    if (Number.isNaN(value)) expect(fromHalf(toHalf(value))).toBeNaN();
    else expect(toHalf(value)).toBe(half);
  }
});

test('a number becomes the nearest 16-bit float', () => {
  fc.assert(
    fc.property(fc.float({ min: -70000, max: 70000, noNaN: true }), (value) => {
      const half = toHalf(value);
      const error = Math.abs(fromHalf(half) - value);
      if (Math.abs(value) >= 65520) {
        expect(Math.abs(fromHalf(half))).toBe(Number.POSITIVE_INFINITY);
        return;
      }
      for (const neighbour of [half - 1, half + 1]) {
        const other = fromHalf(neighbour & 0xffff);
        if (Number.isFinite(other)) expect(error).toBeLessThanOrEqual(Math.abs(other - value));
      }
    }),
  );
});

test('ties go to the even neighbour', () => {
  expect(toHalf(1 + 1 / 2048)).toBe(0x3c00);
  expect(toHalf(1 + 3 / 2048)).toBe(0x3c02);
});

test('bytes at any place are read, not only aligned ones', () => {
  const bytes = new Uint8Array([9, 0, 0, 0xc0, 0x3f, 9]).subarray(1, 5);
  expect([...toFloat32(bytes, 'F32')]).toEqual([1.5]);
});
