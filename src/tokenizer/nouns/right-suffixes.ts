const SHIFT = 65536;

/** What may stand behind the noun of a word-phrase, as a trie read from the end. Number 0 is nothing at all. */
export class RightSuffixes {
  /** Of each right part its score; of number 0 none. */
  readonly scores: readonly number[];
  readonly texts: readonly string[];
  readonly #children = new Map<number, number>();
  /** By node: the number of the right part that ends there, or 0. */
  readonly #numberAt: number[] = [0];
  /** By unit: whether any right part ends with it. */
  readonly #isLast = new Uint8Array(SHIFT);

  constructor(rightParts: ReadonlyMap<string, number>) {
    this.texts = ['', ...rightParts.keys()];
    this.scores = [0, ...rightParts.values()];
    for (let number = 1; number < this.texts.length; number++) this.#insert(this.texts[number]!, number);
  }

  /** The node of the trie one unit further to the left, or -1. The root is 0. */
  step(node: number, unit: number): number {
    if (node === 0 && this.#isLast[unit] === 0) return -1;
    return this.#children.get(node * SHIFT + unit) ?? -1;
  }

  /** The number of the right part that begins at this node, or 0. */
  numberAt(node: number): number {
    return this.#numberAt[node]!;
  }

  #insert(text: string, number: number): void {
    let node = 0;
    this.#isLast[text.charCodeAt(text.length - 1)] = 1;
    for (let at = text.length - 1; at >= 0; at--) {
      const key = node * SHIFT + text.charCodeAt(at);
      let next = this.#children.get(key);
      if (next === undefined) {
        next = this.#numberAt.push(0) - 1;
        this.#children.set(key, next);
      }
      node = next;
    }
    this.#numberAt[node] = number;
  }
}
