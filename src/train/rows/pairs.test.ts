import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MADE_UP, SPECIALS, WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { openTokenStore, type TokenStore } from '../tokens/token-store.js';
import { type PairBatch, PairedRows } from './pairs.js';

const LENGTH = 32;
const ROWS = 300;
let folder = '';
let store: TokenStore;
let batch: PairBatch;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-pairs-'));
  writeMadeUpTokens(folder, { documents: 120, seed: 9 });
  store = openTokenStore(folder, MADE_UP);
  batch = new PairedRows(store, { length: LENGTH, seed: 1, specials: SPECIALS }).next(ROWS, 5);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** The two texts of a row, without special tokens. */
function pairOf({ ids }: PairBatch, row: number): readonly (readonly number[])[] {
  const tokens = [...ids.subarray(row * LENGTH, (row + 1) * LENGTH)];
  const first = tokens.indexOf(SPECIALS.separator);
  const second = tokens.indexOf(SPECIALS.separator, first + 1);
  expect(tokens[0]).toBe(SPECIALS.begin);
  expect(tokens.slice(second + 1).every((id) => id === SPECIALS.pad)).toBe(true);
  return [tokens.slice(1, first), tokens.slice(first + 1, second)];
}

test('hold two texts each, told apart by their segments', () => {
  for (let row = 0; row < ROWS; row++) {
    const [first, second] = pairOf(batch, row);
    const [one, other] = [first!.length + 2, second!.length + 1];
    expect(first!.length).toBeGreaterThan(0);
    expect(second!.length).toBeGreaterThan(0);
    const of = (array: Int32Array) => [...array.subarray(row * LENGTH, (row + 1) * LENGTH)];
    const filling = LENGTH - one - other;
    expect(of(batch.segments)).toEqual([...Array(one).fill(0), ...Array(other).fill(1), ...Array(filling).fill(0)]);
    expect(of(batch.texts)).toEqual([...Array(one + other).fill(1), ...Array(filling).fill(0)]);
    expect(of(batch.positions).slice(0, one + other)).toEqual(Array.from({ length: one + other }, (_, at) => at));
  }
});

test('go together half the time, and then the second text follows the first', () => {
  const together = batch.strange.filter((strange) => strange === 0).length;
  expect(together / ROWS).toBeGreaterThan(0.4);
  expect(together / ROWS).toBeLessThan(0.6);
  for (let row = 0; row < ROWS; row++) {
    if (batch.strange[row] === 1) continue;
    const [first, second] = pairOf(batch, row);
    // Each made-up word is followed by its neighbour.
    expect((second![0]! - first!.at(-1)! + WORDS) % WORDS).toBe(1);
  }
});

test('do not give away by their length which of them go together', () => {
  const lengths: [number[], number[]] = [[], []];
  for (let row = 0; row < ROWS; row++) lengths[batch.strange[row] as 0 | 1].push(pairOf(batch, row).flat().length);
  const [follows, strange] = lengths.map((all) => all.reduce((sum, length) => sum + length, 0) / all.length);
  expect(Math.abs(follows! - strange!)).toBeLessThan(4);
});

test('follow from seed and cursor alone', () => {
  const options = { length: LENGTH, seed: 1, specials: SPECIALS };
  const rows = new PairedRows(store, options);
  rows.next(40, 7);
  const again = new PairedRows(store, { ...options, cursor: rows.cursor });
  expect(again.next(40, 8)).toEqual(rows.next(40, 8));
});

test('of a single document always go together', () => {
  const single = mkdtempSync(join(tmpdir(), 'simsa-single-'));
  writeMadeUpTokens(single, { documents: 1, seed: 3 });
  const only = openTokenStore(single, MADE_UP);
  const { strange } = new PairedRows(only, { length: LENGTH, seed: 1, specials: SPECIALS }).next(20, 1);
  expect(strange.every((value) => value === 0)).toBe(true);
  only.close();
  rmSync(single, { recursive: true });
});
