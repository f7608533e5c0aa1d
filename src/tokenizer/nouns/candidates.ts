import type { RightSuffixes } from './right-suffixes.js';

/** Shortest and longest noun, in UTF-16 units. */
const SHORTEST_NOUN = 2;
const LONGEST_NOUN = 20;
const LONGEST_RIGHT = 8;

/** Sorted words: their UTF-16 units one after the other, where each ends, and how often each was met. */
export interface SortedWords {
  readonly units: Uint16Array;
  readonly ends: Uint32Array;
  readonly counts: Float64Array;
}

/** Words with the same first character: from one number up to another. */
export interface Group {
  readonly from: number;
  readonly to: number;
}

/** A left part that may be a noun. */
export interface Candidate {
  readonly length: number;
  /** Words that begin with it, whatever follows. */
  readonly from: number;
  readonly to: number;
  /** The words it heads: from one place of `heads` up to another. */
  readonly heads: Heads;
  readonly begin: number;
  readonly end: number;
}

/** Words headed by left parts, and the number of the right part behind each (0: nothing). */
export interface Heads {
  readonly words: Int32Array;
  readonly rights: Int32Array;
}

/** The groups of sorted words, in order. */
export function* groupsOf({ units, ends }: SortedWords): Generator<Group> {
  const initial = (word: number) => units[word === 0 ? 0 : ends[word - 1]!];
  for (let from = 0, to: number; from < ends.length; from = to) {
    for (to = from + 1; to < ends.length && initial(to) === initial(from); ) to++;
    yield { from, to };
  }
}

/** Finds the left parts of sorted words that head at least `minFrequency` word-phrases. */
export class CandidateFinder {
  readonly #lengths: readonly LeftParts[];

  constructor(
    readonly words: SortedWords,
    readonly suffixes: RightSuffixes,
    readonly minFrequency: number,
  ) {
    this.#lengths = Array.from({ length: LONGEST_NOUN + 1 }, (_, length) => new LeftParts(words.counts, length));
  }

  /**
   * Those of one group, longest first, else in order; valid until the next call. The words stand in order, so those
   * with the same left part are neighbours: one walk finds them all.
   */
  find({ from, to }: Group): Candidate[] {
    const lengths = this.#lengths;
    const { ends } = this.words;
    for (const parts of lengths) parts.clear();
    let lengthBefore = 0;
    for (let word = from; word < to; word++) {
      const alike = word === from ? 0 : sharedUnits(this.words, word);
      this.#close(alike, lengthBefore, word);
      lengthBefore = ends[word]! - (word === 0 ? 0 : ends[word - 1]!);
      for (let length = Math.min(lengthBefore, LONGEST_NOUN); length > alike; length--) lengths[length]!.from = word;
      this.#addLeftParts(word, lengthBefore);
    }
    this.#close(0, lengthBefore, to);
    return [...lengths].reverse().flatMap(({ found }) => found);
  }

  /** Closes the left parts longer than what the word `to` has in common with the one before it. */
  #close(alike: number, lengthBefore: number, to: number): void {
    for (let length = Math.min(lengthBefore, LONGEST_NOUN); length > alike; length--)
      this.#lengths[length]!.close(to, this.minFrequency);
  }

  #addLeftParts(word: number, wordLength: number): void {
    const { units, ends } = this.words;
    const start = ends[word]! - wordLength;
    if (wordLength >= SHORTEST_NOUN && wordLength <= LONGEST_NOUN) this.#lengths[wordLength]!.add(word, 0);
    const shortest = Math.max(SHORTEST_NOUN, wordLength - LONGEST_RIGHT);
    let node = 0;
    for (let length = wordLength - 1; length >= shortest; length--) {
      node = this.suffixes.step(node, units[start + length]!);
      if (node < 0) return;
      const right = this.suffixes.numberAt(node);
      if (right > 0 && length <= LONGEST_NOUN) this.#lengths[length]!.add(word, right);
    }
  }
}

/** How many units a word shares with the one before it. */
function sharedUnits({ units, ends }: SortedWords, word: number): number {
  const [start, end] = [ends[word - 1]!, ends[word]!];
  const startBefore = word === 1 ? 0 : ends[word - 2]!;
  const longest = Math.min(end - start, start - startBefore);
  let length = 0;
  while (length < longest && units[start + length] === units[startBefore + length]) length++;
  return length;
}

/** Left parts of one length: gathers the words of the one that the walk is in. */
class LeftParts implements Heads {
  words = new Int32Array(64);
  rights = new Int32Array(64);
  found: Candidate[] = [];
  /** First word that begins with the left part. */
  from = 0;
  #begin = 0;
  #end = 0;
  #frequency = 0;

  constructor(
    readonly counts: Float64Array,
    readonly length: number,
  ) {}

  clear(): void {
    this.found = [];
    this.#begin = this.#end = this.#frequency = 0;
  }

  add(word: number, right: number): void {
    if (this.#end === this.words.length) {
      this.words = doubled(this.words);
      this.rights = doubled(this.rights);
    }
    this.words[this.#end] = word;
    this.rights[this.#end++] = right;
    this.#frequency += this.counts[word]!;
  }

  /** The walk leaves the left part; the word `to` begins otherwise. */
  close(to: number, minFrequency: number): void {
    const [begin, end] = [this.#begin, this.#end];
    if (end > begin && this.#frequency >= minFrequency) {
      this.found.push({ length: this.length, from: this.from, to, heads: this, begin, end });
      this.#begin = end;
    } else this.#end = begin;
    this.#frequency = 0;
  }
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
