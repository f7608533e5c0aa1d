import {
  CANDIDATE,
  CANDIDATE_CLASS,
  CANDIDATE_COST,
  CANDIDATE_END,
  CANDIDATE_WORD,
  type Candidates,
} from './candidates.js';
import type { Margins } from './connections.js';
import type { WordCosts } from './word-costs.js';

/** A phrase with more paths than this is not worth remembering. */
const MOST_PATHS = 8192;
/** So many of the cheapest paths are asked whether they beat another. */
const MOST_RIVALS = 4;
const INFINITE = 0x7fffffff;

/**
 * All readings of one phrase that can matter, for any words before and after it: for each row of the
 * matrix with which the phrase can begin (a way in) and each word with which it can end, the cheapest
 * path between them.
 *
 * A path that another one to the same place beats whatever stands before and after both is given up
 * there and then. Of some ninety pairs of first and last word that leaves six.
 */
export class PhrasePaths {
  /** Rows of the matrix with which the phrase can begin; the ways in are numbered as they stand here. */
  readonly rows: number[] = [];

  readonly #candidates: Candidates;
  readonly #costs: WordCosts;
  readonly #margins: Margins;

  // Paths from the start of the phrase: their last word as numbered in the order MeCab creates words, the
  // way in, the cost, the path without the last word, the next path in the list of those that end at one place.
  #count = 0;
  readonly #node = new Int32Array(MOST_PATHS);
  readonly #word = new Int32Array(MOST_PATHS);
  readonly #end = new Uint8Array(MOST_PATHS);
  readonly #column = new Uint16Array(MOST_PATHS);
  readonly #wayIn = new Uint16Array(MOST_PATHS);
  readonly #cost = new Int32Array(MOST_PATHS);
  readonly #before = new Int16Array(MOST_PATHS);
  readonly #next = new Int16Array(MOST_PATHS);
  readonly #endingAt: Int16Array;
  #nodes = 0;

  /** Paths to one place that can still win, and by way in the best of them before one row. */
  readonly #alive: number[] = [];
  readonly #ways: number[] = [];
  readonly #bestCost: Int32Array;
  readonly #bestPath: Int16Array;

  constructor(candidates: Candidates, costs: WordCosts, margins: Margins, longest: number) {
    this.#candidates = candidates;
    this.#costs = costs;
    this.#margins = margins;
    this.#endingAt = new Int16Array(longest + 1);
    const height = costs.matrix.cells.length / costs.matrix.width;
    this.#bestCost = new Int32Array(height);
    this.#bestPath = new Int16Array(height);
  }

  /**
   * Finds the paths through the phrase at `[from, end)` of the sentence that the candidates have open.
   * @returns the paths in MeCab's order of their last words; among those of one word the one that MeCab
   * prefers at equal cost comes first; null if they are too many
   */
  find(from: number, end: number, afterSpace: boolean): readonly number[] | null {
    this.#count = 0;
    this.#nodes = 0;
    this.#endingAt.fill(-1, 0, end - from + 1);
    this.#candidates.find(from);
    this.#begin(from, afterSpace);
    for (let place = from + 1; place < end; place++) {
      if (this.#endingAt[place - from]! < 0) continue;
      this.#keepPossible(place - from);
      this.#candidates.find(place);
      if (this.#count + this.#candidates.found * this.#ways.length > MOST_PATHS) return null;
      this.#extend(from);
    }
    this.#keepPossible(end - from);
    return this.#alive.sort((a, b) => this.#node[a]! - this.#node[b]! || this.#preference(a, b));
  }

  /** Number of the last word of a path: paths with one number end with the same word. */
  lastWord(path: number): number {
    return this.#node[path]!;
  }

  column(path: number): number {
    return this.#column[path]!;
  }

  wayIn(path: number): number {
    return this.#wayIn[path]!;
  }

  cost(path: number): number {
    return this.#cost[path]!;
  }

  /** Appends the words of a path from its last to its first, each with its end as counted from the start of the phrase. */
  appendWords(path: number, to: number[]): void {
    for (let at = path; at >= 0; at = this.#before[at]!) to.push(this.#word[at]!, this.#end[at]!);
  }

  #begin(from: number, afterSpace: boolean): void {
    const { found, records } = this.#candidates;
    const { rowOfClass, penaltyOfClass } = this.#costs;
    this.rows.length = 0;
    for (let at = (found - 1) * CANDIDATE; at >= 0; at -= CANDIDATE) {
      const wordClass = records[at + CANDIDATE_CLASS]!;
      const row = rowOfClass[wordClass]!;
      let wayIn = this.rows.indexOf(row);
      if (wayIn < 0) wayIn = this.rows.push(row) - 1;
      const penalty = afterSpace ? penaltyOfClass[wordClass]! : 0;
      this.#add(at, from, wayIn, records[at + CANDIDATE_COST]! + penalty, -1);
      this.#nodes++;
    }
  }

  #extend(from: number): void {
    const { found, records } = this.#candidates;
    const ways = this.#ways;
    let joinedRow = -1;
    for (let at = (found - 1) * CANDIDATE; at >= 0; at -= CANDIDATE) {
      const row = this.#costs.rowOfClass[records[at + CANDIDATE_CLASS]!]!;
      if (row !== joinedRow) this.#join(row);
      joinedRow = row;
      const cost = records[at + CANDIDATE_COST]!;
      for (let i = 0; i < ways.length; i++) {
        const way = ways[i]!;
        this.#add(at, from, way, this.#bestCost[way]! + cost, this.#bestPath[way]!);
      }
      this.#nodes++;
    }
  }

  #add(candidate: number, from: number, wayIn: number, cost: number, before: number): void {
    const { records } = this.#candidates;
    const path = this.#count++;
    const end = records[candidate + CANDIDATE_END]! - from;
    this.#node[path] = this.#nodes;
    this.#word[path] = records[candidate + CANDIDATE_WORD]!;
    this.#column[path] = this.#costs.columnOfClass[records[candidate + CANDIDATE_CLASS]!]!;
    this.#end[path] = end;
    this.#wayIn[path] = wayIn;
    this.#cost[path] = cost;
    this.#before[path] = before;
    this.#next[path] = this.#endingAt[end]!;
    this.#endingAt[end] = path;
  }

  /** For each way in the best of the paths alive before `row`: of equals the one whose last word was created last. */
  #join(row: number): void {
    const { cells, width } = this.#costs.matrix;
    const alive = this.#alive;
    for (const way of this.#ways) this.#bestCost[way] = INFINITE;
    for (let i = 0; i < alive.length; i++) {
      const path = alive[i]!;
      const way = this.#wayIn[path]!;
      const total = this.#cost[path]! + cells[row * width + this.#column[path]!]!;
      const best = this.#bestCost[way]!;
      if (total > best || (total === best && this.#node[path]! < this.#node[this.#bestPath[way]!]!)) continue;
      this.#bestCost[way] = total;
      this.#bestPath[way] = path;
    }
  }

  /** Collects the paths to a place that no other path there beats, and their ways in. */
  #keepPossible(place: number): void {
    const first = this.#endingAt[place]!;
    let cheapest = first;
    for (let path = first; path >= 0; path = this.#next[path]!) {
      if (this.#cost[path]! < this.#cost[cheapest]!) cheapest = path;
    }
    const alive = this.#alive;
    alive.length = 0;
    for (let path = first; path >= 0; path = this.#next[path]!) if (!this.#beats(cheapest, path)) this.#insert(path);
    let kept = 0;
    for (let i = 0; i < alive.length; i++) if (!this.#isBeaten(alive[i]!, kept)) alive[kept++] = alive[i]!;
    alive.length = kept;
    const ways = this.#ways;
    ways.length = 0;
    for (let i = 0; i < kept; i++) {
      const way = this.#wayIn[alive[i]!]!;
      if (!ways.includes(way)) ways.push(way);
    }
  }

  /** Puts a path among those alive, cheapest first, after those of equal cost. */
  #insert(path: number): void {
    const alive = this.#alive;
    const cost = this.#cost;
    let slot = alive.push(path) - 1;
    for (; slot > 0 && cost[alive[slot - 1]!]! > cost[path]!; slot--) alive[slot] = alive[slot - 1]!;
    alive[slot] = path;
  }

  /** Whether one of the cheapest paths alive beats this one. */
  #isBeaten(path: number, kept: number): boolean {
    const rivals = Math.min(kept, MOST_RIVALS);
    for (let i = 0; i < rivals; i++) if (this.#beats(this.#alive[i]!, path)) return true;
    return false;
  }

  /** Whether `rival` is cheaper than `path` to the same place, whatever stands before and after both. */
  #beats(rival: number, path: number): boolean {
    const lead = this.#cost[path]! - this.#cost[rival]!;
    if (lead <= 0) return false;
    const wayIn = this.#wayIn[path]!;
    const rivalIn = this.#wayIn[rival]!;
    const atStart = wayIn === rivalIn ? 0 : this.#margins.ofRow(this.rows[rivalIn]!, this.rows[wayIn]!);
    return lead > atStart && lead > atStart + this.#margins.ofColumn(this.#column[rival]!, this.#column[path]!);
  }

  /** Which of two paths with one last word MeCab prefers at equal cost: from the end, the one with the word created later. */
  #preference(a: number, b: number): number {
    let pathA = a;
    let pathB = b;
    while (pathA >= 0 && pathB >= 0 && this.#node[pathA] === this.#node[pathB]) {
      pathA = this.#before[pathA]!;
      pathB = this.#before[pathB]!;
    }
    return pathA < 0 || pathB < 0 ? pathB - pathA : this.#node[pathB]! - this.#node[pathA]!;
  }
}
