import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Term } from '../nouns/types.js';
import { mecabLine } from './mecab-csv.js';
import { fixed, readTerms, writeTerms } from './terms-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-terms-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const word = fc.stringMatching(/^[가-힣]{2,6}$/);
const share = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
const term: fc.Arbitrary<Term> = fc.record({
  term: word,
  score: share,
  frequency: fc.nat(),
  support: fc.nat(),
  cohesion: share,
  leftBranching: share,
  rightBranching: share,
  parts: fc.array(word, { maxLength: 3 }),
  examples: fc.array(fc.stringMatching(/^[가-힣]{1,5} [a-z]{1,5}$/), { maxLength: 3 }),
});

describe('terms.tsv', () => {
  it('reads back what was written', () => {
    const path = join(folder, 'terms.tsv');
    fc.assert(
      fc.property(fc.array(term, { maxLength: 20 }), (terms) => {
        writeTerms(path, terms);
        expect(readTerms(path)).toEqual(terms);
      }),
      { numRuns: 20 },
    );
  });

  it('rounds as toFixed does', () => {
    const nearHalf = fc.tuple(fc.nat(2e6), fc.nat(20)).map(([n, by]) => (n + 0.5) / 10_000 + (by - 10) * 2 ** -48);
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true }), fc.double({ min: 0, max: 20 }), nearHalf), (value) => {
        expect(fixed(value)).toBe(value.toFixed(4));
      }),
    );
  });

  it('names the line that is none', () => {
    const path = join(folder, 'terms.tsv');
    writeFileSync(path, '# head\n전극\t0.9\t12\n기판\tmany\t3\n');
    expect(() => readTerms(path)).toThrow(
      expect.objectContaining({ code: 'tokenizer.bad-terms', where: { file: path, line: 3 } }),
    );
  });
});

describe('a line of the dictionary', () => {
  it('has the form of KorPatBERT: ids and cost empty, final consonant, compound with its parts', () => {
    expect(mecabLine({ term: '이차전지', parts: ['이차', '전지'] })).toBe(
      '이차전지,,,,NNG,*,F,이차전지,Compound,*,*,이차/NNG/*+전지/NNG/*',
    );
    expect(mecabLine({ term: '전극', parts: [] })).toBe('전극,,,,NNG,*,T,전극,*,*,*,*');
  });
});
