import { powerFrom } from './neighbours.js';

/** Bits of a map for each item: of items that meet none in any of 16 bands about one in five is marked all the same. */
const BITS_AN_ITEM = 64;
const FEWEST_BITS = 1 << 10;

/**
 * Marks items that share a key with another: the rest are like nothing and need not be looked up. Two maps of bits stay
 * in the processor's caches where a table of all keys does not. Memory: 16 bytes an item.
 */
export class Meetings {
  /** For each item 1 if it shares a key, perhaps also if it does not. */
  readonly met: Uint8Array;
  readonly #once: Uint32Array;
  readonly #again: Uint32Array;

  constructor(items: number) {
    this.met = new Uint8Array(items);
    const words = powerFrom(Math.max(FEWEST_BITS, items * BITS_AN_ITEM)) / 32;
    this.#once = new Uint32Array(words);
    this.#again = new Uint32Array(words);
  }

  /** @param keys one for each item, all bits alike */
  mark(keys: Uint32Array): void {
    const once = this.#once.fill(0);
    const again = this.#again.fill(0);
    const most = once.length - 1;
    for (const key of keys) {
      const word = (key >>> 5) & most;
      const bit = 1 << (key & 31);
      if ((once[word]! & bit) === 0) once[word]! |= bit;
      else again[word]! |= bit;
    }
    for (let item = 0; item < keys.length; item++) {
      const key = keys[item]!;
      if (((again[(key >>> 5) & most]! >>> (key & 31)) & 1) === 1) this.met[item] = 1;
    }
  }
}
