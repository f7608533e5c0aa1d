import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MADE_UP, WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { openTokenStore } from '../tokens/token-store.js';
import { countedWords } from './counted-words.js';

test('special tokens have no vector, and no word counts more than one of the rarest', () => {
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
  // Every made-up word is about a fortieth of the text: far more than the share that halves a vector.
  for (const length of lengths.slice(5)) {
    expect(length).toBeGreaterThan(1e-3);
    expect(length).toBeLessThan(1e-2);
  }
});
