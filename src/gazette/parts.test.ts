import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completeClaims,
  completePublication,
  type Draft,
  documentKey,
  labelParagraphs,
  onePerLanguage,
} from './parts.js';

const SOURCE = { file: 'f', offset: 0, hash: '0'.repeat(64), format: 'x', licence: null };
const complete = (draft: Draft) => completePublication(draft, SOURCE);

describe('keys', () => {
  it('are country, number and kind, the number in its one spelling', () => {
    expect(complete({ country: 'US', kind: 'B2', numbers: { publication: '08,672,134' } }).id).toBe('US8672134B2');
  });

  it('without a kind code are application numbers', () => {
    expect(complete({ country: 'KR', kind: null, numbers: { application: '10-2019-0100885' } }).id).toBe(
      'KR1020190100885',
    );
  });

  it('need a number', () => {
    expect(() => complete({ country: 'US', kind: 'B2', numbers: {} })).toThrow(
      expect.objectContaining({ code: 'gazette.no-number' }),
    );
  });

  it('of cited documents are null where a number or country is missing', () => {
    expect(documentKey('us', '6,460,693', 'B1')).toBe('US6460693B1');
    expect(documentKey(null, '6460693', 'B1')).toBeNull();
    expect(documentKey('US', 'n/a', null)).toBeNull();
  });
});

describe('claims', () => {
  const numbersAndTexts = (...texts: string[]) =>
    completeClaims(texts.map((text) => ({ number: null, text }))).map(({ number, text }) => [number, text]);

  it('lose their own number once', () => {
    expect(numbersAndTexts('1. A lamp.', '2. 2. The lamp of claim 1.')).toEqual([
      [1, 'A lamp.'],
      [2, '2. The lamp of claim 1.'],
    ]);
    expect(numbersAndTexts('청구항 1\n전지.', '【청구항 2】 제1항에 있어서, 전지.')).toEqual([
      [1, '전지.'],
      [2, '제1항에 있어서, 전지.'],
    ]);
  });

  it('keep the number of their first step', () => {
    const steps = '1) 세포를 분리하는 단계; 및 2) 배양하는 단계를 포함하는 방법.';
    expect(completeClaims([{ number: 1, text: steps }])).toMatchObject([{ number: 1, text: steps }]);
    expect(numbersAndTexts('1) 전지.', '2) 제1항의 전지.')).toEqual([
      [1, '전지.'],
      [2, '제1항의 전지.'],
    ]);
  });

  it('keep a quantity they begin with', () => {
    expect(numbersAndTexts('1. A lamp.', '12 volts lamp.')).toEqual([
      [1, 'A lamp.'],
      [2, '12 volts lamp.'],
    ]);
  });

  it('without numbers are counted on', () => {
    expect(numbersAndTexts('A lamp.', 'A base.')).toEqual([
      [1, 'A lamp.'],
      [2, 'A base.'],
    ]);
  });

  it('that only say they are cancelled keep their number', () => {
    const claims = completeClaims(
      ['1. (canceled)', '2. 삭제', '3-5. (Cancelled)', '6. A lamp.'].map((text) => ({ number: null, text })),
    );
    expect(claims.map(({ number, status }) => `${number} ${status}`)).toEqual([
      '1 cancelled',
      '2 cancelled',
      '3 cancelled',
      '4 cancelled',
      '5 cancelled',
      '6 active',
    ]);
  });

  it('name each claim they refer to once, and never themselves', () => {
    expect(completeClaims([{ number: 3, text: 'x', refersTo: [1, 1, 2, 3] }])[0]!.refersTo).toEqual([1, 2]);
  });
});

describe('paragraphs', () => {
  it('take the office number where it is new, else their place', () => {
    const drafts = [
      { text: 'HEAD', section: 'other', kind: 'heading' },
      { text: 'a', section: 'other', number: '[0001]' },
      { text: '', section: 'other', number: '0002' },
      { text: 'b', section: 'other', number: '【0001】' },
      { text: 'c', section: 'other', number: 'none' },
      { text: 'd', section: 'other', number: '0007', origin: 'split' },
    ] as const;
    expect(labelParagraphs(drafts).map(({ label, origin }) => `${label} ${origin}`)).toEqual([
      '#1 order',
      '0001 office',
      '#3 order',
      '#4 order',
      '#5 split',
    ]);
  });

  it('have labels of their own, whatever the numbers', () => {
    const draft = fc.record({
      text: fc.string(),
      number: fc.option(fc.stringMatching(/^[[【]?#?\d{0,4}[\]】]?$/)),
      section: fc.constant('other' as const),
    });
    fc.assert(
      fc.property(fc.array(draft), (drafts) => {
        const labels = labelParagraphs(drafts).map(({ label }) => label);
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
});

it('keeps one text a language, the longer one', () => {
  const texts = [
    { language: 'en', text: 'Lamp' },
    { language: 'en', text: 'Lamp with base' },
    { language: 'de', text: ' ' },
  ];
  expect(onePerLanguage(texts)).toEqual([{ language: 'en', text: 'Lamp with base' }]);
});
