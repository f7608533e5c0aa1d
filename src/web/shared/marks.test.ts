import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTerms, type Mark, marksWithin, matchedWords, patternOf, segmentsOf, wordsOf } from './marks.js';
import { isTelling } from './telling.js';

const found = (text: string, terms: string[]) =>
  findTerms(text, patternOf(terms)).map(({ start, end }) => text.slice(start, end));

describe('marks', () => {
  it('cut a text into segments that are the text again, whatever overlaps', () => {
    const mark = fc.record({
      start: fc.integer({ min: -3, max: 40 }),
      end: fc.integer({ min: -3, max: 40 }),
      kind: fc.constantFrom<Mark['kind']>('term', 'focus'),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
        const segments = segmentsOf(text, marks);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const segment of segments) {
          const inFocus = marks.some(
            ({ kind, start, end }) =>
              kind === 'focus' && start < end && start <= segment.start && end >= segment.start + segment.text.length,
          );
          expect(segment.kind === 'focus').toBe(inFocus);
        }
      }),
    );
  });

  it('find an English stem with its ending, at the beginning of a word only', () => {
    expect(found('Cooling the cooled coolant, recooling', ['cool'])).toEqual(['Cooling', 'cooled', 'coolant']);
    expect(found('an ion, not a lion', ['ion'])).toEqual(['ion']);
  });

  it('find a Korean word before its particle and inside a compound', () => {
    expect(found('음극을 덮은 실리콘음극의', ['음극'])).toEqual(['음극', '음극']);
  });

  it('take no harm from characters that mean something in patterns', () => {
    expect(found('a C++ (draft) [1]', ['c++', '(draft)', '[1]'])).toEqual(['C++', '(draft)', '[1]']);
  });
});

describe('matched words', () => {
  const at = (start: number, text: string, paragraph = '0001') => ({
    publication: 'KR1',
    part: 'description' as const,
    paragraph,
    start,
    end: start + text.length,
    text,
  });

  it('join the parts of a compound, but nothing across a gap or a paragraph', () => {
    expect(matchedWords([at(0, '분리'), at(2, '막'), at(5, '열'), at(6, '수축', '0002')])).toEqual([
      '분리막',
      '열',
      '수축',
    ]);
  });
});

describe('telling words', () => {
  it('are marked, common words and one or two small letters are not', () => {
    const words = ['so', 'each', 'until', 'Which', 'mm', 'AC', '5G', 'cable', '막'];
    expect(words.filter(isTelling)).toEqual(['AC', '5G', 'cable', '막']);
    const spans = words.map((text, at) => ({
      publication: 'US1',
      part: 'abstract' as const,
      start: at * 10,
      end: at * 10 + text.length,
      text,
    }));
    expect(matchedWords(spans)).toEqual(['AC', '5G', 'cable', '막']);
    expect(marksWithin({ ...spans[0]!, start: 0, end: 200 }, spans)).toHaveLength(4);
  });
});

describe('words of a query', () => {
  it('leave out operators, fields of facts, and brackets', () => {
    expect(wordsOf('(cooling OR ti:plate) NEAR/5 "battery pack" NOT ipc:H01M pd:2015..2019')).toEqual([
      'cooling',
      'plate',
      'battery pack',
    ]);
  });
});
