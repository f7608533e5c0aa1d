import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASSAGE_LENGTH, sentenceEnds, splitPassages } from './split-passages.js';

function sentences(text: string): string[] {
  let start = 0;
  return [...sentenceEnds(text)].map((end) => {
    const sentence = text.slice(start, end).trim();
    start = end;
    return sentence;
  });
}

describe('ends of sentences', () => {
  it.each([
    ['한국어 서술문', '전극은 얇다. 수명이 길다.', ['전극은 얇다.', '수명이 길다.']],
    ['명사형 끝맺음', '시험하였음. 결과를 표로 정리함. 끝.', ['시험하였음.', '결과를 표로 정리함.', '끝.']],
    ['a lost space behind a verb', '흐름도이다.도 2는 단면도이다.', ['흐름도이다.', '도 2는 단면도이다.']],
    ['a lost space behind a caption', '도 1은 구성도.도 2는 단면도.', ['도 1은 구성도.', '도 2는 단면도.']],
    ['English', 'The layer is thin. It lasts.', ['The layer is thin.', 'It lasts.']],
    [
      'both languages',
      '상기 층은 CNN이다. The layer is a CNN. 끝이다.',
      ['상기 층은 CNN이다.', 'The layer is a CNN.', '끝이다.'],
    ],
    [
      'a number at the end',
      'It is between 5 and 10. The layer is thin.',
      ['It is between 5 and 10.', 'The layer is thin.'],
    ],
    ['a full stop of Han script', '電極。寿命が長い。', ['電極。', '寿命が長い。']],
  ])('%s', (_name, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it.each([
    ['decimal numbers', '두께는 0.5 mm이고 폭은 1.25 mm이다.'],
    ['numbers of figures', '도 1. 에 도시된 바와 같이 얇다.'],
    ['FIG. and U.S.', 'As FIG. 1 and U.S. Pat. No. 4,913,576 show, e.g. by Kim et al. (2020), it works.'],
    ['brackets', '전극(예. 음극. 두께 1 mm)은 얇다.'],
    ['quotations that go on', '“연결되어 있다.” 라고 할 때는 직접적인 연결도 포함한다.'],
    ['letters of a list', '가. 전극 나. 집전체 다. 분리막을 준비한다.'],
    ['numbers of a list', '1. A method of coating.'],
    ['addresses', 'http://www.example.com 에 접속한다.'],
  ])('are not seen in %s', (_name, text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('an opening bracket that never closes holds nothing together', () => {
    const text = `전극(음극은 얇다. ${'수명이 길다. '.repeat(40)}`;
    expect(sentences(text).length).toBeGreaterThan(20);
  });
});

describe('passages', () => {
  const word = fc.constantFrom(
    '전극은',
    '얇다.',
    '도 2는',
    '(10)',
    'FIG.',
    '0.5',
    '있다.',
    ';',
    '(',
    ')',
    '\n',
    'thin.',
    '가.',
    '”',
    '𝛼',
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 400 }).map((words) => words.join(' ')),
    fc.string({ maxLength: 400 }),
  );

  it('joined again are the section, except for white space between them', () => {
    fc.assert(
      fc.property(text, (section) => {
        let rest = section;
        for (const passage of splitPassages(section)) {
          rest = rest.trimStart();
          expect(rest.startsWith(passage)).toBe(true);
          rest = rest.slice(passage.length);
        }
        expect(rest.trim()).toBe('');
      }),
    );
  });

  it('begin and end where sentences do', () => {
    fc.assert(
      fc.property(text, (section) => {
        const ends = new Set([...sentenceEnds(section)].map((end) => section.slice(0, end).trimEnd().length));
        let at = 0;
        for (const passage of splitPassages(section)) {
          at = section.indexOf(passage, at) + passage.length;
          expect(ends.has(at) || passage.length > PASSAGE_LENGTH.endless / 4).toBe(true);
        }
      }),
    );
  });

  it('are of readable length in ordinary prose', () => {
    const prose =
      '본 발명의 일 실시예에 따른 전극은 집전체와 활물질층을 포함하며, 활물질층은 바인더를 더 포함할 수 있다. '.repeat(
        60,
      );
    const lengths = splitPassages(prose).map(({ length }) => length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(500);
  });

  it('keep a long sentence whole', () => {
    const sentence = `${'상기 제어부는 신호를 수신하고 '.repeat(60)}출력한다.`;
    expect(splitPassages(`${sentence} 끝이다.`)[0]).toContain('출력한다.');
  });

  it('cut what runs on without any end of sentence', () => {
    const list = 'ATGCATGCAA TTGCA; '.repeat(1200);
    const passages = splitPassages(list);
    expect(passages.length).toBeGreaterThan(3);
    expect(Math.max(...passages.map(({ length }) => length))).toBeLessThanOrEqual(PASSAGE_LENGTH.endless);
  });

  it('of nothing are none', () => {
    expect(splitPassages('')).toEqual([]);
    expect(splitPassages(' \n ')).toEqual([]);
  });
});
