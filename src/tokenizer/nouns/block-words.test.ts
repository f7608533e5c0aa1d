import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlockNotes } from './block-notes.js';
import { BlockCounter, type BlockWords } from './block-words.js';
import { Excerpts } from './excerpts.js';
import { type PackedWords, textOf } from './packed-words.js';

const textsOf = ({ units, ends }: PackedWords) =>
  Array.from(ends, (end, word) => textOf(units, word === 0 ? 0 : ends[word - 1]!, end));
const bytesOf = (text: string) => new TextEncoder().encode(text);
const piece = fc.constantFrom('전극', '이', '\u1112\u1161\u11ab', 'A\u0301', 'Å', '\n', '\n\n', ' ', '(A\u030a)', 'が');
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

/** The words of each document, once each. */
function documentsOf(words: BlockWords): string[][] {
  const texts = textsOf(words);
  const starts = [0, ...words.documentEnds];
  return [...words.documentEnds].map((end, i) => [...words.met.subarray(starts[i], end)].map((word) => texts[word]!));
}

describe('BlockCounter', () => {
  it('counts the words of a block and notes where each stands first', () => {
    const bytes = bytesOf('전극을 기판에 전극을 두고\n\n기판에\n');
    const { words, counts, documents, wasComposed } = new BlockCounter().count(bytes);
    expect(textsOf(words)).toEqual(['전극을', '기판에', '두고']);
    expect([...counts]).toEqual([2, 2, 1]);
    expect(documentsOf(words)).toEqual([['전극을', '기판에', '두고'], ['기판에']]);
    const places = [...words.starts].map((start, word) =>
      Buffer.from(bytes).toString('utf8', start, words.stops[word]),
    );
    expect(places).toEqual(['전극을', '기판에', '두고']);
    expect([documents, wasComposed]).toEqual([2, true]);
  });

  it('counts text with characters apart as the same text composed, block after block', () => {
    const counter = new BlockCounter();
    const seen = (given: string) => {
      const { words, counts, documents } = counter.count(bytesOf(given));
      return [textsOf(words), [...counts], [...words.starts], documentsOf(words), documents];
    };
    fc.assert(
      fc.property(text, (given) => {
        expect(seen(given)).toEqual(seen(given.normalize('NFC')));
      }),
    );
  });
});

describe('BlockNotes', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'simsa-notes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reads back the words of any block, and none of a block that was not kept', () => {
    const notes = new BlockNotes(join(folder, 'notes'));
    const blocks = ['전극을 기판에\n\n기판에', '', '이차전지의 분리막은 두고'].map(
      (each) => new BlockCounter().count(bytesOf(each)).words,
    );
    for (const [block, words] of blocks.entries()) notes.keep(block + 5, words, block === 0);
    for (const block of [2, 0, 1])
      expect(notes.read(block + 5)).toEqual({ words: blocks[block], isComposed: block === 0 });
    expect(notes.read(0)).toBeNull();
    notes.close();
    notes.close();
  });

  it('names a file that cannot be written', () => {
    expect(() => new BlockNotes(join(folder, 'no', 'notes'))).toThrow(
      expect.objectContaining({ code: 'tokenizer.cannot-write' }),
    );
  });
});

describe('Excerpts', () => {
  it('takes whole words around a place, from its line, with single spaces', () => {
    const excerpts = new Excerpts();
    const line = '이 발명의 도면에서  보는\t바와 같이 전극을 기판 위에 두고 그 위에 절연층을 다시 덮고 마친다';
    const bytes = bytesOf(`앞줄\n${line}\n뒷줄`);
    const start = bytesOf(`앞줄\n${line.slice(0, line.indexOf('전극'))}`).length;
    excerpts.add(bytes, start, start + 9);
    excerpts.addNone();
    excerpts.add(bytesOf('기판'), 0, 6);
    expect(excerpts.take()).toBe(
      '이 발명의 도면에서 보는 바와 같이 전극을 기판 위에 두고 그 위에 절연층을 다시\n\n기판',
    );
    expect(excerpts.take()).toBe('');
  });

  it('cuts what the text holds, whatever its characters', () => {
    const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => !/\s/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const excerpts = new Excerpts();
        for (const each of words) excerpts.add(bytesOf(each), 0, bytesOf(each).length);
        expect(excerpts.take()).toBe(words.join('\n'));
      }),
    );
  });
});
