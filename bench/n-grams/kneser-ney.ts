import { Level } from './levels.js';

/**
 * An n-gram model with interpolated Kneser–Ney smoothing (Chen and Goodman 1999, one discount an order). Lines begin
 * and end with an id of their own, `size`.
 */
export class KneserNey {
  readonly #levels: readonly Level[];
  #discounts: readonly number[] = [];
  /** Different ids that were used, and their counts together. */
  #used = 0;
  #all = 0;
  /** Entries of a level by the entry they go on from: where each one's begin, and they. */
  #next: readonly { readonly starts: Uint32Array; readonly entries: Uint32Array }[] = [];

  /**
   * @param size ids in use.
   * @param order ids that are looked at, the last one included.
   */
  constructor(
    readonly size: number,
    private readonly order: number,
  ) {
    this.#levels = Array.from({ length: order }, () => new Level());
    for (let id = 0; id <= size; id++) this.#levels[0]!.enter(0, id);
  }

  train(rows: Iterable<Int32Array>): void {
    for (const row of rows) this.read(row);
    this.#levels.slice(1).forEach((level, at) => {
      sumInto(this.#levels[at]!, level);
    });
    const [first] = this.#levels;
    for (let id = 0; id <= this.size; id++) {
      this.#all += first!.counts[id]!;
      if (first!.counts[id]! > 0) this.#used++;
    }
    this.#discounts = this.#levels.map(({ counts, size }) => discountOf(counts.subarray(0, size)));
  }

  /** Bits that a line and its end take. */
  bits(row: Int32Array): number {
    let bits = 0;
    for (let at = 0; at <= row.length; at++) bits -= Math.log2(this.probability(row, at));
    return bits;
  }

  /** The probability of what stands at a place of a line, by what stands before it; the end of the line is a place too. */
  probability(row: Int32Array, at: number): number {
    const id = row[at] ?? this.size;
    let probability = this.ofId(id);
    for (let length = 1; length < this.order; length++) {
      const context = this.context(row, at, length);
      if (context < 0) break;
      const { totals, kinds } = this.#levels[length - 1]!;
      if (totals[context] === 0) continue;
      const level = this.#levels[length]!;
      const entry = level.find(context, id);
      const discount = this.#discounts[length]!;
      const own = entry < 0 ? 0 : Math.max(level.counts[entry]! - discount, 0);
      probability = (own + discount * kinds[context]! * probability) / totals[context]!;
    }
    return probability;
  }

  /** Probabilities of all ids at a place of a line, and of its end as the last. */
  probabilities(row: Int32Array, at: number): Float64Array {
    const found = Float64Array.from({ length: this.size + 1 }, (_, id) => this.ofId(id));
    for (let length = 1; length < this.order; length++) {
      const context = this.context(row, at, length);
      if (context < 0) break;
      const { totals, kinds } = this.#levels[length - 1]!;
      const total = totals[context]!;
      if (total === 0) continue;
      const [level, discount] = [this.#levels[length]!, this.#discounts[length]!];
      const factor = (discount * kinds[context]!) / total;
      for (let id = 0; id <= this.size; id++) found[id]! *= factor;
      for (const entry of this.following(length, context))
        found[level.last(entry)]! += Math.max(level.counts[entry]! - discount, 0) / total;
    }
    return found;
  }

  /** Of an id wherever it stands: by how many different ids stand before it. */
  ofId(id: number): number {
    const discount = this.#discounts[0]!;
    const own = Math.max(this.#levels[0]!.counts[id]! - discount, 0);
    return (own + (discount * this.#used) / (this.size + 1)) / this.#all;
  }

  private read(row: Int32Array): void {
    let before = this.#levels.map((_, at) => this.edge(at + 1));
    for (let at = 0; at <= row.length; at++) {
      const id = row[at] ?? this.size;
      const now = [id];
      for (let length = 1; length < this.order; length++) {
        const level = this.#levels[length]!;
        const known = level.size;
        const entry = level.enter(before[length - 1]!, id);
        now.push(entry);
        if (entry === known) this.#levels[length - 1]!.counts[now[length - 1]!]!++;
      }
      this.#levels.at(-1)!.counts[now.at(-1)!]!++;
      before = now;
    }
  }

  /** The entry of a run of edges. It is no run of the text, and counts nothing. */
  private edge(length: number): number {
    let entry = this.size;
    for (let at = 1; at < length; at++) entry = this.#levels[at]!.enter(entry, this.size);
    return entry;
  }

  /** The entry of the ids before a place, or −1. */
  private context(row: Int32Array, at: number, length: number): number {
    let entry = row[at - length] ?? this.size;
    for (let back = length - 1; back >= 1; back--) {
      entry = this.#levels[length - back]!.find(entry, row[at - back] ?? this.size);
      if (entry < 0) return -1;
    }
    return entry;
  }

  private following(length: number, context: number): Uint32Array {
    if (this.#next.length === 0)
      this.#next = this.#levels.map((level, at) => sortedByPrefix(level, this.#levels[at - 1]?.size ?? 1));
    const { starts, entries } = this.#next[length]!;
    return entries.subarray(starts[context]!, starts[context + 1]!);
  }
}

/** Adds up over what goes on from each entry. */
function sumInto(contexts: Level, level: Level): void {
  for (let entry = 0; entry < level.size; entry++) {
    const count = level.counts[entry]!;
    if (count === 0) continue;
    const context = level.prefix(entry);
    contexts.totals[context]! += count;
    contexts.kinds[context]!++;
  }
}

function sortedByPrefix(level: Level, contexts: number) {
  const starts = new Uint32Array(contexts + 1);
  for (let entry = 0; entry < level.size; entry++) starts[level.prefix(entry) + 1]!++;
  for (let at = 1; at <= contexts; at++) starts[at]! += starts[at - 1]!;
  const entries = new Uint32Array(level.size);
  const places = starts.slice();
  for (let entry = 0; entry < level.size; entry++) entries[places[level.prefix(entry)]!++] = entry;
  return { starts, entries };
}

/** n₁ / (n₁ + 2 n₂), from how many counts are one and two (Ney, Essen and Kneser 1994). */
function discountOf(counts: Uint32Array): number {
  let [once, twice] = [0, 0];
  for (const count of counts) {
    if (count === 1) once++;
    if (count === 2) twice++;
  }
  return once === 0 ? 0.5 : once / (once + 2 * twice);
}
