import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinVectors, poolWords, readWordTable, type WordTable, writeWordTable } from './static-vectors.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-static-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const TABLE: WordTable = { size: 3, width: 2, values: Float32Array.of(0, 0, 3, 0, 0, 4) };
const lengthOf = (vector: Float32Array) => Math.hypot(...vector);

test('the words of a text in any order give one direction, of length one', () => {
  expect([...poolWords(TABLE, [1, 2, 0])]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  expect(poolWords(TABLE, [2, 1])).toEqual(poolWords(TABLE, [1, 2]));
});

test('words without a vector give zeros, not nothing', () => {
  expect([...poolWords(TABLE, [0, 0])]).toEqual([0, 0]);
  expect([...poolWords(TABLE, [])]).toEqual([0, 0]);
});

test('two vectors joined count the same: the product is the mean of both products', () => {
  const [a, b] = [Float32Array.of(1, 0), Float32Array.of(0.6, 0.8)];
  const joined = joinVectors(a, b);
  expect(lengthOf(joined)).toBeCloseTo(1, 6);
  const other = joinVectors(b, b);
  const product = joined.reduce((sum, value, at) => sum + value * other[at]!, 0);
  expect(product).toBeCloseTo((0.6 + 1) / 2, 6);
});

test('a table comes back from its file to within half a unit of each row', () => {
  const numbers = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(numbers, (values) => {
      const path = join(folder, 'static.safetensors');
      const table = { size: 2, width: 3, values: Float32Array.from(values) };
      writeWordTable(path, table);
      const back = readWordTable(path, 2);
      for (let row = 0; row < 2; row++) {
        const own = values.slice(3 * row, 3 * row + 3);
        const unit = Math.max(...own.map(Math.abs)) / 127;
        own.forEach((value, at) => {
          expect(Math.abs(back.values[3 * row + at]! - value)).toBeLessThanOrEqual(unit * 0.51 + 1e-30);
        });
      }
    }),
    { numRuns: 20 },
  );
});

test('a table of another vocabulary is refused', () => {
  const path = join(folder, 'other.safetensors');
  writeWordTable(path, TABLE);
  expect(() => readWordTable(path, 4)).toThrow(expect.objectContaining({ code: 'model.wrong-shape' }));
});
