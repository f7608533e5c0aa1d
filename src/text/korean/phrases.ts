import type { Candidates } from './candidates.js';
import { Margins } from './connections.js';
import type { PhraseTables } from './lattice-tables.js';
import { isFull, keepPhrase, newPhraseMemory, type PhraseMemory } from './phrase-memory.js';
import { PhrasePaths } from './phrase-paths.js';
import type { WordCosts } from './word-costs.js';

/** Longest phrase that is remembered, in UTF-16 units. */
const LONGEST = 24;

/** A phrase is learnt when it is met this often. */
const WORTH_LEARNING = 4;
const MEETINGS = 7;

// A phrase in memory: what is compared, then what the lattice reads from the place that `recall` gives.
const PHRASE_HASH = 0;
const PHRASE_SHAPE = 1;
const PHRASE_UNITS = 2;

/**
 * Phrases met before, with all their readings that can matter. A phrase is text between two joints, where
 * no word can run across (mostly: what stands between spaces). The lattice takes the paths through it for
 * single words, which gives the same result as reading it anew, at the cost of one place of the text.
 *
 * In `memory` a phrase is `ways in, row…, words out, (column, paths, (way in, cost, place of its words)…)…`
 * (places count from where this begins); the words of a path are `number, (word, end)…` from the last to the first.
 */
export class Phrases {
  readonly #candidates: Candidates;
  readonly #paths: PhrasePaths;
  /** The phrase that is being learnt. */
  readonly #record: number[] = [];
  readonly #waysIn: number[] = [];
  #memory: PhraseMemory;

  constructor(candidates: Candidates, costs: WordCosts, { margins, memory }: Pick<PhraseTables, 'margins' | 'memory'>) {
    this.#memory = memory;
    this.#candidates = candidates;
    this.#paths = new PhrasePaths(candidates, costs, new Margins(costs.matrix, margins), LONGEST);
  }

  get memory(): Int32Array {
    return this.#memory.numbers;
  }

  /** Begins a memory of its own when this one is full. Not while a sentence is being read: its nodes point into it. */
  makeRoom(): void {
    if (isFull(this.#memory)) this.#memory = newPhraseMemory();
  }

  /**
   * The phrase at `[from, end)` of the sentence that the candidates have open.
   * @returns its place in `memory`, or 0 if it must be read word by word
   */
  recall(from: number, end: number, afterSpace: boolean): number {
    const length = end - from;
    if (length > LONGEST) return 0;
    const { units } = this.#candidates;
    const shape = length * 2 + (afterSpace ? 1 : 0);
    let hash = shape;
    for (let place = from; place < end; place++) hash = Math.imul(hash ^ units[place]!, 0x9e3779b1) ^ (hash >>> 15);
    const { slots } = this.#memory;
    const last = slots.length - 1;
    let slot = (hash ^ (hash >>> 16)) & last;
    // A plain read will do: what is read next hangs on its value, and processors keep such reads in order.
    for (let phrase = slots[slot]!; phrase !== 0; phrase = slots[slot]!) {
      if (this.#is(phrase, hash, shape, from)) return phrase + PHRASE_UNITS + length;
      slot = (slot + 1) & last;
    }
    if (isFull(this.#memory) || !this.#isFrequent(hash)) return 0;
    // A word with a space inside: where the space is skipped there are words too, which paths do not know.
    for (let place = from; place < end; place++) if (this.#candidates.isSpace(place)) return 0;
    const paths = this.#paths.find(from, end, afterSpace);
    if (paths === null) return 0;
    const record = this.#record;
    record.length = 0;
    record.push(hash, shape);
    for (let place = from; place < end; place++) record.push(units[place]!);
    this.#describe(paths);
    const phrase = keepPhrase(this.#memory, slot, record);
    return phrase === 0 ? 0 : phrase + PHRASE_UNITS + length;
  }

  /** Counts the meetings with a phrase; learning one costs as much as reading it several times. */
  #isFrequent(hash: number): boolean {
    const { met } = this.#memory;
    const place = (hash >>> 5) & (met.length - 1);
    const before = met[place]!;
    if (((before ^ hash) & ~MEETINGS) !== 0) {
      // Its place belongs to another, which must be met again to keep it.
      met[place] = (before & MEETINGS) > 1 ? before - 1 : (hash & ~MEETINGS) | 1;
      return false;
    }
    const isFrequent = (before & MEETINGS) === WORTH_LEARNING - 1;
    met[place] = isFrequent ? 0 : before + 1;
    return isFrequent;
  }

  #is(phrase: number, hash: number, shape: number, from: number): boolean {
    const memory = this.#memory.numbers;
    if (memory[phrase + PHRASE_HASH] !== hash || memory[phrase + PHRASE_SHAPE] !== shape) return false;
    const { units } = this.#candidates;
    for (let i = shape >> 1; i-- > 0; ) if (memory[phrase + PHRASE_UNITS + i] !== units[from + i]) return false;
    return true;
  }

  #describe(found: readonly number[]): void {
    const record = this.#record;
    const waysIn = this.#waysIn;
    const paths = this.#paths;
    const begin = record.length;
    waysIn.length = 0;
    for (const path of found) if (!waysIn.includes(paths.wayIn(path))) waysIn.push(paths.wayIn(path));
    record.push(waysIn.length);
    for (const wayIn of waysIn) record.push(paths.rows[wayIn]!);
    const wordsOut = record.push(0) - 1;
    const firstPath = record.length;
    let lastWord = -1;
    let count = 0;
    for (const path of found) {
      if (paths.lastWord(path) !== lastWord) {
        lastWord = paths.lastWord(path);
        record[wordsOut]!++;
        count = record.push(paths.column(path), 0) - 1;
      }
      record[count]!++;
      record.push(waysIn.indexOf(paths.wayIn(path)), paths.cost(path), path);
    }
    this.#appendWords(begin, firstPath, record[wordsOut]!);
  }

  /** Puts the words of all paths at the end of the record and their places where the paths stand. */
  #appendWords(begin: number, firstPath: number, wordsOut: number): void {
    const record = this.#record;
    let at = firstPath;
    for (let word = 0; word < wordsOut; word++) {
      const paths = record[at + 1]!;
      at += 2;
      for (let i = 0; i < paths; i++, at += 3) {
        const path = record[at + 2]!;
        record[at + 2] = record.length - begin;
        const size = record.push(0) - 1;
        this.#paths.appendWords(path, record);
        record[size] = (record.length - size - 1) >> 1;
      }
    }
  }
}
