import { shared } from './shared-memory.js';

/**
 * A static trie over UTF-16 units in breadth-first order. The children of node `n` are
 * `[child[n], child[n + 1])`, sorted by label; six bytes a node.
 */
export interface Trie {
  readonly label: Uint16Array;
  readonly child: Uint32Array;
}

/** Words end to end in one buffer: millions of words without a string object each. */
export class WordList {
  units = new Uint16Array(1 << 12);
  /** End of each word in `units`. */
  ends = new Uint32Array(1 << 10);
  size = 0;

  add(word: string): void {
    const start = this.start(this.size);
    const end = start + word.length;
    if (end > this.units.length) this.units = grown(this.units, new Uint16Array(end * 2));
    if (this.size === this.ends.length) this.ends = grown(this.ends, new Uint32Array(this.size * 2));
    for (let i = 0; i < word.length; i++) this.units[start + i] = word.charCodeAt(i);
    this.ends[this.size++] = end;
  }

  start(word: number): number {
    return word === 0 ? 0 : this.ends[word - 1]!;
  }
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from as Uint16Array);
  return to;
}

/** A trie and, for each node, the words that end there: `[first[n], first[n + 1])` of `order`. */
export interface BuiltTrie {
  readonly trie: Trie;
  readonly first: Uint32Array;
  /** Numbers of the words, node by node; equal words keep their order. */
  readonly order: Uint32Array;
}

/** Builds the trie level by level: a radix sort whose buckets are the nodes. */
export function buildTrie(words: WordList): BuiltTrie {
  const { units, ends, size } = words;
  const sorted = Uint32Array.from({ length: size }, (_, word) => word);
  const spare = new Uint32Array(size);
  const order = new Uint32Array(size);
  const counts = new Uint32Array(65536);
  const labels: number[] = [0];
  const children: number[] = [];
  const first: number[] = [];
  let placed = 0;
  let level: Bucket[] = [{ from: 0, to: size }];
  for (let depth = 0; level.length > 0; depth++) {
    const next: Bucket[] = [];
    for (const { from, to } of level) {
      children.push(labels.length);
      first.push(placed);
      let rest = from;
      for (let at = from; at < to; at++) {
        const word = sorted[at]!;
        if (ends[word]! - words.start(word) > depth) spare[rest++] = word;
        else order[placed++] = word;
      }
      const here = unitsAt(spare.subarray(from, rest), depth);
      let write = from;
      for (const unit of here) {
        labels.push(unit);
        next.push({ from: write, to: write + counts[unit]! });
        write += counts[unit]!;
        counts[unit] = write - counts[unit]!;
      }
      for (let at = from; at < rest; at++) {
        const word = spare[at]!;
        const unit = units[words.start(word) + depth]!;
        sorted[counts[unit]!++] = word;
      }
      for (const unit of here) counts[unit] = 0;
    }
    level = next;
  }

  function unitsAt(bucket: Uint32Array, depth: number): number[] {
    const met: number[] = [];
    for (const word of bucket) {
      const unit = units[words.start(word) + depth]!;
      if (counts[unit]!++ === 0) met.push(unit);
    }
    return met.sort((a, b) => a - b);
  }

  const trie = { label: shared.uint16(labels.length), child: shared.uint32(labels.length + 1) };
  trie.label.set(labels);
  trie.child.set(children);
  trie.child[labels.length] = labels.length;
  const firstOf = shared.uint32(labels.length + 1);
  firstOf.set(first);
  firstOf[labels.length] = placed;
  return { trie, first: firstOf, order };
}

interface Bucket {
  readonly from: number;
  readonly to: number;
}

/** The root's child for each UTF-16 unit, -1 where there is none: the first step of most look-ups in one read. */
export function rootTable(trie: Trie): Int32Array {
  const table = new Int32Array(65536).fill(-1);
  for (let node = trie.child[0]!; node < trie.child[1]!; node++) table[trie.label[node]!] = node;
  return table;
}
