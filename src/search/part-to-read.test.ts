import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partToRead } from './part-to-read.js';

const wanted = (...terms: string[]) => ({ terms: new Map(terms.map((term) => [term, 1])), prefixes: [] });

describe('partToRead', () => {
  it('is the whole of a short text', () => {
    expect(partToRead('리튬 이온 전지', wanted('전지'))).toEqual({ start: 0, end: 8 });
  });

  it('is short, and holds the place where most of the words stand together', () => {
    const filler = fc.integer({ min: 0, max: 3_000 }).map((length) => '전지와 무관한 말, '.repeat(length / 10));
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const text = `${before}리튬 이온 전지${after}`;
        const { start, end } = partToRead(text, wanted('리튬', '이온', '전지'));
        expect(text.slice(start, end)).toContain('리튬 이온 전지');
        expect(end - start).toBeLessThan(1_000);
      }),
    );
  });

  it('is short in a text without spaces', () => {
    const { start, end } = partToRead(`${'가'.repeat(5_000)}전지${'나'.repeat(5_000)}`, wanted('전지'));
    expect(start).toBeLessThan(5_000);
    expect(end).toBeGreaterThan(5_001);
    expect(end - start).toBeLessThan(1_000);
  });
});
