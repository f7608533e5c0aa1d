import { describe, expect, it } from 'vitest';
import type { CountedUnits } from '../counts/unit-counter.js';
import { alphabetOf } from './alphabet.js';
import { trainBpe, trainWordPiece } from './merges.js';
import { trainSubwords } from './train.js';
import { trainUnigram } from './unigram.js';

function counted(counts: Readonly<Record<string, number>>): CountedUnits {
  return { units: Object.keys(counts), counts: Float64Array.from(Object.values(counts)) };
}

describe('unigram training', () => {
  it('keeps a common morpheme whole and spells a rare one in parts', () => {
    const units = counted({ 전극: 900, 전지: 800, 활물질: 500, 전: 20, 극: 20, 지: 20, 활극전: 2 });
    const alphabet = alphabetOf(units, 1);
    const pieces = trainUnigram(units, alphabet, { size: alphabet.characters.length + 3 }).map(({ text }) => text);
    expect(pieces).toEqual(expect.arrayContaining(['전극', '전지', '활물질']));
    expect(pieces).not.toContain('활극전');
  });

  it('makes probabilities that sum to at most one', () => {
    const units = counted({ abab: 10, ab: 5, ba: 3, '🙂a': 4 });
    const pieces = trainUnigram(units, alphabetOf(units, 1), { size: 6 });
    const sum = pieces.reduce((total, { score }) => total + Math.exp(score), 0);
    expect(sum).toBeLessThanOrEqual(1.0001);
    expect(pieces.every(({ text }) => !/\p{Surrogate}/u.test(text))).toBe(true);
  });
});

describe('byte-pair encoding', () => {
  it('merges the commonest pair first', () => {
    const units = counted({ low: 5, lowest: 2, newer: 6, wider: 3 });
    const { symbols, merges } = trainBpe(units, alphabetOf(units, 1), { size: 15 });
    const spelled = merges.map(({ left, right }) => `${symbols[left]}+${symbols[right]}`);
    // er stands 9 times, lo and ow 7 times each.
    expect(spelled[0]).toBe('e+r');
    expect(symbols).toContain('low');
  });

  it('counts overlapping pairs once', () => {
    const units = counted({ aaaa: 3 });
    const { symbols, merges } = trainBpe(units, alphabetOf(units, 1), { size: 4 });
    expect(merges[0]).toEqual({
      left: symbols.indexOf('a'),
      right: symbols.indexOf('a'),
      joined: symbols.indexOf('aa'),
    });
    expect(symbols).toContain('aaaa');
  });
});

describe('WordPiece training', () => {
  it('marks pieces within a unit', () => {
    const units = counted({ 세제액: 9, 세제: 9, 액: 3 });
    const { symbols } = trainWordPiece(units, alphabetOf(units, 1), { size: 12 });
    expect(symbols).toEqual(expect.arrayContaining(['세제', '##액']));
  });
});

describe('a vocabulary', () => {
  it('begins with the special tokens and the bytes', () => {
    const { tokens } = trainSubwords(counted({ '▁가나': 5, 다: 3 }), { algorithm: 'unigram', vocabulary: 300 });
    expect(tokens.slice(0, 7)).toEqual(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '<0x00>', '<0x01>']);
    expect(tokens[260]).toBe('<0xFF>');
    expect(tokens).toContain('▁');
  });

  it('too small for the text is refused with what it takes', () => {
    expect(() => trainSubwords(counted({ 가: 1 }), { algorithm: 'bpe', vocabulary: 262 })).toThrow(
      expect.objectContaining({ code: 'tokenizer.too-small', details: { size: 262, least: 263 } }),
    );
  });

  it('cannot be learned from nothing', () => {
    expect(() => trainSubwords(counted({}), { algorithm: 'bpe', vocabulary: 300 })).toThrow(
      expect.objectContaining({ code: 'tokenizer.no-text' }),
    );
  });
});
