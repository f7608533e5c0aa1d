const UNITS = 65536;
const NONE = -1;

/**
 * What may stand behind the noun of a word-phrase, as a trie read from the end. Number 0 is nothing at all. Its steps
 * are an open hash table in typed arrays, for each word-phrase of a text takes some.
 */
export class RightSuffixes {
  /** Of each right part its score; of number 0 none. */
  readonly scores: readonly number[];
  readonly texts: readonly string[];
  /** By node: the number of the right part that ends there, or 0. */
  readonly #numberAt: number[] = [0];
  /** By unit: whether any right part ends with it. */
  readonly #isLast = new Uint8Array(UNITS);
  // By slot of the table: from which node, with which unit, to which node; the last is NONE where the slot is free.
  readonly #from: Int32Array;
  readonly #unit: Uint16Array;
  readonly #to: Int32Array;

  constructor(rightParts: ReadonlyMap<string, number>) {
    this.texts = ['', ...rightParts.keys()];
    this.scores = [0, ...rightParts.values()];
    const most = this.texts.reduce((sum, text) => sum + text.length, 1);
    const slots = 2 << (32 - Math.clz32(most));
    this.#from = new Int32Array(slots);
    this.#unit = new Uint16Array(slots);
    this.#to = new Int32Array(slots).fill(NONE);
    for (let number = 1; number < this.texts.length; number++) this.#insert(this.texts[number]!, number);
  }

  /** The node of the trie one unit further to the left, or -1. The root is 0. */
  step(node: number, unit: number): number {
    if (node === 0 && this.#isLast[unit] === 0) return NONE;
    return this.#to[this.#slotOf(node, unit)]!;
  }

  /** The number of the right part that begins at this node, or 0. */
  numberAt(node: number): number {
    return this.#numberAt[node]!;
  }

  /** Where a step stands in the table, or where it would. */
  #slotOf(node: number, unit: number): number {
    const mask = this.#to.length - 1;
    const hash = Math.imul(node * 31 + unit, 0x9e3779b1);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      if (this.#to[slot]! < 0 || (this.#from[slot] === node && this.#unit[slot] === unit)) return slot;
    }
  }

  #insert(text: string, number: number): void {
    let node = 0;
    this.#isLast[text.charCodeAt(text.length - 1)] = 1;
    for (let at = text.length - 1; at >= 0; at--) {
      const unit = text.charCodeAt(at);
      const slot = this.#slotOf(node, unit);
      if (this.#to[slot]! < 0) {
        this.#from[slot] = node;
        this.#unit[slot] = unit;
        this.#to[slot] = this.#numberAt.push(0) - 1;
      }
      node = this.#to[slot]!;
    }
    this.#numberAt[node] = number;
  }
}
