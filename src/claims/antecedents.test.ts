import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../core/index.js';
import { parseClaims } from './parse-claims.js';

const claimsOf = (texts: readonly string[]): Claim[] =>
  texts.map((text, at) => ({ number: at + 1, text, status: 'active', refersTo: [] }));

/** What is named as known and was not named before: claim and term. */
function loose(language: string, ...texts: string[]): [number, string][] {
  const { issues, claims } = parseClaims(claimsOf(texts), language);
  return issues
    .filter(({ rule }) => rule === 'no-antecedent')
    .map(({ claim, details }) => {
      const own = claims.find(({ number }) => number === claim)?.text ?? '';
      expect(own.slice(Number(details.start), Number(details.end))).toBe(details.term);
      return [claim, String(details.term)];
    });
}

describe('features named as known', () => {
  it('are found where nothing names them before', () => {
    const first = '본체; 및 상기 본체를 덮는 뚜껑을 포함하는 용기.';
    expect(loose('ko', first, '제1항에 있어서, 상기 손잡이는 금속인 용기.')).toEqual([[2, '상기 손잡이']]);
    expect(loose('en', 'A pot comprising a lid.', 'The pot of claim 1, wherein the handle is made of metal.')).toEqual([
      [2, 'the handle'],
    ]);
    expect(loose('en', 'A pot comprising a lid, wherein said spring is red.')).toEqual([[1, 'said spring']]);
  });

  it.each([
    [
      'names them in the claim it refers to',
      'ko',
      ['본체와 뚜껑을 포함하는 용기.', '제1항에 있어서, 상기 뚜껑은 금속인 용기.'],
    ],
    ['names them with other particles', 'ko', ['데이터를 수집하는 단계; 상기 데이터가 저장되는 단계를 포함하는 방법.']],
    ['names them with other blanks', 'ko', ['데이터 수집부를 포함하고, 상기 데이터수집부는 빠른 장치.']],
    ['puts a modifier between', 'ko', ['신호를 받는 단계; 상기 수신된 신호를 보내는 단계를 포함하는 방법.']],
    ['names a claim', 'ko', ['장치.', '상기 제1항에 있어서, 빠른 장치.']],
    ['names the plural', 'en', ['A pot comprising two lids, wherein the lid is round.']],
    ['says what a thing has by nature', 'en', ['A pot comprising a lid, wherein the colour of the lid is red.']],
    [
      'reaches over two claims',
      'en',
      ['A pot with a lid.', 'The pot of claim 1, being red.', 'The pot of claim 2, wherein the lid is red.'],
    ],
    ['refers to a claim that is not there', 'en', ['The pot of claim 9, wherein the handle is red.']],
  ])('are not found where the text %s', (_what, language, texts) => {
    expect(loose(language, ...texts)).toEqual([]);
  });

  it('cut exactly their term, whatever the claim says', () => {
    const word = fc.constantFrom(
      '상기 ',
      '본체',
      '를 ',
      '뚜껑',
      ' 및 ',
      'the ',
      'said ',
      'lid ',
      '제1항에 있어서, ',
      'of claim 1, ',
      '😀',
      '\n',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(''));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('ko', 'en', 'und'),
        (texts, language) => {
          loose(language, ...texts);
        },
      ),
    );
  });

  it('are looked for in a claim of 200,000 characters', () => {
    const long = `상기 본체와 뚜껑${', 상기 뚜껑에 닿는 고리'.repeat(15_000)}를 포함하는 용기.`;
    expect(loose('ko', long)).toEqual([[1, '상기 본체']]);
  });
});
