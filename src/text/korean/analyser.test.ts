import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKoreanAnalyser } from './analyser.js';
import { Lattice } from './lattice.js';
import { searchDictionary } from './search-dictionary.js';

const korean = openKoreanAnalyser();

interface Reference {
  readonly text: string;
  readonly morphemes: readonly string[];
}

const references = readFileSync(new URL('../fixtures/korean-sentences.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Reference);

/** Fragments that meet the dictionary, unknown words, spaces and pairs of surrogates. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '전지',
        '를 ',
        '영치기 영차',
        '상기 제',
        '리튬',
        ' ',
        '\n',
        '\t',
        '뷁',
        'ㅎ',
        '漢',
        '😀',
        '\ud83d',
        '\ude00',
        '\u0000',
        '１',
        'abc',
        '12',
        '。',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((fragments) => fragments.join(''));

describe('the Korean analyser', () => {
  it.each(references)('reads as MeCab-ko does: $text', ({ text, morphemes }) => {
    const ours = korean
      .analyse(text)
      .map(({ surface, tag, feature }) => `${surface}\t${feature ?? `${tag},*,*,*,*,*,*,*`}`);
    expect(ours).toEqual(morphemes);
  });

  it('knows the words that are spelled like some units, each as the analyser meets it', () => {
    const units = Uint16Array.from('이 전지는', (character) => character.charCodeAt(0));
    const spelled = korean.wordsSpelled(units, 2, 4);
    expect(spelled.map((word) => korean.tag(word, '전지'))).toContain('NNG');
    korean.visitUnits(units, 2, 4, (_, __, word) => expect(spelled).toContain(word));
    expect(korean.wordsSpelled(units, 2, 5)).toEqual([]);
  });

  it('cuts exactly its surfaces, in order, and leaves out nothing but white space', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        let end = 0;
        for (const morpheme of korean.analyse(text)) {
          expect(text.slice(morpheme.start, morpheme.end)).toBe(morpheme.surface);
          expect(text.slice(end, morpheme.start).trim()).toBe('');
          expect(morpheme.end).toBeGreaterThan(morpheme.start);
          end = morpheme.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });

  it('reads a megabyte without a space in pieces and loses nothing of it', () => {
    const text = '가나다라마바사아자차카타파하'.repeat(70_000);
    let end = 0;
    korean.visit(text, (start, stop) => {
      if (start !== end) throw new Error(`gap at ${end}`);
      end = stop;
    });
    expect(end).toBe(text.length);
  });

  it('reads phrases it remembers as it reads them word by word, whatever stands beside them', () => {
    const remembering = new Lattice(korean.dictionary, null);
    const plain = new Lattice(korean.dictionary, null, { remember: false });
    const read = (lattice: Lattice, text: string) => {
      const count = lattice.analyse(text);
      return [lattice.starts, lattice.ends, lattice.words].map((column) => [...column.subarray(0, count)]);
    };
    const phrase = fc.oneof(hostile, fc.constantFrom(...references.flatMap(({ text }) => text.split(' '))));
    const pool = fc.sample(phrase, { numRuns: 40, seed: 7 });
    const texts = fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.constantFrom(' ', '', '\n', '  ', '(', '3'), (phrases, between) => {
        const text = phrases.join(between);
        expect(read(remembering, text)).toEqual(read(plain, text));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same reading from a dictionary that was cloned to another thread', () => {
    const cloned = openKoreanAnalyser({ dictionary: structuredClone(korean.dictionary) });
    const { text } = references[0]!;
    expect(cloned.analyse(text)).toEqual(korean.analyse(text));
    expect(cloned.dictionary.matrix.cells.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('names a dictionary that is not there or not one', () => {
    expect(() => openKoreanAnalyser({ dictionary: '/no/such/file' })).toThrow(/There is no file/);
    const notPacked = new URL('../fixtures/README.md', import.meta.url).pathname;
    expect(() => openKoreanAnalyser({ dictionary: notPacked })).toThrow(/not a packed Korean dictionary/);
  });

  it('reads 전자 장치의 as 장치 + 의 with the dictionary of search, where MeCab-ko does not', () => {
    const surfaces = (analyser: typeof korean) => analyser.analyse('전자 장치의').map(({ surface }) => surface);
    expect(surfaces(korean)).toEqual(['전자', '장', '치의']);
    const search = openKoreanAnalyser({ dictionary: searchDictionary(korean.dictionary) });
    expect(surfaces(search)).toEqual(['전자', '장치', '의']);
  });
});

describe('a user dictionary', () => {
  const words = (lines: string[], text: string) =>
    openKoreanAnalyser({ dictionary: korean.dictionary, userDictionary: lines }).analyse(text);

  it('makes its words one morpheme, with and without ids and costs', () => {
    for (const line of ['쀍전지', '쀍전지,,,,NNP', '쀍전지,1786,3545,2953,NNP,*,F,쀍전지,*,*,*,*']) {
      const [first] = words([line], '쀍전지를');
      expect(first).toMatchObject({ surface: '쀍전지', start: 0, end: 3 });
    }
  });

  it('finds its words with a space inside in phrases met before', () => {
    const korean = openKoreanAnalyser({ userDictionary: ['쀍기 제쀍'] });
    for (const text of ['쀍기 제1', '쀍기 제쀍을', '쀍기 제1', '쀍기 제쀍을'].flatMap((line) => [line, line])) {
      const surfaces = korean.analyse(text).map(({ surface }) => surface);
      expect(surfaces.includes('쀍기 제쀍')).toBe(text.endsWith('쀍을'));
    }
  });

  it('gives the defaults of mecab-ko-dic by the final consonant', () => {
    expect(words(['쀍팩'], '쀍팩은')[0]?.feature).toBe('NNG,*,T,쀍팩,*,*,*,*');
    expect(words(['쀍지'], '쀍지는')[0]?.feature).toBe('NNG,*,F,쀍지,*,*,*,*');
  });

  it.each([',1,2,3,NNG', '가나,1,2,삼,NNG', '가나,,,,VV', '가나,99999,0,0,NNG'])('refuses %s by its line', (line) => {
    expect(() => words(['전지', line], '전지')).toThrow(/Line 2 of the user dictionary/);
  });
});
