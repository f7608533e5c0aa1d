import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floats } from '../../../graph/index.js';
import { areaUnderCurve, detectionFigures } from './detection-figures.js';

const judgements = fc.array(fc.record({ score: fc.integer({ min: -3, max: 3 }), replaced: fc.boolean() }), {
  minLength: 2,
  maxLength: 40,
});

test('the area is the share of pairs in which the replaced word has the higher score', () => {
  fc.assert(
    fc.property(judgements, (given) => {
      let [won, pairs] = [0, 0];
      for (const a of given)
        for (const b of given)
          if (a.replaced && !b.replaced) {
            pairs++;
            won += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
          }
      expect(areaUnderCurve(given)).toBeCloseTo(pairs === 0 ? 0.5 : won / pairs, 10);
    }),
  );
});

test('only words of the text count', () => {
  const reading = {
    tokens: 4,
    inputs: { judged: floats([0, 0.25, 0.25, 0.25, 0.25]) },
    outputs: { scores: floats([9, 1, -1, 2, -2]), replaced: floats([0, 1, 1, 0, 0]) },
  };
  expect(detectionFigures([reading])).toEqual({ judged: 0.5, found: 0.5, auc: 0.5 });
});
