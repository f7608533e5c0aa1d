import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampler } from './sampling.js';

const SCORES = Float32Array.from([1, 4, 2, 3], (share) => Math.log(share / 10));
const drawMany = (options: Parameters<typeof sampler>[0], times = 4000) => {
  const choose = sampler(options);
  const counts = [0, 0, 0, 0];
  for (let at = 0; at < times; at++) counts[choose(SCORES)]!++;
  return counts.map((count) => count / times);
};

test('without temperature the likeliest is taken, the first of equals', () => {
  expect(sampler({})(SCORES)).toBe(1);
  expect(sampler({})(Float32Array.of(2, 5, 5))).toBe(1);
});

test('at temperature 1 tokens come as often as they are likely', () => {
  const shares = drawMany({ temperature: 1, seed: 3 });
  for (const [id, share] of [0.1, 0.4, 0.2, 0.3].entries()) expect(shares[id]).toBeCloseTo(share, 1);
});

test('a low temperature sharpens', () => {
  expect(drawMany({ temperature: 0.2, seed: 3 })[1]).toBeGreaterThan(0.75);
});

test('topP keeps the likeliest tokens that reach it together', () => {
  const shares = drawMany({ temperature: 1, topP: 0.65, seed: 3 });
  expect([shares[0], shares[2]]).toEqual([0, 0]);
  expect(shares[3]).toBeCloseTo(3 / 7, 1);
  expect(drawMany({ temperature: 1, topP: 0 }, 100)).toEqual([0, 1, 0, 0]);
});

test('the same seed gives the same tokens', () => {
  const scores = fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, min: -30, max: 30 });
  const options = {
    temperature: fc.double({ min: 0.1, max: 3, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
  };
  fc.assert(
    fc.property(scores, fc.record({ ...options, seed: fc.integer() }), (given, sampling) => {
      const id = sampler(sampling)(given);
      expect(id).toBe(sampler(sampling)(given));
      expect(given[id]).not.toBeUndefined();
    }),
  );
});
