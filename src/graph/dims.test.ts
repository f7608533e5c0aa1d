import fc from 'fast-check';
import { expect, it } from 'vitest';
import { broadcast, factorsOf, over, sameDim, times } from './dims.js';

const dim = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.constantFrom('batch', 'length', 'heads'));

it('multiplies numbers and names in any order', () => {
  expect(times('length', 4, 'batch', 2)).toBe('8*batch*length');
  fc.assert(fc.property(dim, dim, dim, (a, b, c) => sameDim(times(a, times(b, c)), times(times(c, a), b))));
});

it('divides what was multiplied', () => {
  fc.assert(fc.property(dim, dim, (a, b) => sameDim(over(times(a, b), b)!, a)));
  expect(over('batch', 'length')).toBeNull();
  expect(over(7, 2)).toBeNull();
});

it('takes a product apart', () => {
  expect(factorsOf(times('length', 4))).toEqual([4, 'length']);
  expect(factorsOf(times('length', 'batch'))).toEqual(['batch', 'length']);
  expect(factorsOf(6)).toEqual([6]);
});

it('broadcasts sides of one and nothing else', () => {
  expect(broadcast(['batch', 1, 4], [3, 1])).toEqual(['batch', 3, 4]);
  expect(broadcast(['batch'], ['length'])).toBeNull();
});
