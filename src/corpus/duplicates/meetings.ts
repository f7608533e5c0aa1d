import { powerFrom } from './neighbours.js';

/** Bits of a map for each item: of items that meet none under a key one in 32 is marked all the same. */
const BITS_AN_ITEM = 32;
const FEWEST_BITS = 1 << 10;

/**
 * Marks items that share a key with another: the rest are like nothing under that key and need not be looked up. Two
 * maps of bits stay in the processor's caches where a table of all keys does not. Memory: 12 to 20 bytes an item.
 */
export class Meetings {
  /** For each item a bit for every key that it shares, perhaps also for some that it does not. */
  readonly met: Uint32Array;
  readonly #once: Uint32Array;
  readonly #again: Uint32Array;

  constructor(items: number) {
    this.met = new Uint32Array(items);
    const words = powerFrom(Math.max(FEWEST_BITS, items * BITS_AN_ITEM)) / 32;
    this.#once = new Uint32Array(words);
    this.#again = new Uint32Array(words);
  }

  /**
   * @param keys one for each item, all bits alike
   * @param bit number of the bit that tells of these keys, 0 to 31
   */
  mark(keys: Uint32Array, bit: number): void {
    const once = this.#once.fill(0);
    const again = this.#again.fill(0);
    const most = once.length - 1;
    // Counted loops: each runs a few times only, and V8 makes these fast sooner than those over iterators.
    for (let item = 0; item < keys.length; item++) {
      const key = keys[item]!;
      const word = (key >>> 5) & most;
      const own = 1 << (key & 31);
      const before = once[word]!;
      once[word] = before | own;
      if ((before & own) !== 0) again[word]! |= own;
    }
    for (let item = 0; item < keys.length; item++) {
      const key = keys[item]!;
      this.met[item]! |= ((again[(key >>> 5) & most]! >>> (key & 31)) & 1) << bit;
    }
  }
}
