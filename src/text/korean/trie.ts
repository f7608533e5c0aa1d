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

  text(word: number): string {
    return String.fromCharCode(...this.units.subarray(this.start(word), this.ends[word]!));
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

/** Builds the trie level by level: a radix sort whose buckets are the nodes. Takes some 30 bytes a node while it works. */
export function buildTrie(words: WordList): BuiltTrie {
  const { units, ends, size } = words;
  const sorted = Uint32Array.from({ length: size }, (_, word) => word);
  const spare = new Uint32Array(size);
  const order = new Uint32Array(size);
  const counts = new Uint32Array(65536);
  const label = new Numbers<Uint16Array>(new Uint16Array(1 << 10));
  const child = new Numbers<Uint32Array>(new Uint32Array(1 << 10));
  const first = new Numbers<Uint32Array>(new Uint32Array(1 << 10));
  const met: number[] = [];
  let placed = 0;
  // Bounds of the buckets of a level, two numbers each.
  let level = new Numbers(new Uint32Array(2));
  label.push(0);
  level.push(0);
  level.push(size);
  for (let depth = 0; level.size > 0; depth++) {
    const next = new Numbers(new Uint32Array(1 << 10));
    for (let bucket = 0; bucket < level.size; bucket += 2) {
      const from = level.array[bucket]!;
      const to = level.array[bucket + 1]!;
      child.push(label.size);
      first.push(placed);
      met.length = 0;
      let rest = from;
      for (let at = from; at < to; at++) {
        const word = sorted[at]!;
        const place = words.start(word) + depth;
        if (place === ends[word]!) order[placed++] = word;
        else {
          spare[rest++] = word;
          if (counts[units[place]!]!++ === 0) met.push(units[place]!);
        }
      }
      if (met.length > 1) met.sort((a, b) => a - b);
      let write = from;
      for (const unit of met) {
        label.push(unit);
        next.push(write);
        write += counts[unit]!;
        next.push(write);
        counts[unit] = write - counts[unit]!;
      }
      for (let at = from; at < rest; at++) {
        const word = spare[at]!;
        sorted[counts[units[words.start(word) + depth]!]!++] = word;
      }
      for (const unit of met) counts[unit] = 0;
    }
    level = next;
  }
  child.push(label.size);
  first.push(placed);
  return {
    trie: { label: label.copyTo(shared.uint16(label.size)), child: child.copyTo(shared.uint32(child.size)) },
    first: first.copyTo(shared.uint32(first.size)),
    order,
  };
}

/** A growing list of numbers. */
class Numbers<T extends Uint16Array | Uint32Array> {
  size = 0;

  constructor(public array: T) {}

  push(value: number): void {
    if (this.size === this.array.length) {
      const Type = this.array.constructor as new (length: number) => T;
      this.array = grown(this.array, new Type(this.size * 2));
    }
    this.array[this.size++] = value;
  }

  copyTo(to: T): T {
    to.set(this.array.subarray(0, this.size));
    return to;
  }
}

/** The child of `node` with a label, or -1. */
export function childOf({ label, child }: Trie, node: number, unit: number): number {
  let low = child[node]!;
  let high = child[node + 1]!;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (label[middle]! < unit) low = middle + 1;
    else high = middle;
  }
  return low < end && label[low] === unit ? low : -1;
}

/** The node of a word spelled `units[start, end)`, -1 where there is none. */
export function nodeOf(trie: Trie, units: Uint16Array, start: number, end: number): number {
  let node = 0;
  for (let at = start; at < end && node >= 0; at++) node = childOf(trie, node, units[at]!);
  return node;
}

/** The root's child for each UTF-16 unit, -1 where there is none: the first step of most look-ups in one read. */
export function rootTable(trie: Trie): Int32Array {
  const table = new Int32Array(65536).fill(-1);
  for (let node = trie.child[0]!; node < trie.child[1]!; node++) table[trie.label[node]!] = node;
  return table;
}
