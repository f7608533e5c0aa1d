import type { CharacterTable } from './dictionary.js';
import { shared } from './shared-memory.js';
import type { Trie } from './trie.js';

/** Words as far as this matters: their trie, and whether a word ends at one of its nodes. */
export interface WordTrie {
  readonly trie: Trie;
  isWord(node: number): boolean;
}

const CATEGORIES = 0x3ffff;
const SPACE = 0x20;
/** Bits of the table of pairs: two pairs that meet in one bit cost a boundary, never a wrong one. */
const PAIR_BITS = 21;
/** Changes the bit of a pair into that of the same pair with a space between. */
const BEYOND_SPACE = 0x15555;

/** What {@link Joints} looks at, in shared memory. */
export interface JointTables {
  /** Of each UTF-16 unit. */
  readonly family: Uint8Array;
  /** By bit of a pair of units: whether a word runs across it. */
  readonly mixed: Uint32Array;
}

export function jointTables(characters: CharacterTable, words: readonly WordTrie[]): JointTables {
  const tables = { family: families(characters), mixed: shared.uint32(1 << (PAIR_BITS - 5)) };
  for (const each of words) markMixed(each, tables);
  return tables;
}

function markMixed(words: WordTrie, tables: JointTables): void {
  const { label, child } = words.trie;
  const { family } = tables;
  for (let node = 1; node < label.length; node++) {
    const own = family[label[node]!];
    for (let next = child[node]!, end = child[node + 1]!; next < end; next++) {
      if (family[label[next]!] !== own) markPair(words, tables, node, next);
    }
  }
}

/** Marks a pair of units of different families within words. */
function markPair(
  { trie: { label, child }, isWord }: WordTrie,
  { mixed }: JointTables,
  node: number,
  next: number,
): void {
  const before = label[node]!;
  const after = label[next]!;
  if (after !== SPACE || isWord(next)) mark(mixed, pairBit(before, after));
  else
    for (let last = child[next]!; last < child[next + 1]!; last++)
      mark(mixed, pairBit(before, label[last]!) ^ BEYOND_SPACE);
}

function mark(mixed: Uint32Array, bit: number): void {
  mixed[bit >>> 5]! |= 1 << (bit & 31);
}

/**
 * Where no word can run from one character to the next, so that the text falls apart there for every
 * reading: at spaces, between Hangul and brackets, between figures and most letters.
 *
 * Unknown words stay within characters whose categories are related. Words of the dictionary may mix
 * them (`3차원`): the pairs of units at which they do are remembered. The few that hold a space (`영치기 영차`) would
 * spoil all places with their syllable before a space: there the unit behind the space counts too.
 */
export class Joints {
  readonly #family: Uint8Array;
  readonly #mixed: Uint32Array;

  constructor({ family, mixed }: JointTables) {
    this.#family = family;
    this.#mixed = mixed;
  }

  /** Whether every reading has a boundary before `units[place]`; `length` units are the text. */
  isBefore(place: number, units: Uint16Array, length: number): boolean {
    const before = units[place - 1]!;
    const after = units[place]!;
    if (this.#family[before] === this.#family[after] || this.#has(pairBit(before, after))) return false;
    return after !== SPACE || place + 1 >= length || !this.#has(pairBit(before, units[place + 1]!) ^ BEYOND_SPACE);
  }

  #has(bit: number): boolean {
    return ((this.#mixed[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
  }
}

function pairBit(before: number, after: number): number {
  return Math.imul((before << 16) | after, 0x9e3779b1) >>> (32 - PAIR_BITS);
}

/** Categories that any character has together are one family. */
function families({ info, names }: CharacterTable): Uint8Array {
  const parent = Uint8Array.from({ length: names.length + 1 }, (_, category) => category);
  const root = (category: number): number => (parent[category] === category ? category : root(parent[category]!));
  const none = names.length;
  const firstOf = (kinds: number) => (kinds === 0 ? none : 31 - Math.clz32(kinds & -kinds));
  const kindsOf = (unit: number) => {
    const own = info[unit]! & CATEGORIES;
    // Half of a character beyond the basic plane, which counts as code 0.
    return unit >= 0xd800 && unit <= 0xdfff ? own | (info[0]! & CATEGORIES) : own;
  };
  for (let unit = 0; unit < info.length; unit++) {
    const kinds = kindsOf(unit);
    for (let rest = kinds & (kinds - 1); rest !== 0; rest &= rest - 1)
      parent[root(firstOf(rest))] = root(firstOf(kinds));
  }
  const family = shared.uint8(info.length);
  for (let unit = 0; unit < family.length; unit++) family[unit] = root(firstOf(kindsOf(unit)));
  return family;
}
