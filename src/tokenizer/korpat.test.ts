import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tokenizer } from './korpat.js';

const VOCABULARY = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  '본',
  '발명',
  '은',
  '세제',
  '##액',
  '의',
  '방법',
  '.',
  'lcd',
  'LCD',
];

function vocabulary(lines: readonly string[], end = '\n'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'simsa-korpat-')), 'korpat_vocab.txt');
  writeFileSync(path, lines.join(end) + end);
  return path;
}

describe("KorPatBERT's tokenizer", () => {
  it('cuts morphemes and spells them by the longest piece', () => {
    const tokenizer = new Tokenizer(vocabulary(VOCABULARY));
    expect(tokenizer.tokenize('본 발명은 방법.')).toEqual(['[CLS]', '본', '발명', '은', '방법', '.', '[SEP]']);
  });

  it('gives ids and segments, filled to the length', () => {
    const [ids, segments] = new Tokenizer(vocabulary(VOCABULARY)).encode('본 발명', 6);
    expect(ids).toEqual([2, 5, 6, 3, 0, 0]);
    expect(segments).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('writes one unknown token for a morpheme it cannot spell', () => {
    expect(new Tokenizer(vocabulary(VOCABULARY)).tokenize('반도체 방법')).toEqual(['[CLS]', '[UNK]', '방법', '[SEP]']);
  });

  it('reads in lower case when not cased', () => {
    expect(new Tokenizer(vocabulary(VOCABULARY), false).tokenize('LCD')).toEqual(['[CLS]', 'lcd', '[SEP]']);
    expect(new Tokenizer(vocabulary(VOCABULARY), true).tokenize('LCD')).toEqual(['[CLS]', 'LCD', '[SEP]']);
  });

  it('reads a vocabulary with the line ends of Windows', () => {
    expect(new Tokenizer(vocabulary(VOCABULARY, '\r\n')).encode('본')[0]).toEqual([2, 5, 3]);
  });

  it('decodes to words', () => {
    expect(new Tokenizer(vocabulary(VOCABULARY)).decode([2, 5, 8, 9, 11, 3, 0])).toBe('본 세제액 방법');
  });

  it('refuses a vocabulary without [UNK] or with a token twice', () => {
    const bad = expect.objectContaining({ code: 'tokenizer.bad-vocabulary' });
    expect(() => new Tokenizer(vocabulary(['[PAD]', '가']))).toThrow(bad);
    expect(() => new Tokenizer(vocabulary(['[UNK]', '가', '가']))).toThrow(bad);
  });
});
