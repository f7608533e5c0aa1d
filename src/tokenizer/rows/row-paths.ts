import type { RowTrie } from './row-candidates.js';
import { BREAK } from './unit-lines.js';

/** How often each unit stood alone and each row stood as one token in the likeliest reading of a text. */
export interface Uses {
  readonly units: Float64Array;
  /** By node of the trie less the number of units. */
  readonly rows: Float64Array;
}

/** The likeliest way to read units as rows and single units (Viterbi). */
export class RowPaths {
  #best = new Float64Array(256);
  #from = new Int32Array(256);
  #node = new Int32Array(256);

  /**
   * @param unitScores logarithm of the probability of each unit's spelling
   * @param rowScores of each row, by node less the number of units; −Infinity for one that is no token
   */
  constructor(
    readonly trie: RowTrie,
    readonly unitScores: Float64Array,
    readonly rowScores: Float64Array,
  ) {}

  /** Counts what the likeliest reading of a whole text uses. */
  uses(numbers: Int32Array): Uses {
    const { units, size } = this.trie;
    const uses = { units: new Float64Array(units), rows: new Float64Array(size - units) };
    for (let start = 0; start < numbers.length; ) {
      const end = numbers.indexOf(BREAK, start);
      const to = end < 0 ? numbers.length : end;
      this.#read(numbers, start, to, -1);
      for (let at = to; at > start; at = start + this.#from[at - start]!) {
        const node = this.#node[at - start]!;
        if (node < units) uses.units[node]!++;
        else uses.rows[node - units]!++;
      }
      start = to + 1;
    }
    return uses;
  }

  /** Nodes of the likeliest reading of a row without its own token, the last first. */
  without(row: number): number[] {
    const numbers = Int32Array.from(this.trie.unitsOf(row));
    this.#read(numbers, 0, numbers.length, row);
    const nodes: number[] = [];
    for (let at = numbers.length; at > 0; at = this.#from[at]!) nodes.push(this.#node[at]!);
    return nodes;
  }

  #read(numbers: Int32Array, start: number, end: number, but: number): void {
    const { trie, unitScores, rowScores } = this;
    const length = end - start;
    if (length >= this.#best.length) this.#grow(length * 2);
    const [best, from, nodes] = [this.#best, this.#from, this.#node];
    best.fill(Number.NEGATIVE_INFINITY, 0, length + 1);
    best[0] = 0;
    for (let at = 0; at < length; at++) {
      let node = numbers[start + at]!;
      let score = best[at]! + unitScores[node]!;
      for (let to = at + 1; ; to++) {
        if (score > best[to]!) {
          best[to] = score;
          from[to] = at;
          nodes[to] = node;
        }
        if (to === length) break;
        node = trie.step(node, numbers[start + to]!);
        if (node < 0) break;
        score = node === but ? Number.NEGATIVE_INFINITY : best[at]! + rowScores[node - trie.units]!;
      }
    }
  }

  #grow(size: number): void {
    this.#best = new Float64Array(size);
    this.#from = new Int32Array(size);
    this.#node = new Int32Array(size);
  }
}
