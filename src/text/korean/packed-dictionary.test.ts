import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlanes, fromRowDifferences, fromVarints, toPlanes, toRowDifferences, toVarints } from './column-codec.js';
import { condense } from './connections.js';
import type { KoreanDictionary } from './dictionary.js';
import { packDictionary, unpackDictionary, unpackDictionaryBeside } from './packed-dictionary.js';
import { tableOf } from './string-table.js';
import { buildTrie, WordList } from './trie.js';
import { openDetails } from './word-details.js';

describe('the column codecs', () => {
  it('give back every number', () => {
    fc.assert(
      fc.property(fc.uint16Array(), fc.uint32Array(), fc.int16Array({ maxLength: 60 }), (words, longs, cells) => {
        const planes = new Uint16Array(words.length);
        fromPlanes(toPlanes(words), planes);
        expect(planes).toEqual(words);
        const varints = new Uint32Array(longs.length);
        fromVarints(toVarints(longs), varints);
        expect(varints).toEqual(longs);
        const matrix = new Int16Array(cells.length);
        fromRowDifferences(toRowDifferences(cells, 5), 5, matrix);
        expect(matrix).toEqual(cells);
      }),
    );
  });
});

describe('the trie', () => {
  it('finds every word it was built from and no other', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 6, unit: 'binary' })), (words) => {
        const list = new WordList();
        for (const word of words) list.add(word);
        const { trie, first, order } = buildTrie(list);
        const found: string[] = [];
        const walk = (node: number, key: string) => {
          for (let at = first[node]!; at < first[node + 1]!; at++) {
            expect(words[order[at]!]).toBe(key);
            found.push(key);
          }
          for (let next = trie.child[node]!; next < trie.child[node + 1]!; next++) {
            walk(next, key + String.fromCharCode(trie.label[next]!));
          }
        };
        walk(0, '');
        expect(found.sort()).toEqual([...words].sort());
      }),
    );
  });
});

/** A dictionary of two words. */
function smallDictionary(): KoreanDictionary {
  const words = new WordList();
  words.add('전지');
  words.add('전극');
  const { trie, first } = buildTrie(words);
  return {
    lexicon: { trie, first, wordClass: Uint16Array.of(0, 0), cost: Int16Array.of(-5, 300) },
    classes: {
      leftId: Uint16Array.of(1),
      rightId: Uint16Array.of(1),
      posId: Uint16Array.of(150),
      features: tableOf(['NNG,*,F,*,*,*']),
    },
    details: {
      reading: Uint32Array.of(0, 0),
      readings: tableOf(['=']),
      expression: Uint32Array.of(0, 0),
      expressions: tableOf(['*']),
      packed: null,
    },
    matrix: condense({ leftSize: 2, rightSize: 3, cells: Int16Array.of(0, -3000, 20, 3, 0, -3000) }),
    characters: { names: ['DEFAULT'], info: new Uint32Array(65536).fill(1) },
    unknown: {
      first: Uint16Array.of(0, 1),
      leftId: Uint16Array.of(0),
      rightId: Uint16Array.of(0),
      posId: Uint16Array.of(1),
      cost: Int16Array.of(9000),
      features: ['SY,*,*,*,*,*,*,*'],
    },
    spacePenalty: new Int32Array(65536).fill(3000, 120, 121),
  };
}

const MAGIC = 'simsa-ko-dic 2\n'.length;

/** Where a column stands in a packed dictionary. */
function placeOf(packed: Buffer, column: string): { readonly at: number; readonly size: number } {
  let at = MAGIC + 4 + packed.readUInt32LE(MAGIC);
  const header = JSON.parse(packed.toString('utf8', MAGIC + 4, at)) as { columns: [string, number, number][] };
  for (const [name, , size] of header.columns) {
    if (name === column) return { at, size };
    at += size;
  }
  throw new Error(column);
}

describe('a packed dictionary', () => {
  const packed = packDictionary(smallDictionary(), 1);

  it('is unpacked as it was', () => {
    const opened = unpackDictionary(packed, 'small.pack');
    expect(packDictionary(opened, 1).equals(packed)).toBe(true);
    expect([...opened.matrix.cells]).toEqual([0, -3000, 20, 3]);
    expect([...opened.lexicon.cost]).toEqual([-5, 300]);
  });

  it('is the same when it is unpacked beside', async () => {
    expect(await unpackDictionaryBeside(packed, 'small.pack')).toEqual(unpackDictionary(packed, 'small.pack'));
    for (const length of [3, 40, packed.length >> 1, packed.length - 1])
      await expect(unpackDictionaryBeside(packed.subarray(0, length), 'cut.pack')).rejects.toThrow(/cut\.pack cannot/);
  });

  it('tells damaged readings when they are asked for', () => {
    const damaged = Buffer.from(packed);
    const { at, size } = placeOf(packed, 'expressions');
    damaged.fill(0xff, at, at + size);
    const { details } = unpackDictionary(damaged, 'damaged.pack');
    expect(() => openDetails(details)).toThrow(/damaged\.pack cannot be used/);
  });

  it('is refused when any part of it is missing', () => {
    for (let length = 0; length < packed.length; length += 7) {
      expect(() => unpackDictionary(packed.subarray(0, length), 'cut.pack')).toThrow(/cut\.pack cannot be used/);
    }
  });
});
