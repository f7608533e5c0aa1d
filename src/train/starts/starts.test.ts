import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import { CONFIG } from '../testing/made-up-run.js';
import { MADE_UP, WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { openTokenStore } from '../tokens/token-store.js';
import { leadingEigenpairs, symmetricEigenpairs } from './eigenpairs.js';
import { countNeighbours } from './neighbours.js';
import { sinePositions } from './sines.js';
import { startWeights } from './start-weights.js';
import { wordVectors } from './word-vectors.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-starts-'));
  writeMadeUpTokens(folder, { documents: 300, seed: 3 });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('eigenpairs', () => {
  const matrices = fc
    .array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }), {
      minLength: 6,
      maxLength: 6,
    })
    .map((rows) => rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2)));

  test('a matrix times its vector is the value times the vector', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const { values, vectors } = symmetricEigenpairs(matrix);
        vectors.forEach((vector, k) => {
          matrix.forEach((row, i) => {
            const product = row.reduce((sum, value, j) => sum + value * vector[j]!, 0);
            expect(product).toBeCloseTo(values[k]! * vector[i]!, 6);
          });
        });
      }),
    );
  });

  test('the leading ones of a sparse matrix are those of the whole', () => {
    const size = 60;
    const random = randomNumbers(5);
    const dense = Array.from({ length: size }, () => Array<number>(size).fill(0));
    for (let i = 0; i < size; i++)
      for (let j = i; j < size; j++) {
        const value = i % 3 === j % 3 ? 1 + random() : random() < 0.1 ? random() : 0;
        dense[i]![j] = value;
        dense[j]![i] = value;
      }
    const found = leadingEigenpairs(sparse(dense), 3, 1);
    const wanted = symmetricEigenpairs(dense);
    for (const [k, value] of found.values.entries()) expect(value).toBeCloseTo(wanted.values[k]!, 2);
  });
});

function sparse(dense: readonly (readonly number[])[]) {
  const rows = [0];
  const [columns, values]: number[][] = [[], []];
  dense.forEach((row, i) => {
    row.forEach((value, j) => {
      if (j >= i && value !== 0) {
        columns!.push(j);
        values!.push(value);
      }
    });
    rows.push(columns!.length);
  });
  return {
    size: dense.length,
    rows: Uint32Array.from(rows),
    columns: Uint32Array.from(columns!),
    values: Float32Array.from(values!),
  };
}

test('pairs are counted within a document and within reach only', () => {
  const store = openTokenStore(folder, MADE_UP);
  const { rows, columns, counts } = countNeighbours(store, WORDS + 5, store.marks.length);
  // Each made-up word is followed by its neighbour: no pair lies further apart than five, wrapping around.
  for (let row = 5; row < WORDS + 5; row++)
    for (let at = rows[row]!; at < rows[row + 1]!; at++) {
      const apart = columns[at]! - row;
      expect(Math.min(apart, WORDS - apart)).toBeLessThanOrEqual(5);
    }
  expect(counts.every((count) => count >= 2)).toBe(true);
  store.close();
});

test('words that stand near each other get vectors that are alike', () => {
  const store = openTokenStore(folder, MADE_UP);
  const width = 16;
  const table = wordVectors(countNeighbours(store, WORDS + 5, store.marks.length), width, 1);
  const cosine = (a: number, b: number) => {
    const [x, y] = [table.subarray(a * width, (a + 1) * width), table.subarray(b * width, (b + 1) * width)];
    const dot = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, at) => sum + value * q[at]!, 0);
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };
  expect(cosine(10, 11)).toBeGreaterThan(0.5);
  expect(cosine(10, 30)).toBeLessThan(0.3);
  store.close();
});

test('start weights fit the network and are spread as its other weights', () => {
  const store = openTokenStore(folder, MADE_UP);
  const weights = startWeights(store, CONFIG, { start: 'counted-and-sines', seed: 1 });
  const words = weights['bert.embeddings.word_embeddings.weight']!;
  expect(words.shape).toEqual([CONFIG.vocabularySize, CONFIG.hiddenSize]);
  const square = words.values.reduce((sum, value) => sum + value * value, 0) / words.values.length;
  expect(Math.sqrt(square)).toBeCloseTo(CONFIG.initializerRange, 4);
  expect(Object.keys(startWeights(store, CONFIG, { start: 'random', seed: 1 }))).toEqual([]);
  store.close();
});

test('no two places of a text look the same', () => {
  const table = sinePositions(64, 16, 1);
  const places = Array.from({ length: 64 }, (_, at) => table.subarray(at * 16, (at + 1) * 16).join());
  expect(new Set(places).size).toBe(64);
});
