import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctPairs, PairDealer, turnsOf } from './dealing.js';
import type { Pair } from './pairs/pair-store.js';

const pairWith = (...keys: number[]): Pair => ({ left: Uint16Array.of(1), right: Uint16Array.of(2), keys });

/** Pairs of some families: a pair has a key of its own and that of its family. */
const families = fc
  .array(fc.nat(6), { minLength: 12, maxLength: 60 })
  .map((numbers) => numbers.map((family, at) => pairWith(100 + at, family)))
  .filter((pairs) => distinctPairs(pairs).length >= 3);

test('no two pairs of a batch share a key', () => {
  fc.assert(
    fc.property(families, fc.nat(), (pairs, seed) => {
      const dealer = new PairDealer(pairs, { size: 3, seed });
      for (let batch = 0; batch < 20; batch++) {
        const keys = dealer.next().flatMap((number) => pairs[number]!.keys);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
  );
});

test('every pair comes before any comes again, where none are alike', () => {
  const pairs = Array.from({ length: 20 }, (_, at) => pairWith(at));
  const dealer = new PairDealer(pairs, { size: 5, seed: 1 });
  const epoch = () => [0, 1, 2, 3].flatMap(() => dealer.next());
  const [first, second] = [epoch(), epoch()];
  expect([...first].sort((a, b) => a - b)).toEqual(pairs.map((_, at) => at));
  expect([...second].sort((a, b) => a - b)).toEqual(pairs.map((_, at) => at));
  expect(second).not.toEqual(first);
});

test('a pair that waits is not lost', () => {
  const pairs = [pairWith(1), pairWith(1), pairWith(2), pairWith(3)];
  const dealer = new PairDealer(pairs, { size: 2, seed: 4 });
  const dealt = Array.from({ length: 8 }, () => dealer.next()).flat();
  const times = pairs.map((_, at) => dealt.filter((number) => number === at).length);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(3);
});

test('of pairs that share a key the first is kept', () => {
  const pairs = [pairWith(1, 2), pairWith(2, 3), pairWith(3)];
  expect(distinctPairs(pairs)).toEqual([pairs[0], pairs[2]]);
});

test('turns come as often as their shares say, evenly', () => {
  const turns = turnsOf({ claims: 3, none: 0, titles: 1 });
  const first = Array.from({ length: 400 }, () => turns.next().value);
  expect(first.filter((turn) => turn === 'titles')).toHaveLength(100);
  expect(first).not.toContain('none');
  for (let at = 0; at < 400; at += 8) expect(first.slice(at, at + 8)).toContain('titles');
});
