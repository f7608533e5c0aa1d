import fc from 'fast-check';
import { expect, it } from 'vitest';
import { best } from './best.js';

it('is the beginning of the whole sorted list, equal scores in order of ordinal', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.nat({ max: 70 }), (values, count) => {
      const matches = { documents: Uint32Array.from(values.keys()), scores: Float32Array.from(values) };
      const sorted = values
        .map((score, document) => ({ document, score }))
        .sort((a, b) => b.score - a.score || a.document - b.document);
      expect(best(matches, count)).toEqual(sorted.slice(0, count));
    }),
  );
});
