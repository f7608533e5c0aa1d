import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { openKoreanAnalyser } from './analyser.js';
import { readUserDictionary, userDictionaryLines } from './user-dictionary.js';
import { openUserDictionary, writeUserDictionary } from './user-file.js';
import type { UserReject } from './user-lines.js';

const { dictionary } = openKoreanAnalyser();
const folder = mkdtempSync(join(tmpdir(), 'simsa-user-dictionary-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINES = [
  '쀍전지',
  '쀍팩,,,,NNP,*,T,쀍팩,*,*,*,*',
  '쀍판,1780,3534,100,NNG,*,T,쀍판,Compound,*,*,쀍/NNG/*+판/NNG/*,쀍판',
  '"쀍,막",,,,NNG',
];

/** Surfaces and features of a text read with these lines. */
function read(userDictionary: readonly string[], text: string) {
  const analyser = openKoreanAnalyser({ dictionary, userDictionary });
  return analyser.analyse(text).map(({ surface, feature }) => `${surface}\t${feature}`);
}

describe('a user dictionary', () => {
  it('counts what it cannot use by line and reason and keeps the rest', () => {
    const rejects: UserReject[] = [];
    const lines = ['전지', ',1,2,3,NNG', '', '가나,1,2', '쀍지', '쀍지,,,,NNP', '가나,1,2,삼,NNG', '가나,,,,VV'];
    const user = readUserDictionary(lines, dictionary, (reject) => rejects.push(reject));
    expect(user.size).toBe(2);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'surface'],
      [4, 'fields'],
      [7, 'ids'],
      [8, 'costs'],
      [6, 'duplicate'],
    ]);
  });

  it('is read from UTF-8 and CP949, with and without a byte order mark', () => {
    const lines = ['초전도전지', '막전극,,,,NNG'];
    const texts = {
      utf8: Buffer.from(lines.join('\r\n')),
      bom: Buffer.from(`\ufeff${lines.join('\n')}`),
      cp949: iconv.encode(lines.join('\n'), 'cp949'),
    };
    for (const [name, bytes] of Object.entries(texts)) {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, bytes);
      expect([...userDictionaryLines(openUserDictionary(path, dictionary))].map((line) => line.split(',')[0])).toEqual([
        '막전극',
        '초전도전지',
      ]);
    }
  });

  it('keeps features of its own and surfaces with commas', () => {
    expect(read(LINES, '쀍판을')[0]).toBe('쀍판\tNNG,*,T,쀍판,Compound,*,*,쀍/NNG/*+판/NNG/*');
    expect(read(LINES, '쀍,막을')[0]).toBe('쀍,막\tNNG,*,T,쀍,막,*,*,*,*');
  });

  it('reads the same from its lines, from the lines it writes, and from its own file', () => {
    const word = fc.string({ unit: fc.constantFrom(...'가나다라ab3 ,"한'), minLength: 1, maxLength: 4 });
    const path = join(folder, 'words.dictionary');
    fc.assert(
      fc.property(fc.uniqueArray(word.filter((surface) => surface.trim() === surface)), (surfaces) => {
        const lines = surfaces.map((surface) => `"${surface.replaceAll('"', '""')}",,,,NNG`);
        const user = readUserDictionary(lines, dictionary);
        expect(user.size).toBe(surfaces.length);
        const written = [...userDictionaryLines(user)];
        const again = readUserDictionary(written, dictionary);
        writeUserDictionary(user, dictionary, path);
        const opened = openUserDictionary(path, dictionary);
        for (const other of [again, opened]) {
          expect(other.trie.label).toEqual(user.trie.label);
          expect([...userDictionaryLines(other)]).toEqual(written);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds words that run across a joint of the text', () => {
    const lines = ['쀍 전지', '쀍(갑)', '쀍3a'];
    for (const [text, surface] of [
      ['본 쀍 전지를', '쀍 전지'],
      ['쀍(갑)을', '쀍(갑)'],
      ['쀍3a는', '쀍3a'],
    ] as const) {
      const analyser = openKoreanAnalyser({ dictionary, userDictionary: lines });
      for (let meeting = 0; meeting < 5; meeting++) {
        expect(analyser.analyse(text).map((morpheme) => morpheme.surface)).toContain(surface);
      }
    }
  });

  it('names a file that is not there, is not whole, or belongs to another dictionary', () => {
    expect(() => openUserDictionary(join(folder, 'none'), dictionary)).toThrow(/There is no file/);
    const path = join(folder, 'cut.dictionary');
    writeFileSync(path, 'simsa-user-dic 1\n\u0040\0\0\0{"size":1');
    expect(() => openUserDictionary(path, dictionary)).toThrow(/not whole/);
    writeUserDictionary(readUserDictionary(LINES, dictionary), dictionary, path);
    const other = { ...dictionary, matrix: { ...dictionary.matrix, leftSize: 7 } };
    expect(() => openUserDictionary(path, other)).toThrow(/another system dictionary/);
  });
});
