import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Passage } from '../core/index.js';
import { excerpt, marksIn } from './highlight.js';
import type { Wanted } from './wanted.js';

const wanted = (...terms: string[]): Wanted => ({ terms: new Map(terms.map((term) => [term, 1])), prefixes: [] });
const passage = (text: string): Passage => ({
  publication: 'KR1020190000001',
  part: 'description',
  paragraph: '0001',
  origin: 'office',
  section: null,
  heading: false,
  language: 'ko',
  text,
});

describe('excerpt', () => {
  it('cuts exactly what it shows, whatever the text', () => {
    const piece = fc.constantFrom(
      '전지를',
      '리튬이온전지',
      ' ',
      '\n',
      '. ',
      '다. ',
      '㈜',
      '𠮷',
      'ﾃﾞﾝﾁ',
      '배터리 ',
      'Batteries ',
      '가'.repeat(300),
      'e\u0301',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const found = excerpt(passage(text), wanted('전지', '리튬', 'battery'));
        if (!found) {
          expect(marksIn(text, wanted('전지', '리튬', 'battery'))).toEqual([]);
          return;
        }
        for (const span of [found.span, ...found.matches]) {
          expect(text.slice(span.start, span.end)).toBe(span.text);
          expect(span.start).toBeGreaterThanOrEqual(found.span.start);
          expect(span.end).toBeLessThanOrEqual(found.span.end);
        }
        expect(found.matches.length).toBeGreaterThan(0);
      }),
    );
  });

  it('shows the sentence that has most of the words', () => {
    const text = '전지는 널리 쓰인다. 본 발명은 리튬 이온 전지에 관한 것이다. 이하 설명한다.';
    expect(excerpt(passage(text), wanted('리튬', '이온', '전지'))?.span.text).toBe(
      '본 발명은 리튬 이온 전지에 관한 것이다.',
    );
  });

  it('keeps within a few lines where a sentence has no end, without cutting words', () => {
    const text = `${'앞에 있는 말 '.repeat(200)}리튬 전지 ${'뒤에 오는 말 '.repeat(200)}`;
    const { span } = excerpt(passage(text), wanted('리튬', '전지'))!;
    expect(span.text).toContain('리튬 전지');
    expect(span.text.length).toBeLessThan(450);
    expect(` ${text} `).toContain(` ${span.text} `);
  });

  it('finds a compound by its parts and a particle by its noun', () => {
    expect(
      marksIn('리튬이온전지를 쓴다', wanted('전지')).map(({ start, end }) => '리튬이온전지를 쓴다'.slice(start, end)),
    ).toEqual(['전지']);
  });
});
