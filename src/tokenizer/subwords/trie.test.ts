import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrie, ROOT, type Trie } from './trie.js';

function find({ codes, base, check, value }: Trie, text: string): number {
  let node = ROOT;
  for (let i = 0; i < text.length; i++) {
    const code = codes[text.charCodeAt(i)]!;
    const child = base[node]! + code;
    if (code === 0 || check[child] !== node) return -1;
    node = child;
  }
  return value[node]!;
}

describe('a trie', () => {
  it('finds its strings and no others', () => {
    const word = fc.string({
      unit: fc.constantFrom('가', '나', 'a', 'b', '\ud83d', '\ude00'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.uniqueArray(word), fc.array(word), (strings, others) => {
        const trie = buildTrie(
          strings,
          strings.map((_, i) => i),
        );
        for (const text of [...strings, ...others]) expect(find(trie, text)).toBe(strings.indexOf(text));
      }),
    );
  });

  it('takes room in keeping with its strings', () => {
    const strings = Array.from({ length: 20_000 }, (_, i) =>
      String.fromCharCode(0xac00 + (i % 2000), 0xac00 + ((i * 7919) % 11_000)),
    );
    const distinct = [...new Set(strings)];
    const { base } = buildTrie(
      distinct,
      distinct.map((_, i) => i),
    );
    expect(base.length).toBeLessThan(distinct.length * 8);
  });
});
