/** More ids than any vocabulary has, so that an entry's number and an id make one exact key. */
const KEY = 2 ** 20;
/** Share of the table that may be in use. */
const FULL = 0.6;

/** Runs of ids of one length, each found by the entry of what stands before its last id, and that id. */
export class Level {
  #table = new Int32Array(1 << 10).fill(-1);
  #keys = new Float64Array(1 << 9);
  /** Of each entry: uses, or different ids before it. */
  counts = new Uint32Array(1 << 9);
  /** The same of all entries that go on from it, and how many they are. */
  totals = new Float64Array(1 << 9);
  kinds = new Uint32Array(1 << 9);
  size = 0;

  prefix(entry: number): number {
    return Math.floor(this.#keys[entry]! / KEY);
  }

  last(entry: number): number {
    return this.#keys[entry]! % KEY;
  }

  /** The entry, or −1. */
  find(prefix: number, id: number): number {
    return this.#table[this.slotOf(prefix * KEY + id)]!;
  }

  /** The entry; a new one where there was none. */
  enter(prefix: number, id: number): number {
    const key = prefix * KEY + id;
    const slot = this.slotOf(key);
    const known = this.#table[slot]!;
    if (known >= 0) return known;
    if (this.size === this.#keys.length) this.grow();
    const entry = this.size++;
    this.#keys[entry] = key;
    this.#table[slot] = entry;
    if (this.size > FULL * this.#table.length) this.widen();
    return entry;
  }

  private slotOf(key: number): number {
    const mask = this.#table.length - 1;
    let slot = mixed(key) & mask;
    for (;;) {
      const entry = this.#table[slot]!;
      if (entry < 0 || this.#keys[entry] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const length = 2 * this.size;
    const longer = <Column extends Float64Array | Uint32Array>(column: Column, grown: Column): Column => {
      grown.set(column);
      return grown;
    };
    this.#keys = longer(this.#keys, new Float64Array(length));
    this.counts = longer(this.counts, new Uint32Array(length));
    this.totals = longer(this.totals, new Float64Array(length));
    this.kinds = longer(this.kinds, new Uint32Array(length));
  }

  private widen(): void {
    this.#table = new Int32Array(2 * this.#table.length).fill(-1);
    for (let entry = 0; entry < this.size; entry++) this.#table[this.slotOf(this.#keys[entry]!)] = entry;
  }
}

function mixed(key: number): number {
  let hash = Math.imul(key >>> 0, 0x9e3779b1) ^ Math.imul(Math.floor(key / 2 ** 32), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
