import { MARK_UNIT } from './units.js';

/** Entries for {@link UnitTable.find} that are not there. */
export const ABSENT = -1;

/**
 * A set of units in typed arrays, numbered in the order they came. It is asked with a place in a text, so that
 * no string is made for a unit that is known. The mark of a blank is the first unit of an entry.
 */
export class UnitTable {
  /** Entry + 1 at the place of its hash, 0 where nothing is. */
  #slots: Int32Array;
  #hashes: Int32Array;
  #ends: Uint32Array;
  #characters: Uint16Array;
  #size = 0;
  /** Hash of the last question, so that `add` need not ask again. */
  #asked = 0;

  constructor(expected = 1024) {
    this.#slots = new Int32Array(powerOfTwo(expected * 2));
    this.#hashes = new Int32Array(expected);
    this.#ends = new Uint32Array(expected);
    this.#characters = new Uint16Array(expected * 8);
  }

  get size(): number {
    return this.#size;
  }

  /** UTF-16 units held by all entries together. */
  get characters(): number {
    return this.#size === 0 ? 0 : this.#ends[this.#size - 1]!;
  }

  /** The entry of the unit at this place of the text, or {@link ABSENT}. */
  find(text: string, start: number, end: number, blank: boolean): number {
    let hash = blank ? 0x5bd1e995 : 0x1b873593;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
    this.#asked = hash;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]! - 1;
      if (entry < 0) return ABSENT;
      if (this.#hashes[entry] === hash && this.#is(entry, text, start, end, blank)) return entry;
    }
  }

  /** Adds the unit that `find` has just been asked for and not found. */
  add(text: string, start: number, end: number, blank: boolean): number {
    const entry = this.#size;
    this.#makeRoom(end - start + 1);
    let at = this.characters;
    if (blank) this.#characters[at++] = MARK_UNIT;
    for (let i = start; i < end; i++) this.#characters[at++] = text.charCodeAt(i);
    this.#ends[entry] = at;
    this.#hashes[entry] = this.#asked;
    this.#size++;
    this.#seat(entry);
    return entry;
  }

  text(entry: number): string {
    return String.fromCharCode(...this.#characters.subarray(this.#startOf(entry), this.#ends[entry]!));
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #startOf(entry: number): number {
    return entry === 0 ? 0 : this.#ends[entry - 1]!;
  }

  /** Five arguments, because an object for each question would be most of its cost. */
  #is(entry: number, text: string, start: number, end: number, blank: boolean): boolean {
    let at = this.#startOf(entry);
    if (this.#ends[entry]! - at !== end - start + (blank ? 1 : 0)) return false;
    const characters = this.#characters;
    if (blank && characters[at++] !== MARK_UNIT) return false;
    for (let i = start; i < end; i++) if (characters[at++] !== text.charCodeAt(i)) return false;
    return true;
  }

  #seat(entry: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = this.#hashes[entry]! & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry + 1;
  }

  #makeRoom(length: number): void {
    if (this.#size === this.#ends.length) {
      this.#hashes = grown(this.#hashes, new Int32Array(this.#size * 2));
      this.#ends = grown(this.#ends, new Uint32Array(this.#size * 2));
    }
    if (this.characters + length > this.#characters.length)
      this.#characters = grown(this.#characters, new Uint16Array(this.#characters.length * 2 + length));
    if (this.#size * 2 < this.#slots.length) return;
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let entry = 0; entry < this.#size; entry++) this.#seat(entry);
  }
}

function grown<T extends Int32Array | Uint32Array | Uint16Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, atLeast)));
}
