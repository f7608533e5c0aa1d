import { ROOT, type Trie } from '../subwords/trie.js';
import { MARK_UNIT } from '../units/units.js';
import type { UnitSpeller } from './unit-speller.js';

/** Receives what a text falls into: single units, which are spelled, and rows of units that are one token. */
export interface RowVisitor {
  unit(start: number, end: number, blank: boolean): void;
  row(start: number, end: number, blank: boolean, id: number, units: number): void;
}

export interface RowModel {
  readonly trie: Trie;
  readonly scores: Float64Array;
}

/**
 * Reads units as rows where that is likelier than spelling each (Viterbi over whole units). Units wait only as long
 * as a row that has begun may go on, so a text of any length is read with little memory.
 */
export class RowJoiner {
  readonly #hasChild: Uint8Array;
  /** Rows that have begun and may go on: node of the trie, and the waiting unit they begin with. */
  #nodes = new Int32Array(64);
  #firsts = new Int32Array(64);
  #open = 0;
  /** Waiting units. */
  #starts = new Uint32Array(64);
  #ends = new Uint32Array(64);
  #blanks = new Uint8Array(64);
  #waiting = 0;
  /** For each number of units read: score, how many were read before the last step, and its token (−1: one unit). */
  #best = new Float64Array(65);
  #from = new Int32Array(65);
  #id = new Int32Array(65);

  constructor(
    readonly model: RowModel,
    readonly speller: UnitSpeller,
    readonly options: { readonly acrossBlanks: boolean },
  ) {
    this.#hasChild = nodesWithChildren(model.trie);
  }

  /** Takes the next unit of a text. */
  unit(text: string, start: number, end: number, blank: boolean, visitor: RowVisitor): void {
    const isAlone = start === end || (end - start === 1 && text.charCodeAt(start) === MARK_UNIT);
    if (isAlone || (blank && !this.options.acrossBlanks)) this.end(visitor);
    if (isAlone) {
      visitor.unit(start, end, blank);
      return;
    }
    const at = this.#waiting;
    if (at === this.#starts.length) this.#grow();
    this.#starts[at] = start;
    this.#ends[at] = end;
    this.#blanks[at] = blank ? 1 : 0;
    this.#waiting = at + 1;
    this.#best[at + 1] = this.#best[at]! + this.speller.score(text, start, end, blank);
    this.#from[at + 1] = at;
    this.#id[at + 1] = -1;
    this.#goOn(text, start, end, blank);
    if (this.#open === 0) this.end(visitor);
  }

  /** Tells all that waits. */
  end(visitor: RowVisitor): void {
    const count = this.#waiting;
    this.#waiting = 0;
    this.#open = 0;
    if (count === 1) {
      visitor.unit(this.#starts[0]!, this.#ends[0]!, this.#blanks[0] === 1);
      return;
    }
    // The path is known from its end, so each of its places is told where the next one is; scores are done with.
    const next = this.#best;
    for (let at = count; at > 0; at = this.#from[at]!) next[this.#from[at]!] = at;
    for (let at = 0; at < count; ) {
      const to = next[at]!;
      const [start, end, blank] = [this.#starts[at]!, this.#ends[to - 1]!, this.#blanks[at] === 1];
      if (this.#id[to]! < 0) visitor.unit(start, end, blank);
      else visitor.row(start, end, blank, this.#id[to]!, to - at);
      at = to;
    }
    this.#best[0] = 0;
  }

  /** Rows that have begun go on with the unit or end; the unit begins one. */
  #goOn(text: string, start: number, end: number, blank: boolean): void {
    const last = this.#waiting - 1;
    this.#nodes[this.#open] = ROOT;
    this.#firsts[this.#open] = last;
    const open = this.#open + 1;
    this.#open = 0;
    for (let row = 0; row < open; row++) {
      const node = this.#walk(this.#nodes[row]!, text, start, end, blank);
      if (node < 0) continue;
      const first = this.#firsts[row]!;
      const id = this.model.trie.value[node]!;
      if (id >= 0 && first < last) this.#offer(first, id);
      if (this.#hasChild[node] === 0) continue;
      this.#nodes[this.#open] = node;
      this.#firsts[this.#open++] = first;
    }
    if (this.#open === this.#nodes.length) this.#growOpen();
  }

  #walk(from: number, text: string, start: number, end: number, blank: boolean): number {
    const { codes, base, check } = this.model.trie;
    let node = from;
    if (blank) {
      const child = base[node]! + codes[MARK_UNIT]!;
      if (codes[MARK_UNIT] === 0 || check[child] !== node) return -1;
      node = child;
    }
    for (let at = start; at < end; at++) {
      const code = codes[text.charCodeAt(at)]!;
      const child = base[node]! + code;
      if (code === 0 || check[child] !== node) return -1;
      node = child;
    }
    return node;
  }

  #offer(first: number, id: number): void {
    const score = this.#best[first]! + this.model.scores[id]!;
    if (score <= this.#best[this.#waiting]!) return;
    this.#best[this.#waiting] = score;
    this.#from[this.#waiting] = first;
    this.#id[this.#waiting] = id;
  }

  #grow(): void {
    const size = this.#starts.length * 2;
    this.#starts = grown(this.#starts, new Uint32Array(size));
    this.#ends = grown(this.#ends, new Uint32Array(size));
    this.#blanks = grown(this.#blanks, new Uint8Array(size));
    this.#best = grown(this.#best, new Float64Array(size + 1));
    this.#from = grown(this.#from, new Int32Array(size + 1));
    this.#id = grown(this.#id, new Int32Array(size + 1));
  }

  #growOpen(): void {
    this.#nodes = grown(this.#nodes, new Int32Array(this.#nodes.length * 2));
    this.#firsts = grown(this.#firsts, new Int32Array(this.#firsts.length * 2));
  }
}

function nodesWithChildren({ check }: Trie): Uint8Array {
  const has = new Uint8Array(check.length);
  for (let node = 1; node < check.length; node++) if (check[node]! >= 0) has[check[node]!] = 1;
  return has;
}

function grown<T extends { set(old: T): void }>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
