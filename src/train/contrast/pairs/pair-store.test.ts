import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PairStoreWriter, readPairs } from './pair-store.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-pairs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SETTINGS = { tokenizer: 'made-up', longest: 62, weightsOnly: true };

function write(path: string): void {
  const writer = new PairStoreWriter(path);
  writer.add({ ids: Uint16Array.of(5, 6, 7), pairs: [[2, 1, 2, [9]]] });
  writer.add({ ids: Uint16Array.of(8, 9), pairs: [[0, 1, 1, [1, 2]]] });
  writer.finish(SETTINGS);
}

test('pairs come back by kind', () => {
  const path = join(folder, 'whole');
  write(path);
  const set = readPairs(path, SETTINGS)!;
  expect(set.titles).toEqual([{ left: Uint16Array.of(5), right: Uint16Array.of(6, 7), keys: [9] }]);
  expect(set.claims).toEqual([{ left: Uint16Array.of(8), right: Uint16Array.of(9), keys: [1, 2] }]);
  expect(set.sentences).toEqual([]);
});

test('pairs that were never finished, or made otherwise, are made again', () => {
  const path = join(folder, 'unfinished');
  new PairStoreWriter(path).add({ ids: Uint16Array.of(5, 6), pairs: [[0, 1, 1, [1]]] });
  expect(readPairs(path, SETTINGS)).toBeNull();
  write(path);
  expect(readPairs(path, { ...SETTINGS, weightsOnly: false })).toBeNull();
});

test('a folder of pairs whose tokens are cut short is named', () => {
  const path = join(folder, 'cut');
  write(path);
  truncateSync(join(path, 'ids.bin'), 6);
  expect(() => readPairs(path, SETTINGS)).toThrow(expect.objectContaining({ code: 'train.bad-tokens' }));
});
