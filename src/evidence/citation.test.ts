import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../core/index.js';
import { locate, verifyCitation } from './citation.js';

const passage: Passage = {
  publication: 'KR1020190000001',
  part: 'description',
  paragraph: '0012',
  origin: 'office',
  section: 'solution',
  heading: false,
  language: 'ko',
  text: '분리막은 두께가 12 ㎛인\n다공성 폴리에틸렌 필름이다.',
};
const store = {
  find: (number: string) =>
    number === passage.publication || number === '10-2019-0000001' ? [passage.publication] : [],
  passages: () => [passage],
};
const text = '12 ㎛인\n다공성';
const start = passage.text.indexOf(text);

describe('verifyCitation', () => {
  it('confirms a span that cuts its very text', () => {
    const check = verifyCitation(store, { ...passage, start, end: start + text.length, text } as never);
    expect(check).toMatchObject({ verdict: 'exact', found: true, span: { start, text } });
  });
  it('finds the text elsewhere when the offsets or the paragraph are wrong', () => {
    const moved = verifyCitation(store, {
      publication: '10-2019-0000001',
      part: 'description',
      paragraph: '0099',
      start: 0,
      end: 5,
      text,
    });
    expect(moved).toMatchObject({ verdict: 'elsewhere', span: { paragraph: '0012', start } });
  });
  it('tells a missing paragraph from a missing text and a missing publication', () => {
    const absent = { publication: passage.publication, text: '없는 글' };
    expect(verifyCitation(store, absent).verdict).toBe('absent');
    expect(verifyCitation(store, { ...absent, part: 'description', paragraph: '0099' }).verdict).toBe(
      'no-such-paragraph',
    );
    expect(verifyCitation(store, { ...absent, publication: 'US1A' }).verdict).toBe('no-such-publication');
  });
  it('never takes an empty quotation for an exact one', () => {
    expect(verifyCitation(store, { ...passage, start: 3, end: 3, text: '' } as never).verdict).toBe('absent');
  });
});

describe('locate', () => {
  it('cuts exactly what it found, whatever white space the quotation has', () => {
    fc.assert(
      fc.property(fc.nat(passage.text.length - 1), fc.nat(20), (from, length) => {
        const quotation = passage.text.slice(from, from + length + 1);
        fc.pre(quotation.trim() !== '');
        const span = locate(passage, quotation.replace(/\s+/g, '  '));
        expect(span).not.toBeNull();
        expect(passage.text.slice(span!.start, span!.end)).toBe(span!.text);
        expect(span!.text.replace(/\s/g, '')).toBe(quotation.replace(/\s/g, ''));
      }),
    );
  });
});
