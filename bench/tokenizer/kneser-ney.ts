/** More ids than any vocabulary has, so that two of them make one exact key. */
const KEY = 2 ** 20;

/**
 * A trigram model with interpolated Kneser–Ney smoothing (Chen and Goodman 1999, one discount an order): the plainest
 * model that still prefers a vocabulary whose tokens predict each other.
 */
export class KneserNey {
  /** Number of each pair of ids that stands in the text. */
  readonly #pairs = new Map<number, number>();
  readonly #keys: number[] = [];
  /** How often a pair has something after it, how many different ids follow it and stand before it. */
  readonly #count: number[] = [];
  readonly #after: number[] = [];
  readonly #before: number[] = [];
  readonly #triples = new Map<number, number>();
  /** Of each id: the same, counting different pairs in place of uses. */
  readonly #idCount: Float64Array;
  readonly #idAfter: Float64Array;
  readonly #idBefore: Float64Array;
  #kinds = 0;
  #used = 0;
  #discounts = { id: 0, pair: 0, triple: 0 };

  /** @param size ids in use; one more stands for the edges of a line */
  constructor(readonly size: number) {
    this.#idCount = new Float64Array(size + 1);
    this.#idAfter = new Float64Array(size + 1);
    this.#idBefore = new Float64Array(size + 1);
  }

  train(rows: Iterable<Int32Array>): void {
    for (const row of rows) this.#visit(row, (a, b, c) => this.#add(a, b, c));
    this.#keys.forEach((key, pair) => {
      const different = this.#before[pair]!;
      if (different === 0) return;
      const [first, second] = [Math.floor(key / KEY), key % KEY];
      this.#idCount[first]! += different;
      this.#idAfter[first]!++;
      this.#idBefore[second]!++;
      this.#kinds++;
    });
    this.#used = this.#idBefore.filter((different) => different > 0).length;
    this.#discounts = {
      id: discountOf(this.#idBefore),
      pair: discountOf(this.#before),
      triple: discountOf(this.#triples.values()),
    };
  }

  /** Bits that a line and its end take. */
  bits(row: Int32Array): number {
    let bits = 0;
    this.#visit(row, (a, b, c) => {
      bits -= Math.log2(this.#ofTriple(a, b, c));
    });
    return bits;
  }

  #visit(row: Int32Array, visit: (a: number, b: number, c: number) => void): void {
    let [a, b] = [this.size, this.size];
    for (let i = 0; i <= row.length; i++) {
      const c = row[i] ?? this.size;
      visit(a, b, c);
      [a, b] = [b, c];
    }
  }

  #add(a: number, b: number, c: number): void {
    const context = this.#pair(a, b);
    const pair = this.#pair(b, c);
    const key = context * KEY + c;
    const uses = this.#triples.get(key) ?? 0;
    this.#triples.set(key, uses + 1);
    this.#count[context]!++;
    if (uses > 0) return;
    this.#after[context]!++;
    this.#before[pair]!++;
  }

  #pair(a: number, b: number): number {
    const key = a * KEY + b;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    this.#pairs.set(key, this.#keys.length);
    this.#count.push(0);
    this.#after.push(0);
    this.#before.push(0);
    return this.#keys.push(key) - 1;
  }

  #ofTriple(a: number, b: number, c: number): number {
    const lower = this.#ofPair(b, c);
    const context = this.#pairs.get(a * KEY + b);
    if (context === undefined || this.#count[context] === 0) return lower;
    const discount = this.#discounts.triple;
    const uses = this.#triples.get(context * KEY + c) ?? 0;
    return (Math.max(uses - discount, 0) + discount * this.#after[context]! * lower) / this.#count[context]!;
  }

  #ofPair(b: number, c: number): number {
    const lower = this.#ofId(c);
    const count = this.#idCount[b]!;
    if (count === 0) return lower;
    const pair = this.#pairs.get(b * KEY + c);
    const different = pair === undefined ? 0 : this.#before[pair]!;
    const discount = this.#discounts.pair;
    return (Math.max(different - discount, 0) + discount * this.#idAfter[b]! * lower) / count;
  }

  /** Ids that never occurred share what the others are discounted. */
  #ofId(c: number): number {
    const discount = this.#discounts.id;
    return (Math.max(this.#idBefore[c]! - discount, 0) + (discount * this.#used) / (this.size + 1)) / this.#kinds;
  }
}

/** n₁ / (n₁ + 2 n₂), from how many counts are one and two (Ney, Essen and Kneser 1994). */
function discountOf(counts: Iterable<number>): number {
  let once = 0;
  let twice = 0;
  for (const count of counts) {
    if (count === 1) once++;
    if (count === 2) twice++;
  }
  return once === 0 ? 0.5 : once / (once + 2 * twice);
}
