import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.js';

const cut = (text: string, language: string) =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

describe('sentences of Korean', () => {
  it.each([
    ['장치이다. 또한 방법이다.', ['장치이다.', '또한 방법이다.']],
    ['장치이다.또한 방법이다.', ['장치이다.', '또한 방법이다.']],
    ['도 1. 은 단면도이다. 폭은 2.5mm이다.', ['도 1. 은 단면도이다.', '폭은 2.5mm이다.']],
    ['(온도를 잰다. 그리고 적는다.) 방법이다.', ['(온도를 잰다. 그리고 적는다.) 방법이다.']],
    ['제1부;\n제2부; 및\n제3부를 포함하는 장치.', ['제1부;', '제2부; 및', '제3부를 포함하는 장치.']],
    ['2019. 8. 19. 출원되었다. 끝.', ['2019. 8. 19. 출원되었다.', '끝.']],
    ['"측정한다." 라고 적었다.', ['"측정한다."', '라고 적었다.']],
  ])('%j', (text, expected) => {
    expect(cut(text, 'ko')).toEqual(expected);
  });
});

describe('sentences of English', () => {
  it.each([
    [
      'As shown in FIG. 1, it works. See e.g. FIG. 2. The end.',
      ['As shown in FIG. 1, it works.', 'See e.g. FIG. 2.', 'The end.'],
    ],
    ['A width of 0.5 mm. Next is 3.', ['A width of 0.5 mm.', 'Next is 3.']],
    ['J. Smith et al. found it. So it is.', ['J. Smith et al. found it.', 'So it is.']],
    ['1. A device comprising:\na part; and\na hole.', ['1. A device comprising:', 'a part; and', 'a hole.']],
    ['Is it (see U.S. Pat. No. 8,672,134)? Yes!', ['Is it (see U.S. Pat. No. 8,672,134)?', 'Yes!']],
  ])('%j', (text, expected) => {
    expect(cut(text, 'en')).toEqual(expected);
  });
});

describe('sentences of long claims', () => {
  it('end at semicolons too', () => {
    const step = `a step of ${'heating and '.repeat(15)}cooling;`;
    expect(cut(`${step} ${step} and the end.`, 'en')).toEqual([step, step, 'and the end.']);
  });
});

describe('sentences of any text', () => {
  it('end at 。 in Japanese and Chinese', () => {
    expect(cut('電池である。正極を含む。', 'ja')).toEqual(['電池である。', '正極を含む。']);
  });

  it('hold every character but white space, once and in order', () => {
    const unit = fc.constantFrom(
      '다',
      '. ',
      '.',
      '\n',
      ';',
      '(',
      ')',
      'FIG',
      ' ',
      'a',
      'B',
      '1',
      '"',
      '。',
      '도',
      '\ud83d',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.constantFrom('ko', 'en', 'ja'), (units, language) => {
        const text = units.join('');
        let end = 0;
        for (const range of sentences(text, language)) {
          expect(text.slice(end, range.start).trim()).toBe('');
          expect(text.slice(range.start, range.end)).toBe(text.slice(range.start, range.end).trim());
          expect(range.end).toBeGreaterThan(range.start);
          end = range.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});
