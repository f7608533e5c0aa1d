import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MADE_UP, WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { openTokenStore } from '../tokens/token-store.js';
import { countedWords } from './counted-words.js';

test('special tokens have no vector, and words as common as each other count the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simsa-counted-'));
  writeMadeUpTokens(folder, { documents: 100, seed: 1 });
  const store = openTokenStore(folder, MADE_UP);
  const { values } = countedWords(store, { size: WORDS + 5, width: 8, seed: 1 });
  store.close();
  rmSync(folder, { recursive: true });
  const lengths = Array.from({ length: WORDS + 5 }, (_, word) =>
    Math.hypot(...values.subarray(8 * word, 8 * word + 8)),
  );
  expect(lengths.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  for (const length of lengths.slice(5)) expect(length / lengths[5]!).toBeCloseTo(1, 0);
  const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  expect(Math.sqrt(square)).toBeCloseTo(0.02, 4);
});
