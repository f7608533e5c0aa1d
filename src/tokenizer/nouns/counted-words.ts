import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Counted, mergeRuns, readRun, writeRun } from '../counts/sorted-runs.js';
import { sumOf } from './measure.js';
import { type PackedWords, packTexts, packWords } from './packed-words.js';
import { type PackedCounts, WordCounts } from './word-counts.js';

/** Least number of words in a batch but the last. */
const BATCH = 8192;
/** Number of words of a sample that go together. */
const SAMPLED = 2048;
/** Runs merged at once; more are merged in rounds, so that open files stay few. */
const MERGED_AT_ONCE = 64;

/** Words in order with their counts. */
export interface WordBatch extends PackedCounts {
  /** How many words come before it. */
  readonly first: number;
}

/**
 * Counts words exactly within a bound of memory: a table of at most `limit` different words, written to disk as a
 * sorted run whenever it is full; the runs are merged in the end. Lossy pruning would need the same memory and
 * forget what is rare in each part of the text but not in all of it.
 */
export class CountedWords {
  readonly #table = new WordCounts();
  #runs: string[];
  #made: number;
  #order: Uint32Array | null = null;

  /**
   * @param folder where runs are kept; must be there
   * @param name of the runs' files
   * @param runs files of runs written earlier, when counting goes on after a stop
   */
  constructor(
    readonly folder: string,
    readonly name: string,
    readonly limit: number,
    runs: readonly string[] = [],
  ) {
    mkdirSync(folder, { recursive: true });
    this.#runs = [...runs];
    this.#made = runs.length;
  }

  get runs(): readonly string[] {
    return this.#runs;
  }

  add({ units, ends, counts }: PackedCounts): void {
    let start = 0;
    for (let word = 0; word < ends.length; word++) {
      const end = ends[word]!;
      this.#table.add(units, end - start, counts[word], start);
      if (this.#table.size >= this.limit) this.spill();
      start = end;
    }
  }

  /** Writes the table as a run; what was counted so far then survives the process. */
  spill(): void {
    if (this.#table.size === 0) return;
    this.#runs.push(this.#writeRun(this.#inMemory()));
    this.#table.clear();
    this.#order = null;
  }

  /** How many words there are, and how many different ones. */
  size(): { readonly all: number; readonly different: number } {
    if (this.#runs.length === 0)
      return { all: sumOf(this.#table.counts, 0, this.#table.size), different: this.#table.size };
    let [all, different] = [0, 0];
    for (const [, count] of this.sorted()) {
      all += count;
      different++;
    }
    return { all, different };
  }

  /** All words in the order of `<`, each once with its whole count. May be asked for again and again. */
  sorted(): Iterable<Counted> {
    if (this.#runs.length === 0) return { [Symbol.iterator]: () => this.#inMemory() };
    this.spill();
    while (this.#runs.length > 1) {
      const merged = this.#runs.slice(0, MERGED_AT_ONCE);
      const run = this.#writeRun(mergeRuns(merged.map(readRun)));
      this.#runs = [...this.#runs.slice(MERGED_AT_ONCE), run];
      for (const old of merged) rmSync(old, { force: true });
    }
    const [run] = this.#runs;
    return { [Symbol.iterator]: () => readRun(run!) };
  }

  /**
   * All words in order, some thousands at a time; those with the same first character are never parted. May be asked
   * for again and again.
   */
  batches(): Iterable<WordBatch> {
    if (this.#runs.length > 0) {
      const words = this.sorted();
      return { [Symbol.iterator]: () => batchesOf(words) };
    }
    const order = this.#sortedInMemory();
    return { [Symbol.iterator]: () => this.#batchesInMemory(order) };
  }

  /** One word in `step`, from the first in order on, some thousands at a time. */
  *sampled(step: number): Generator<PackedWords> {
    if (this.#runs.length > 0) {
      for (const texts of sampledTexts(this.sorted(), step)) yield packTexts(texts);
      return;
    }
    const sample = this.#sortedInMemory().filter((_, at) => at % step === 0);
    for (let first = 0; first < sample.length; first += SAMPLED)
      yield packWords(this.#table, sample.subarray(first, first + SAMPLED));
  }

  *#batchesInMemory(order: Uint32Array): Generator<WordBatch> {
    const { units, ends } = this.#table;
    const initial = (at: number) => units[order[at]! === 0 ? 0 : ends[order[at]! - 1]!];
    for (let first = 0, end: number; first < order.length; first = end) {
      end = Math.min(first + BATCH, order.length);
      while (end < order.length && initial(end) === initial(end - 1)) end++;
      yield { ...this.#table.packed(order.subarray(first, end)), first };
    }
  }

  /** Numbers of the words in the table, in order; kept until there are more of them. */
  #sortedInMemory(): Uint32Array {
    if (this.#order?.length !== this.#table.size) this.#order = this.#table.sorted();
    return this.#order;
  }

  *#inMemory(): Generator<Counted> {
    for (const word of this.#sortedInMemory()) yield [this.#table.text(word), this.#table.counts[word]!];
  }

  #writeRun(words: Iterable<Counted>): string {
    const path = join(this.folder, `${this.name}-${this.#made++}.run`);
    writeRun(`${path}.part`, words);
    renameSync(`${path}.part`, path);
    return path;
  }
}

function* batchesOf(words: Iterable<Counted>): Generator<WordBatch> {
  let texts: string[] = [];
  let counts: number[] = [];
  let first = 0;
  for (const [word, count] of words) {
    if (texts.length >= BATCH && texts[texts.length - 1]!.charCodeAt(0) !== word.charCodeAt(0)) {
      yield { ...packTexts(texts), counts: Float64Array.from(counts), first };
      first += texts.length;
      [texts, counts] = [[], []];
    }
    texts.push(word);
    counts.push(count);
  }
  if (texts.length > 0) yield { ...packTexts(texts), counts: Float64Array.from(counts), first };
}

function* sampledTexts(words: Iterable<Counted>, step: number): Generator<string[]> {
  let texts: string[] = [];
  let at = 0;
  for (const [word] of words) {
    if (at++ % step !== 0) continue;
    texts.push(word);
    if (texts.length < SAMPLED) continue;
    yield texts;
    texts = [];
  }
  if (texts.length > 0) yield texts;
}
