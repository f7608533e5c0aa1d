import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchTerms, searchTokens } from './tokens.js';

const terms = (text: string) => searchTerms(text).join(' ');

describe('search tokens of Korean', () => {
  it.each([
    ['리튬이온전지', '리튬 이온 전지', '리튬 이온 전지를'],
    ['반도체소자', '반도체 소자', '반도체 소자들은'],
    ['유기발광표시장치', '유기 발광 표시 장치', '유기 발광 표시 장치의'],
    ['전기자동차', '전기 자동차', '전기 자동차에서'],
    ['전해질막', '전해질 막', '전해질막으로'],
    ['인공신경망', '인공 신경망', '인공 신경망과'],
    ['자율주행차량', '자율 주행 차량', '자율주행차량에는'],
  ])('are the same for %s, %s and %s', (joined, spaced, inflected) => {
    expect(terms(spaced)).toBe(terms(joined));
    expect(terms(inflected)).toBe(terms(joined));
  });

  it('keep nouns and stems and drop particles, endings, empty verbs and signs', () => {
    expect(terms('전극을 형성하는 단계; 및 이루어진 막을 덮는다.')).toBe('전극 형성 단계 이루어지 막 덮');
  });

  it('part reference signs from their words', () => {
    expect(terms('상기 바디(10)의 수직부(10a)')).toContain('바디 10 수직');
    expect(terms('바디(10)')).toBe('바디 10');
  });

  it('mend nouns that a line end cut in two, and span the cut', () => {
    expect(terms('차량용 시스 템은 데이 터를 저장한다')).toBe(terms('차량용 시스템은 데이터를 저장한다'));
    const text = '차량용 시스 템은';
    expect(searchTokens(text).map(({ start, end }) => text.slice(start, end))).toContain('시스 템');
    expect(terms('일 실시예에 따른 이동 경로와 전자 기기')).toBe('일 실시 예 이동 경로 전자 기기');
  });

  it('find words that ran together', () => {
    expect(terms('차량실내의 공기')).toBe('차량 실내 공기');
  });

  it.each(['분리막', '산화막', '방지막', '재생막', '장벽층', '절연막', '회전축', '조립체', '기울기', '실내기'])(
    'are the same for %s alone, before a conjunction and with a particle',
    (word) => {
      const alone = terms(word);
      expect(terms(`${word} 및 그 제조방법`)).toBe(`${alone} 제조 방법`);
      expect(terms(`${word} 또는 전지`)).toBe(`${alone} 전지`);
      expect(terms(`상기 ${word}의 두께`)).toBe(`${terms('상기')} ${alone} 두께`.trim());
    },
  );

  it('keep a last syllable that MeCab-ko takes for an adverb, and stand where it stands', () => {
    expect(terms('재생막 더욱')).toBe('재생 막');
    expect(terms('분리막이 절연막을')).toBe('분리 막 절연 막');
    const text = '다공성 분리막 및 산화막 또는 전극';
    const cut = searchTokens(text).map(({ start, end }) => text.slice(start, end));
    expect(cut.join(' ')).toBe(terms(text));
    expect(cut).toEqual(expect.arrayContaining(['분리', '막', '산화', '전극']));
  });

  it('leave single-syllable parts with their neighbours', () => {
    expect(terms('단말기와 손목')).toBe('단말기 손목');
  });

  it('read words and numbers of other scripts within Korean as they read them elsewhere', () => {
    expect(terms('LiFePO4 양극재 10mm와 Lithium-Ions를')).toBe('lifepo4 양극 재 10 mm lithium ion');
    expect(terms('10 mm')).toBe(terms('10mm'));
  });
});

describe('search tokens of other languages', () => {
  it.each([
    ['Lithium-ion batteries, coated', 'lithium ion battery coat'],
    ['C981/11', 'c981 11'],
    ['LiFePO4', 'lifepo4'],
    ['1,3-butadiene', '1,3 butadiene'],
    ['10,000 kg at 0.5', '10000 kg at 0.5'],
    ["the vehicle's 3D sensor", 'the vehicle 3d sensor'],
    ['Elektrodenträger', 'elektrodentrager'],
    ['二次電池の正極', '二次 次電 電池 池の の正 正極'],
    ['一种电池', '一种 种电 电池'],
    ['車', '車'],
    ['５㎛ H₂O', '5 μm h2o'],
  ])('%s → %s', (text, expected) => {
    expect(terms(text)).toBe(expected);
  });
});

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '전지를 ',
        '리튬이온',
        '전지'.normalize('NFD'),
        '車輛',
        'ﾡ',
        '㎛',
        'X선',
        "cell's",
        '10,000',
        '😀',
        '𠮷野',
        '\ud83d',
      ),
      fc.constantFrom(' ', '\n', '\u00ad', '\u0000', '(10a)', '의', 'ㅎ', 'İ', 'ß', '٣', '１'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((fragments) => fragments.join(''));

describe('search tokens of any text', () => {
  it('stand in order within the text, and no term is empty or holds a space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let start = 0;
        for (const token of searchTokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(start);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          expect(token.term).toMatch(/^\S+$/);
          start = token.start;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the terms of searchTerms', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(searchTokens(text).map(({ term }) => term)).toEqual(searchTerms(text));
      }),
    );
  });

  it('survive a megabyte without a space, and nothing at all', () => {
    expect(searchTokens('')).toEqual([]);
    const longest = (text: string) =>
      Math.max(
        ...searchTokens(text)
          .map(({ term }) => term.length)
          .slice(0, 1000),
      );
    expect(longest('a'.repeat(1_000_000))).toBe(64);
    expect(longest('뷁'.repeat(200_000))).toBeLessThanOrEqual(64);
  });
});
