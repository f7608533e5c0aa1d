import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Counted, mergeRuns, readRun, writeRun } from '../counts/sorted-runs.js';
import { type PackedCounts, WordCounts } from './word-counts.js';

/** Runs merged at once; more are merged in rounds, so that open files stay few. */
const MERGED_AT_ONCE = 64;

/**
 * Counts words exactly within a bound of memory: a table of at most `limit` different words, written to disk as a
 * sorted run whenever it is full; the runs are merged in the end. Lossy pruning would need the same memory and
 * forget what is rare in each part of the text but not in all of it.
 */
export class CountedWords {
  readonly #table = new WordCounts();
  #runs: string[];
  #made: number;

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
    for (const [word, end] of ends.entries()) {
      this.#table.add(units.subarray(start, end), end - start, counts[word]);
      if (this.#table.size >= this.limit) this.spill();
      start = end;
    }
  }

  /** Writes the table as a run; what was counted so far then survives the process. */
  spill(): void {
    if (this.#table.size === 0) return;
    this.#runs.push(this.#writeRun(this.#inMemory()));
    this.#table.clear();
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

  *#inMemory(): Generator<Counted> {
    for (const word of this.#table.sorted()) yield [this.#table.text(word), this.#table.counts[word]!];
  }

  #writeRun(words: Iterable<Counted>): string {
    const path = join(this.folder, `${this.name}-${this.#made++}.run`);
    writeRun(`${path}.part`, words);
    renameSync(`${path}.part`, path);
    return path;
  }
}
