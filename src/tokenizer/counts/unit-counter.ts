import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ABSENT, UnitTable } from '../units/unit-table.js';
import { MARK, MARK_UNIT } from '../units/units.js';
import { type Counted, mergeRuns, readRun, writeRun } from './sorted-runs.js';

export interface CounterOptions {
  /** Different units held in memory before they are written as a sorted run; about 40 bytes each. */
  readonly limit?: number;
  /** Where runs are written; default: the system's folder for temporary files. */
  readonly folder?: string;
}

/** What training needs of a text: its different units, with counts. */
export interface CountedUnits {
  readonly units: readonly string[];
  readonly counts: Float64Array;
}

/**
 * Counts the units of a text of any length. What does not fit into memory goes to disk in sorted runs, which are
 * merged when the counts are read; the counts are exact either way.
 */
export class UnitCounter implements Disposable {
  readonly #table: UnitTable;
  #counts: Float64Array;
  readonly #limit: number;
  readonly #parent: string;
  #folder: string | null = null;
  readonly #runs: string[] = [];
  #different = 0;
  /** Units counted, each as often as it stood. */
  total = 0;
  /** Bytes of UTF-8 of the texts that were counted; kept by whoever feeds the counter. */
  bytes = 0;

  constructor({ limit = 1_500_000, folder = tmpdir() }: CounterOptions = {}) {
    this.#table = new UnitTable();
    this.#counts = new Float64Array(1024);
    this.#limit = limit;
    this.#parent = folder;
  }

  /** Counts a unit. Units that no piece may hold (white space, controls, half surrogates, a literal ▁) are passed over. */
  add(text: string, start: number, end: number, blank: boolean): void {
    if (!isCountedUnit(text, start, end)) return;
    let entry = this.#table.find(text, start, end, blank);
    if (entry === ABSENT) {
      if (this.#table.size === this.#limit) this.#spill();
      // Asked again, for a spill empties the table.
      this.#table.find(text, start, end, blank);
      entry = this.#table.add(text, start, end, blank);
      if (entry === this.#counts.length) this.#counts = doubled(this.#counts);
      this.#counts[entry] = 0;
    }
    this.#counts[entry]!++;
    this.total++;
  }

  /** Different units, known once {@link UnitCounter.commonest} has been asked. */
  get different(): number {
    return this.#different;
  }

  /** Every different unit in order of UTF-16 units. May be read more than once. */
  *counted(): Generator<Counted> {
    const rest = this.#sorted();
    if (this.#runs.length === 0) yield* rest;
    else yield* mergeRuns([...this.#runs.map(readRun), rest]);
  }

  /**
   * The commonest units, at most `most` of them, in order of UTF-16 units. Units of one count stay or go together,
   * so the choice does not depend on the order of the text.
   */
  commonest(most: number): CountedUnits {
    const least = this.#leastCount(most);
    const units: string[] = [];
    const counts: number[] = [];
    for (const [unit, count] of this.counted()) {
      if (count < least) continue;
      units.push(unit);
      counts.push(count);
    }
    return { units, counts: Float64Array.from(counts) };
  }

  [Symbol.dispose](): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  #leastCount(most: number): number {
    const unitsOfCount = new Uint32Array(65536);
    this.#different = 0;
    for (const [, count] of this.counted()) {
      unitsOfCount[Math.min(count, 65535)]!++;
      this.#different++;
    }
    let kept = 0;
    for (let count = 65535; count > 0; count--) {
      kept += unitsOfCount[count]!;
      if (kept > most) return count + 1;
    }
    return 1;
  }

  *#sorted(): Generator<Counted> {
    const order: Counted[] = [];
    for (let entry = 0; entry < this.#table.size; entry++) {
      const unit = this.#table.text(entry);
      // Half a surrogate pair cannot be written, and no piece may hold it.
      if (!/\p{Surrogate}/u.test(unit)) order.push([unit, this.#counts[entry]!]);
    }
    yield* order.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  #spill(): void {
    this.#folder ??= mkdtempSync(join(this.#parent, 'simsa-units-'));
    const path = join(this.#folder, `${this.#runs.length}.tsv`);
    writeRun(path, this.#sorted());
    this.#runs.push(path);
    this.#table.clear();
  }
}

/** Whether a unit may be learned from; white space, controls, half surrogates and a literal ▁ are written as bytes. */
export function isCountedUnit(text: string, start: number, end: number): boolean {
  return end - start > 1 || (end > start && isPieceUnit(text.charCodeAt(start)));
}

function isPieceUnit(unit: number): boolean {
  return unit !== MARK_UNIT && unit > 0x20 && (unit < 0x7f || unit > 0x9f) && !isSurrogate(unit);
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

/** Characters that no piece may hold, since a list of one piece a line would break on them or not show them. */
const NEVER_IN_PIECES = new RegExp(`[\\p{White_Space}\\p{C}${MARK}]`, 'u');

/** Whether a character may be in a piece. */
export const mayBeInPiece = (character: string): boolean => !NEVER_IN_PIECES.test(character);

function doubled(old: Float64Array): Float64Array {
  const fresh = new Float64Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
