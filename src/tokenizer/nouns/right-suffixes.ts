import { particleOf } from './particles.js';

const UNITS = 65536;
const NONE = -1;

/** A trie of right parts in shared memory, which threads read without a copy. Number 0 is nothing at all. */
export interface SharedSuffixes {
  /** By right part: its score, the particle it is (-1: none), and the ends of words that this may stand behind. */
  readonly scores: Float64Array;
  readonly particles: Int8Array;
  readonly follows: Uint8Array;
  /** By node: the number of the right part that ends there, or 0. */
  readonly numberAt: Uint32Array;
  /** By unit: whether any right part ends with it. */
  readonly isLast: Uint8Array;
  // By slot of the table: from which node, with which unit, to which node; the last is NONE where the slot is free.
  readonly from: Int32Array;
  readonly unit: Uint16Array;
  readonly to: Int32Array;
}

/**
 * What may stand behind the noun of a word-phrase, as a trie read from the end. Its steps are an open hash table in
 * typed arrays, for each word-phrase of a text takes some.
 */
export class RightSuffixes {
  constructor(readonly shared: SharedSuffixes) {}

  /** The node of the trie one unit further to the left, or -1. The root is 0. */
  step(node: number, unit: number): number {
    const { isLast, to } = this.shared;
    if (node === 0 && isLast[unit] === 0) return NONE;
    return to[slotOf(this.shared, node, unit)]!;
  }

  /** The number of the right part that begins at this node, or 0. */
  numberAt(node: number): number {
    return this.shared.numberAt[node]!;
  }
}

/** Where a step stands in the table, or where it would. */
function slotOf({ from, unit: units, to }: SharedSuffixes, node: number, unit: number): number {
  const mask = to.length - 1;
  const hash = Math.imul(node * 31 + unit, 0x9e3779b1);
  for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    if (to[slot]! < 0 || (from[slot] === node && units[slot] === unit)) return slot;
  }
}

/** The trie of right parts with their scores. */
export function sharedSuffixes(rightParts: ReadonlyMap<string, number>): SharedSuffixes {
  const texts = ['', ...rightParts.keys()];
  const most = texts.reduce((sum, text) => sum + text.length, 1);
  const slots = 2 << (32 - Math.clz32(most));
  const trie = {
    scores: new Float64Array(new SharedArrayBuffer(texts.length * 8)),
    particles: new Int8Array(new SharedArrayBuffer(texts.length)),
    follows: new Uint8Array(new SharedArrayBuffer(texts.length)),
    numberAt: new Uint32Array(new SharedArrayBuffer(most * 4)),
    isLast: new Uint8Array(new SharedArrayBuffer(UNITS)),
    from: new Int32Array(new SharedArrayBuffer(slots * 4)),
    unit: new Uint16Array(new SharedArrayBuffer(slots * 2)),
    to: new Int32Array(new SharedArrayBuffer(slots * 4)).fill(NONE),
  };
  let nodes = 1;
  for (const [number, text] of texts.entries()) {
    const particle = particleOf(text);
    trie.scores[number] = rightParts.get(text) ?? 0;
    trie.particles[number] = particle?.kind ?? -1;
    trie.follows[number] = particle?.follows ?? 0;
    if (number > 0) nodes = insert(trie, { text, number, nodes });
  }
  return trie;
}

/** Puts a right part into the trie of so many nodes; gives how many it has then. */
function insert(
  trie: SharedSuffixes,
  { text, number, nodes }: { readonly text: string; readonly number: number; readonly nodes: number },
): number {
  let [node, next] = [0, nodes];
  trie.isLast[text.charCodeAt(text.length - 1)] = 1;
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at);
    const slot = slotOf(trie, node, unit);
    if (trie.to[slot]! < 0) {
      trie.from[slot] = node;
      trie.unit[slot] = unit;
      trie.to[slot] = next++;
    }
    node = trie.to[slot]!;
  }
  trie.numberAt[node] = number;
  return next;
}
