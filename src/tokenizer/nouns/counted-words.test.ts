import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CountedWords } from './counted-words.js';
import { textOf } from './packed-words.js';
import { WordCounts } from './word-counts.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-words-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const WORDS = fc.array(fc.stringMatching(/^[가나다a]{1,4}$/), { maxLength: 60 });

function counted(words: readonly string[], limit: number): CountedWords {
  const table = new WordCounts();
  for (const word of words) table.addText(word);
  const counts = new CountedWords(folder, `words-${limit}`, limit);
  counts.add(table.packed());
  return counts;
}

describe('CountedWords', () => {
  it('counts exactly and in order, whether it fits in memory or goes to disk in runs', () => {
    fc.assert(
      fc.property(WORDS, fc.integer({ min: 1, max: 9 }), (words, limit) => {
        const expected = new Map<string, number>();
        for (const word of [...words].sort()) expected.set(word, (expected.get(word) ?? 0) + 1);
        expect([...counted(words, 1000).sorted()]).toEqual([...expected]);
        expect([...counted(words, limit).sorted()]).toEqual([...expected]);
      }),
      { numRuns: 30 },
    );
  });

  it('takes one word in so many, whether it fits in memory or not', () => {
    fc.assert(
      fc.property(WORDS, fc.integer({ min: 1, max: 5 }), (words, step) => {
        const expected = [...new Set(words)].sort().filter((_, at) => at % step === 0);
        for (const limit of [1000, 3]) {
          const sample = [...counted(words, limit).sampled(step)].flatMap(({ units, ends }) =>
            Array.from(ends, (end, word) => textOf(units, word === 0 ? 0 : ends[word - 1]!, end)),
          );
          expect(sample).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('goes on from runs that an earlier process wrote', () => {
    const first = counted(['전극', '기판', '전극'], 100);
    first.spill();
    const second = new CountedWords(folder, 'later', 100, first.runs);
    const table = new WordCounts();
    table.addText('전극');
    second.add(table.packed());
    expect([...second.sorted()]).toEqual([
      ['기판', 1],
      ['전극', 3],
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('can be read again and again', () => {
    const words = counted(['전극', '기판', '도어'], 2);
    expect([...words.sorted()]).toEqual([...words.sorted()]);
  });
});
