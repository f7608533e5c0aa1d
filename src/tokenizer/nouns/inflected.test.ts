import { describe, expect, it } from 'vitest';
import { hasOwnLastPart, suffixCounts } from './inflected.js';

const NOUNS = {
  이송: 90,
  속도: 400,
  표시: 80,
  표시부: 60,
  부가: 30,
  구동: 50,
  구동부: 40,
  제어: 50,
  제어부: 40,
  위치: 500,
};
const nouns = new Map(Object.entries(NOUNS).map(([word, frequency]) => [word, { frequency }]));
const rightParts = new Map([
  ['도', 0.9],
  ['가', 1],
  ['의', 1],
]);
const scene = { nouns, rightParts, suffixes: suffixCounts(nouns) };

describe('hasOwnLastPart', () => {
  it('takes a word for a compound that only seems to end in a particle', () => {
    expect(hasOwnLastPart('이송속도', ['이송', '속도'], scene)).toBe(true);
    expect(hasOwnLastPart('이송위치', ['이송', '위치'], scene)).toBe(true);
  });

  it('leaves a noun with its particle alone, whether that noun is known or only its suffix', () => {
    expect(hasOwnLastPart('표시부가', ['표시', '부가'], scene)).toBe(false);
    expect(hasOwnLastPart('이송부가', ['이송', '부가'], scene)).toBe(false);
  });
});

it('counts the nouns that end in a suffix', () => {
  expect(suffixCounts(nouns)).toEqual(new Map([['부', 3]]));
});
