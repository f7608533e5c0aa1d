import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedNumber, splitNumberedClaims } from './numbered-claims.js';

const numbers = (lines: readonly string[]) => splitNumberedClaims(lines).map((claim) => claim.number);

describe('splitNumberedClaims', () => {
  it('leaves a heading out and keeps steps with their claim', () => {
    expect(splitNumberedClaims(['CLAIMS', '1. A pot:', '(i) a wall', '2) no claim', '2. The pot of claim 1.'])).toEqual(
      [
        { number: 1, text: 'A pot:\n(i) a wall' },
        { number: 2, text: 'no claim\n2. The pot of claim 1.' },
      ],
    );
  });

  it('splits a set given as one line where a sentence ends before the next number', () => {
    expect(splitNumberedClaims(['1. A pot of 2. grade steel. 2. The pot of claim 1. 3. A lid.'])).toEqual([
      { number: 1, text: 'A pot of 2. grade steel.' },
      { number: 2, text: 'The pot of claim 1.' },
      { number: 3, text: 'A lid.' },
    ]);
  });

  it('takes a set without any number as one claim, and nothing as none', () => {
    expect(numbers(['A pot.'])).toEqual([1]);
    expect(numbers(['', ' '])).toEqual([]);
  });

  it.each(['1. X', '1.- X', '1 - X', '１．X', '[請求項1] X', '【청구항 1】 X', '1、X', 'Claim 1. X'])(
    'knows the label of %s',
    (line) => {
      expect(splitNumberedClaims([line])).toEqual([{ number: 1, text: 'X' }]);
    },
  );

  it('finds as many claims as were numbered in turn', () => {
    const body = fc.stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/);
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 40 }), (bodies) => {
        const claims = splitNumberedClaims(bodies.map((text, place) => `${place + 1}. ${text}`));
        expect(claims.map((claim) => claim.text)).toEqual(bodies);
      }),
    );
  });
});

describe('printedNumber', () => {
  it('does not take a quantity for a number', () => {
    expect(printedNumber('1.5 litres of water')).toBeNull();
  });
});
