import { expect, test } from 'vitest';
import { findOwn } from './retrieval.js';

const rows = (...vectors: readonly number[][]) => ({
  width: vectors[0]!.length,
  values: Float32Array.from(vectors.flat()),
});

test('counts queries whose own text is the nearest, and among the ten nearest', () => {
  const axes = Array.from({ length: 12 }, (_, row) => Array.from({ length: 12 }, (_, at) => (at === row ? 1 : 0)));
  expect(findOwn(rows(...axes), rows(...axes))).toEqual({ queries: 12, first: 1, ten: 1 });
  const shifted = axes.map((_, row) => axes[(row + 1) % 12]!);
  expect(findOwn(rows(...axes), rows(...shifted)).first).toBe(0);
});

test('a network that gives every text the same vector finds nothing', () => {
  const same = Array.from({ length: 20 }, () => [0.6, 0.8]);
  expect(findOwn(rows(...same), rows(...same))).toEqual({ queries: 20, first: 0, ten: 0 });
});
