import { type PackedWords, packWords, textOf } from './packed-words.js';
import { sortedWords } from './sort-words.js';

/** Counted words as plain arrays. */
export interface PackedCounts extends PackedWords {
  readonly counts: Float64Array<ArrayBuffer>;
}

/** A table of words in shared memory, which threads read without a copy. */
export interface SharedWords {
  readonly size: number;
  readonly units: Uint16Array;
  readonly ends: Uint32Array;
  readonly slots: Int32Array;
}

const NONE = -1;

/**
 * Words and how often each was met: an open hash table over UTF-16 units in typed arrays. A string is made of a
 * word only when somebody asks for it, so counting makes no garbage; about 50 bytes a word.
 */
export class WordCounts {
  size = 0;
  counts = new Float64Array(1 << 12);
  units = new Uint16Array(1 << 15);
  ends = new Uint32Array(1 << 12);
  /** By slot: the word, and the hash of its units, so that most words need not be looked at. */
  #slots = new Int32Array(1 << 14).fill(NONE);
  /** The units of a word given as a string. */
  #spelled = new Uint16Array(64);

  /** A table of words shared by another thread, to be read only. */
  static of({ size, units, ends, slots }: SharedWords): WordCounts {
    const table = new WordCounts();
    table.size = size;
    table.units = units as Uint16Array<ArrayBuffer>;
    table.ends = ends as Uint32Array<ArrayBuffer>;
    table.#slots = slots as Int32Array<ArrayBuffer>;
    return table;
  }

  /** Adds to the count of a word and gives its number: 0 for the first word met, 1 for the second. */
  add(units: Uint16Array, length: number, count = 1, from = 0): number {
    const hash = hashOf(units, from, length);
    const slot = this.#slotOf(units, from, length, hash);
    const word = this.#slots[slot]!;
    if (word < 0) {
      this.#slots[slot] = this.size;
      this.#slots[slot + 1] = hash;
      return this.#append(units, from, length, count);
    }
    this.counts[word]! += count;
    return word;
  }

  /** The number of the word `units[from, from + length)`, or -1. */
  find(units: Uint16Array, from: number, length: number): number {
    return this.#slots[this.#slotOf(units, from, length, hashOf(units, from, length))]!;
  }

  /** Numbers of the words that begin at a place, -1 for none, by their length: `into[1]` for one unit, and so on. */
  findAll(units: Uint16Array, from: number, longest: number, into: Int32Array): void {
    let hash = SEED;
    for (let length = 1; length <= longest; length++) {
      hash = hashStep(hash, units[from + length - 1]!);
      into[length] = this.#slots[this.#slotOf(units, from, length, hashEnd(hash))]!;
    }
  }

  /** Adds to the count of a word given as a string. */
  addText(word: string, count = 1): number {
    if (word.length > this.#spelled.length) this.#spelled = new Uint16Array(word.length);
    return this.add(this.#spelled, writeUnits(word, this.#spelled), count);
  }

  text(word: number): string {
    return textOf(this.units, this.#start(word), this.ends[word]!);
  }

  /** Numbers of the words in the order of their UTF-16 units, which is that of JavaScript's `<`. */
  sorted(): Uint32Array {
    return sortedWords(this.units, this.ends, this.size);
  }

  /** Words as plain arrays, to be sent to another thread; all of them in the order met, or those named. */
  packed(words?: Uint32Array): PackedCounts {
    if (words === undefined) {
      const end = this.size === 0 ? 0 : this.ends[this.size - 1]!;
      const [units, ends] = [this.units.slice(0, end), this.ends.slice(0, this.size)];
      return { units, ends, counts: this.counts.slice(0, this.size) };
    }
    const counts = new Float64Array(words.length);
    for (let i = 0; i < words.length; i++) counts[i] = this.counts[words[i]!]!;
    return { ...packWords(this, words), counts };
  }

  /** The words, without their counts, for threads to look up. */
  shared(): SharedWords {
    const end = this.size === 0 ? 0 : this.ends[this.size - 1]!;
    const units = new Uint16Array(new SharedArrayBuffer(end * 2));
    const ends = new Uint32Array(new SharedArrayBuffer(this.size * 4));
    const slots = new Int32Array(new SharedArrayBuffer(this.#slots.length * 4));
    units.set(this.units.subarray(0, end));
    ends.set(this.ends.subarray(0, this.size));
    slots.set(this.#slots);
    return { size: this.size, units, ends, slots };
  }

  /** Forgets all words and keeps the memory. */
  clear(): void {
    this.size = 0;
    this.#slots.fill(NONE);
  }

  /** Where a word stands in the table, or where it would. */
  #slotOf(units: Uint16Array, from: number, length: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const word = slots[slot]!;
      if (word < 0 || (slots[slot + 1] === hash && this.#equals(word, units, from, length))) return slot;
    }
  }

  #start(word: number): number {
    return word === 0 ? 0 : this.ends[word - 1]!;
  }

  #equals(word: number, units: Uint16Array, from: number, length: number): boolean {
    const start = this.#start(word);
    if (this.ends[word]! - start !== length) return false;
    const own = this.units;
    for (let i = 0; i < length; i++) if (own[start + i] !== units[from + i]) return false;
    return true;
  }

  #append(units: Uint16Array, from: number, length: number, count: number): number {
    const word = this.size++;
    const start = this.#start(word);
    if (start + length > this.units.length) this.units = grown(this.units, new Uint16Array(this.units.length * 2));
    if (word === this.ends.length) {
      this.ends = grown(this.ends, new Uint32Array(word * 2));
      this.counts = grown(this.counts, new Float64Array(word * 2));
    }
    for (let i = 0; i < length; i++) this.units[start + i] = units[from + i]!;
    this.ends[word] = start + length;
    this.counts[word] = count;
    if (this.size * 4 > this.#slots.length) this.#rehash();
    return word;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2).fill(NONE);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from]! < 0) continue;
      let slot = (old[from + 1]! << 1) & mask;
      while (slots[slot]! >= 0) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = old[from + 1]!;
    }
    this.#slots = slots;
  }
}

const SEED = 0x811c9dc5 | 0;

function hashOf(units: Uint16Array, from: number, length: number): number {
  let hash = SEED;
  for (let i = from; i < from + length; i++) hash = hashStep(hash, units[i]!);
  return hashEnd(hash);
}

const hashStep = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193);

function hashEnd(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function grown<T extends Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Writes the units of a text at the beginning of an array; gives how many. */
export function writeUnits(text: string, into: Uint16Array): number {
  for (let i = 0; i < text.length; i++) into[i] = text.charCodeAt(i);
  return text.length;
}
