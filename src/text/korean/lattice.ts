import { CANDIDATE, CANDIDATE_CLASS, CANDIDATE_COST, CANDIDATE_END, CANDIDATE_WORD, Candidates } from './candidates.js';
import type { KoreanDictionary } from './dictionary.js';
import { Joints } from './joints.js';
import { type LatticeTables, latticeTables } from './lattice-tables.js';
import { Phrases } from './phrases.js';
import type { UserDictionary } from './user-dictionary.js';
import type { WordCosts } from './word-costs.js';

const INFINITE = 0x7fffffff;
const BEGIN = 0;

/** Fields of a node. One record lies within one cache line, which is what a lattice's speed hangs on. */
const NODE = 8;
const NODE_END = 0;
/** Number of a word; below 0 the words of a path through a phrase, which begin there in the memory of phrases. */
const NODE_WORD = 1;
const NODE_COLUMN = 2;
const NODE_COST = 3;
const NODE_BEFORE = 4;
const NODE_NEXT = 5;

export interface LatticeOptions {
  /** What it costs a noun to run across one space; 0: it never does, as in MeCab. */
  readonly spaceInNoun?: number;
  /** Whether phrases met before are remembered; the results are the same. */
  readonly remember?: boolean;
  /** Tables made for these dictionaries, and for remembering or not; default: its own. */
  readonly tables?: LatticeTables | undefined;
}

/**
 * The word lattice of one sentence and its cheapest path (Viterbi), with MeCab-ko's own results: the
 * same candidates in the same order, the same costs and the same choice among equals.
 *
 * One lattice serves many sentences; its arrays grow to the longest one and are reused.
 */
export class Lattice {
  /** Words on the cheapest path of the last {@link analyse}, numbered as {@link Candidates} says. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  words = new Int32Array(256);

  readonly firstUnknown: number;
  readonly firstUser: number;

  readonly #candidates: Candidates;
  readonly #costs: WordCosts;
  readonly #leastOfRow: Int16Array;
  readonly #joints: Joints | null;
  readonly #phrases: Phrases | null;

  // Nodes in the order MeCab creates them, a record of NODE numbers each; the nodes that end at one
  // place are a list that runs from the last created.
  #count = 0;
  #nodes = new Int32Array(4096 * NODE);
  #endingAt = new Int32Array(256);

  // Distinct columns of the matrix among the words that end at one place, cheapest first.
  #contexts = 0;
  readonly #contextColumn: Int32Array;
  readonly #contextCost: Int32Array;
  readonly #contextNode: Int32Array;
  readonly #contextOf: Int32Array;
  readonly #contextStamp: Int32Array;

  // The best left context of each row met at one place.
  readonly #bestStamp: Int32Array;
  readonly #bestCost: Int32Array;
  readonly #bestNode: Int32Array;
  #stamp = 0;

  constructor(
    dictionary: KoreanDictionary,
    user: UserDictionary | null,
    { spaceInNoun = 0, remember = true, tables }: LatticeOptions = {},
  ) {
    this.#candidates = new Candidates(dictionary, user, spaceInNoun);
    this.firstUnknown = this.#candidates.firstUnknown;
    this.firstUser = this.#candidates.firstUser;
    const { costs, leastOfRow, phrases } = tables ?? latticeTables(dictionary, user, remember && !spaceInNoun);
    this.#costs = costs;
    this.#leastOfRow = leastOfRow;
    this.#joints = phrases && new Joints(phrases.joints);
    this.#phrases = phrases && new Phrases(this.#candidates, costs, phrases);

    const { width } = dictionary.matrix;
    const height = leastOfRow.length;
    this.#contextColumn = new Int32Array(width);
    this.#contextCost = new Int32Array(width);
    this.#contextNode = new Int32Array(width);
    this.#contextOf = new Int32Array(width);
    this.#contextStamp = new Int32Array(width);
    this.#bestStamp = new Int32Array(height);
    this.#bestCost = new Int32Array(height);
    this.#bestNode = new Int32Array(height);
  }

  /**
   * Finds the cheapest reading of `text[start, end)`. Offsets of the result count from the start of `text`.
   * @returns the number of words
   */
  analyse(text: string, start = 0, end = text.length): number {
    this.#candidates.open(text, start, end);
    return this.#read(start);
  }

  /** The same for text as UTF-16 units; offsets of the result count from `start`. */
  analyseUnits(units: Uint16Array, start: number, end: number): number {
    this.#candidates.openUnits(units, start, end);
    return this.#read(0);
  }

  /** @param offset what is added to the places of the sentence that the candidates have open */
  #read(offset: number): number {
    this.#open();
    const candidates = this.#candidates;
    const { length } = candidates;
    let phraseEnd = 0;
    for (let place = 0; place < length; place++) {
      if (this.#endingAt[place]! < 0) continue;
      const from = candidates.afterSpace(place);
      if (from === length) break;
      this.#findContexts(place);
      if (this.#phrases && place >= phraseEnd) {
        phraseEnd = this.#nextJoint(from);
        const phrase = this.#phrases.recall(from, phraseEnd, from !== place);
        if (phrase !== 0) {
          this.#connectPhrase(this.#phrases.memory, phrase, phraseEnd);
          place = phraseEnd - 1;
          continue;
        }
      }
      candidates.find(from);
      this.#connect(from !== place);
    }
    return this.#close(offset);
  }

  #open(): void {
    this.#phrases?.makeRoom();
    const { length } = this.#candidates;
    if (this.#endingAt.length <= length) this.#endingAt = new Int32Array(length * 2 + 1);
    this.#endingAt.fill(-1, 0, length + 1);
    this.#endingAt[0] = BEGIN;
    this.#nodes.fill(0, BEGIN, BEGIN + NODE);
    this.#nodes[BEGIN + NODE_COLUMN] = this.#costs.matrix.columnOf[0]!;
    this.#nodes[BEGIN + NODE_NEXT] = -1;
    this.#count = 1;
    if (this.#stamp > INFINITE - length - 1) {
      this.#stamp = 0;
      this.#contextStamp.fill(0);
      this.#bestStamp.fill(0);
    }
  }

  /** The end of the phrase that begins at `from`; white space belongs to the phrase after it. */
  #nextJoint(from: number): number {
    const candidates = this.#candidates;
    const { units, length } = candidates;
    const joints = this.#joints!;
    for (let place = from + 1; place < length; place++) {
      if (joints.isBefore(place, units, length) && !candidates.isSpace(place - 1)) return place;
    }
    return length;
  }

  /**
   * Collects the cheapest node of each column that ends at `place`, cheapest first. One matrix
   * look-up per pair of row and column then serves all words, and the scan for a row can stop early.
   */
  #findContexts(place: number): void {
    const stamp = ++this.#stamp;
    const nodes = this.#nodes;
    const column = this.#contextColumn;
    const cost = this.#contextCost;
    const node = this.#contextNode;
    const stamps = this.#contextStamp;
    const slots = this.#contextOf;
    let found = 0;
    for (let id = this.#endingAt[place]!; id >= 0; id = nodes[id * NODE + NODE_NEXT]!) {
      const own = nodes[id * NODE + NODE_COLUMN]!;
      const total = nodes[id * NODE + NODE_COST]!;
      if (stamps[own] === stamp) {
        const slot = slots[own]!;
        // The list runs from the last created node, which wins among equals.
        if (total < cost[slot]!) {
          cost[slot] = total;
          node[slot] = id;
        }
        continue;
      }
      stamps[own] = stamp;
      slots[own] = found;
      column[found] = own;
      cost[found] = total;
      node[found++] = id;
    }
    for (let i = 1; i < found; i++) {
      const total = cost[i]!;
      const own = column[i]!;
      const id = node[i]!;
      let slot = i;
      for (; slot > 0 && cost[slot - 1]! > total; slot--) {
        cost[slot] = cost[slot - 1]!;
        column[slot] = column[slot - 1]!;
        node[slot] = node[slot - 1]!;
      }
      cost[slot] = total;
      column[slot] = own;
      node[slot] = id;
    }
    this.#contexts = found;
  }

  /** Finds the best left context of a row, of equals the one created last. */
  #joinRow(row: number): void {
    const contexts = this.#contexts;
    const { cells, width } = this.#costs.matrix;
    const columns = this.#contextColumn;
    const costs = this.#contextCost;
    const ids = this.#contextNode;
    const from = row * width;
    const least = this.#leastOfRow[row]!;
    let best = INFINITE;
    let before = -1;
    for (let i = 0; i < contexts; i++) {
      const base = costs[i]!;
      if (base + least > best) break;
      const total = base + cells[from + columns[i]!]!;
      if (total < best || (total === best && ids[i]! > before)) {
        best = total;
        before = ids[i]!;
      }
    }
    this.#bestStamp[row] = this.#stamp;
    this.#bestCost[row] = best;
    this.#bestNode[row] = before;
  }

  /** Makes a node of each candidate, last created first as MeCab's list has them, joined to its best left context. */
  #connect(afterSpace: boolean): void {
    const { found, records } = this.#candidates;
    const { rowOfClass, columnOfClass, penaltyOfClass } = this.#costs;
    this.#reserve(this.#count + found);
    const nodes = this.#nodes;
    const endingAt = this.#endingAt;
    const stamps = this.#bestStamp;
    let id = this.#count;
    for (let at = (found - 1) * CANDIDATE; at >= 0; at -= CANDIDATE, id++) {
      const wordClass = records[at + CANDIDATE_CLASS]!;
      const row = rowOfClass[wordClass]!;
      if (stamps[row] !== this.#stamp) this.#joinRow(row);
      const end = records[at + CANDIDATE_END]!;
      const penalty = afterSpace ? penaltyOfClass[wordClass]! : 0;
      const node = id * NODE;
      nodes[node + NODE_END] = end;
      nodes[node + NODE_WORD] = records[at + CANDIDATE_WORD]!;
      nodes[node + NODE_COLUMN] = columnOfClass[wordClass]!;
      nodes[node + NODE_COST] = this.#bestCost[row]! + records[at + CANDIDATE_COST]! + penalty;
      nodes[node + NODE_BEFORE] = this.#bestNode[row]!;
      nodes[node + NODE_NEXT] = endingAt[end]!;
      endingAt[end] = id;
    }
    this.#count = id;
  }

  /** Makes a node of each word with which the phrase can end, joined by the best path to its best left context. */
  #connectPhrase(memory: Int32Array, phrase: number, end: number): void {
    let at = phrase;
    const firstRow = at + 1;
    for (const pastRows = firstRow + memory[at]!; ++at < pastRows; ) this.#joinRow(memory[at]!);
    const wordsOut = memory[at++]!;
    this.#reserve(this.#count + wordsOut);
    const nodes = this.#nodes;
    const bestCost = this.#bestCost;
    const bestNode = this.#bestNode;
    for (let word = 0; word < wordsOut; word++) {
      const node = this.#count * NODE;
      nodes[node + NODE_COLUMN] = memory[at++]!;
      let best = INFINITE;
      for (let paths = memory[at++]!; paths > 0; paths--, at += 3) {
        const row = memory[firstRow + memory[at]!]!;
        const total = bestCost[row]! + memory[at + 1]!;
        if (total >= best) continue;
        best = total;
        nodes[node + NODE_WORD] = -(phrase + memory[at + 2]!);
        nodes[node + NODE_BEFORE] = bestNode[row]!;
      }
      nodes[node + NODE_END] = end;
      nodes[node + NODE_COST] = best;
      nodes[node + NODE_NEXT] = this.#endingAt[end]!;
      this.#endingAt[end] = this.#count++;
    }
  }

  #reserve(size: number): void {
    if (size * NODE <= this.#nodes.length) return;
    const larger = new Int32Array(size * 2 * NODE);
    larger.set(this.#nodes);
    this.#nodes = larger;
  }

  /** Joins the end of the sentence to the last place a word reaches and walks the best path back. */
  #close(offset: number): number {
    const nodes = this.#nodes;
    const memory = this.#phrases?.memory ?? nodes;
    const last = this.#bestEnd();
    let at = 0;
    for (let id = last; id !== BEGIN; id = nodes[id * NODE + NODE_BEFORE]!) {
      const word = nodes[id * NODE + NODE_WORD]!;
      at += word < 0 ? memory[-word]! : 1;
    }
    const size = at;
    if (size > this.starts.length) {
      this.starts = new Int32Array(size * 2);
      this.ends = new Int32Array(size * 2);
      this.words = new Int32Array(size * 2);
    }
    for (let id = last; id !== BEGIN; ) {
      const before = nodes[id * NODE + NODE_BEFORE]!;
      const word = nodes[id * NODE + NODE_WORD]!;
      const start = offset + this.#candidates.afterSpace(nodes[before * NODE + NODE_END]!);
      if (word < 0) at = this.#closePhrase(memory, -word, at, start);
      else {
        at--;
        this.starts[at] = start;
        this.ends[at] = offset + nodes[id * NODE + NODE_END]!;
        this.words[at] = word;
      }
      id = before;
    }
    return size;
  }

  /** Writes out the words of a path through the phrase that begins at `start`, before those from `at` on. */
  #closePhrase(memory: Int32Array, path: number, at: number, start: number): number {
    let to = at;
    for (let step = path + 1, end = step + memory[path]! * 2; step < end; step += 2) {
      to--;
      this.words[to] = memory[step]!;
      this.ends[to] = start + memory[step + 1]!;
      this.starts[to] = step + 3 < end ? start + memory[step + 3]! : start;
    }
    return to;
  }

  #bestEnd(): number {
    const nodes = this.#nodes;
    const { cells, rowOf, width } = this.#costs.matrix;
    const row = rowOf[0]! * width;
    let place = this.#candidates.length;
    while (place > 0 && this.#endingAt[place]! < 0) place--;
    let best = INFINITE;
    let last = BEGIN;
    for (let id = this.#endingAt[place]!; id >= 0; id = nodes[id * NODE + NODE_NEXT]!) {
      const total = nodes[id * NODE + NODE_COST]! + cells[row + nodes[id * NODE + NODE_COLUMN]!]!;
      if (total < best) {
        best = total;
        last = id;
      }
    }
    return last;
  }
}
