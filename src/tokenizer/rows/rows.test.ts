import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huggingFaceTokenizer } from '../files/hugging-face.js';
import { SENTENCES, smallRowTokenizer, smallRowTokenizerData, smallUnitReader } from '../testing/small-tokenizer.js';
import { openUnitReader } from '../units/units.js';
import { RowTrie } from './row-candidates.js';
import { RowPaths } from './row-paths.js';
import { BREAK, UnitLines } from './unit-lines.js';

const tokensOf = (tokenizer: ReturnType<typeof smallRowTokenizer>, text: string) =>
  [...tokenizer.ids(text)].map((id) => tokenizer.token(id));

describe('tokens that hold rows of units', () => {
  const line = smallRowTokenizer('line');
  const word = smallRowTokenizer('word');

  it('reach over blanks where they may, and stay in words where not', () => {
    const sentence = '상기 전극 활물질은 리튬 인산철을 포함하는 것을 특징으로 하는 이차전지.';
    expect(tokensOf(line, sentence).some((token) => token.indexOf('▁', 1) > 0)).toBe(true);
    expect(tokensOf(word, sentence).every((token) => token.indexOf('▁', 1) < 0)).toBe(true);
    expect(line.ids(sentence).length).toBeLessThan(word.ids(sentence).length);
  });

  it('begin and end where units do, or lie within one', () => {
    for (const sentence of SENTENCES) {
      const units: [number, number][] = [];
      smallUnitReader().visit(sentence, (start, end) => units.push([start, end]));
      const { offsets } = line.encode(sentence, { specials: false });
      for (let token = 0; token < offsets.length; token += 2) {
        const [start, end] = [offsets[token]!, offsets[token + 1]!];
        const isWithin = units.some(([from, to]) => from - 1 <= start && end <= to);
        const isRow = units.some(([from]) => from === start) && units.some(([, to]) => to === end);
        expect(isWithin || isRow, sentence.slice(start, end)).toBe(true);
      }
    }
  });

  it('give every text back', () => {
    const piece = fc.oneof(
      fc.constantFrom(...SENTENCES, '▁', ' ', '\n', '것을', '하는'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        for (const tokenizer of [line, word]) expect(tokenizer.decode(tokenizer.ids(text))).toBe(text.normalize('NFC'));
      }),
      { numRuns: 200 },
    );
  });

  it('have the same ids in pre-tokenised text, where a row stands as one word', () => {
    for (const tokenizer of [line, word])
      for (const text of [...SENTENCES, ' a▁b  것을\t하는 👩‍🔬', ''])
        expect([...tokenizer.idsOfPretokenised(tokenizer.pretokenise(text))]).toEqual([...tokenizer.ids(text)]);
  });

  it('count as one unit for masking, and the next token as another', () => {
    const { ids, units } = line.encode(SENTENCES.join(' '), { specials: false });
    const rows = [...ids.keys()].filter((at) => line.token(ids[at]!).indexOf('▁', 1) > 0);
    expect(rows.length).toBeGreaterThan(0);
    for (const at of rows) {
      expect(units[at]).not.toBe(units[at - 1]);
      expect(units[at]).not.toBe(units[at + 1]);
    }
    expect([...units]).toEqual([...units].sort((a, b) => a - b));
  });

  it('fill the vocabulary to the size asked for, each token once, also when lines were thinned out', () => {
    expect(line.size).toBe(440);
    expect(smallRowTokenizerData('line', 200).tokens).toHaveLength(440);
    const { model } = huggingFaceTokenizer(smallRowTokenizerData('line')) as { model: { vocab: [string, number][] } };
    expect(new Set(model.vocab.map(([token]) => token)).size).toBe(440);
  });
});

describe('reading rows', () => {
  it('takes the likeliest of all ways to join units', () => {
    const texts = ['a', 'b', 'c'];
    const row = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 7 }),
        (rows, text) => {
          const trie = new RowTrie(texts);
          const names = new Set<string>();
          for (const units of rows) {
            let node = units[0]!;
            for (const unit of units.slice(1))
              node = trie.step(node, unit) < 0 ? trie.add(node, unit, 1) : trie.step(node, unit);
            names.add(trie.text(node));
          }
          const score = (name: string) =>
            name.length === 1 ? -3 : names.has(name) ? -3 - 0.7 * name.length : -Infinity;
          const rowScores = Float64Array.from({ length: trie.size - 3 }, (_, i) => score(trie.text(3 + i)));
          const paths = new RowPaths(trie, Float64Array.of(-3, -3, -3), rowScores);
          const { units, rows: used } = paths.uses(Int32Array.from([...text, BREAK]));
          const found =
            units.reduce((sum, n) => sum - 3 * n, 0) + used.reduce((sum, n, i) => sum + (n ? n * rowScores[i]! : 0), 0);
          expect(found).toBeCloseTo(best(text.map((unit) => texts[unit]!).join(''), score), 9);
        },
      ),
    );
  });
});

function best(text: string, score: (name: string) => number): number {
  if (text === '') return 0;
  return Math.max(...[...text].map((_, i) => score(text.slice(0, i + 1)) + best(text.slice(i + 1), score)));
}

describe('the lines rows are learned from', () => {
  const reader = openUnitReader(null);
  const kept = (texts: readonly string[], limit: number, reach: 'word' | 'line' = 'line') => {
    const lines = new UnitLines(reach, limit);
    for (const text of texts) {
      lines.beginLine();
      reader.visit(text, (start, end, blank) => lines.add(text, start, end, blank));
    }
    const names = lines.texts();
    return [...lines.numbers()].map((unit) => (unit === BREAK ? '|' : names[unit]!)).join(' ');
  };

  it('end rows at lines, at tabs, and at blanks where rows stay in words', () => {
    expect(kept(['a b', 'c\td'], 100)).toBe('▁a ▁b | ▁c | d |');
    expect(kept(['a1 b'], 100, 'word')).toBe('▁a 1 | ▁b |');
  });

  it('are spread over the whole text when it is too long', () => {
    const texts = Array.from({ length: 64 }, (_, i) => `${i}`);
    const numbers = kept(texts, 16)
      .split(' ')
      .filter((unit) => unit !== '|')
      .map((unit) => Number(unit.slice(1)));
    expect(numbers.length).toBeLessThanOrEqual(16);
    expect(numbers.every((n, i) => n === i * numbers[1]!)).toBe(true);
    expect(numbers.at(-1)).toBeGreaterThanOrEqual(48);
  });
});
