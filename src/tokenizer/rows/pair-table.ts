/** Pairs of numbers, numbered in the order they came: open addressing in typed arrays, no object a pair. */
export class PairTable {
  #slots = new Int32Array(1 << 17);
  #lefts = new Int32Array(1 << 16);
  #rights = new Int32Array(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  left(pair: number): number {
    return this.#lefts[pair]!;
  }

  right(pair: number): number {
    return this.#rights[pair]!;
  }

  /** Number of a pair, −1 for one that was never added. */
  find(left: number, right: number): number {
    return this.#slots[this.#slotOf(left, right)]! - 1;
  }

  /** Number of a pair, which is added if it is new. */
  add(left: number, right: number): number {
    const slot = this.#slotOf(left, right);
    const known = this.#slots[slot]! - 1;
    if (known >= 0) return known;
    const pair = this.#size++;
    if (pair === this.#lefts.length) {
      this.#lefts = doubled(this.#lefts);
      this.#rights = doubled(this.#rights);
    }
    this.#lefts[pair] = left;
    this.#rights[pair] = right;
    this.#slots[slot] = pair + 1;
    if (this.#size * 2 > this.#slots.length) this.#reseat();
    return pair;
  }

  #slotOf(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right + 1, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const pair = this.#slots[slot]! - 1;
      if (pair < 0 || (this.#lefts[pair] === left && this.#rights[pair] === right)) return slot;
    }
  }

  #reseat(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let pair = 0; pair < this.#size; pair++)
      this.#slots[this.#slotOf(this.#lefts[pair]!, this.#rights[pair]!)] = pair + 1;
  }
}

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
