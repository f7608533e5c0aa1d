import { isCountedUnit } from '../counts/unit-counter.js';
import type { Reach } from '../types.js';
import { ABSENT, UnitTable } from '../units/unit-table.js';

/** Where a row of units ends: at white space that is no single blank, at a line's end, at a blank if rows stay in words. */
export const BREAK = -1;

/** Units of lines that are kept; four bytes each. */
const LIMIT = 1 << 23;

/**
 * The units of lines as numbers, in order, from which rows are learned. When more lines come than fit, every second
 * line goes, and of the lines to come only every second is kept, so what is kept is spread over the whole text.
 */
export class UnitLines {
  readonly #table = new UnitTable(1 << 14);
  #numbers = new Int32Array(1 << 16);
  #size = 0;
  /** Where each kept line begins. */
  #starts: number[] = [];
  #lines = 0;
  #stride = 1;
  #isKept = false;

  constructor(
    readonly reach: Exclude<Reach, 'unit'>,
    readonly limit = LIMIT,
  ) {}

  beginLine(): void {
    if (this.#size > this.limit) this.#thin();
    this.#isKept = this.#lines++ % this.#stride === 0;
    if (!this.#isKept) return;
    this.#push(BREAK);
    this.#starts.push(this.#size);
  }

  add(text: string, start: number, end: number, blank: boolean): void {
    if (!this.#isKept) return;
    if (blank && this.reach === 'word') this.#push(BREAK);
    if (isCountedUnit(text, start, end)) this.#push(this.#numberOf(text, start, end, blank));
    else this.#push(BREAK);
  }

  /** The kept lines, each row of units followed by {@link BREAK}. */
  numbers(): Int32Array {
    if (this.#size > 0) this.#push(BREAK);
    return this.#numbers.subarray(0, this.#size);
  }

  /** Spelling of each unit by its number, the mark of a blank first. */
  texts(): string[] {
    return Array.from({ length: this.#table.size }, (_, unit) => this.#table.text(unit));
  }

  #numberOf(text: string, start: number, end: number, blank: boolean): number {
    const known = this.#table.find(text, start, end, blank);
    return known === ABSENT ? this.#table.add(text, start, end, blank) : known;
  }

  #push(number: number): void {
    if (number === BREAK && (this.#size === 0 || this.#numbers[this.#size - 1] === BREAK)) return;
    if (this.#size === this.#numbers.length) {
      const fresh = new Int32Array(this.#size * 2);
      fresh.set(this.#numbers);
      this.#numbers = fresh;
    }
    this.#numbers[this.#size++] = number;
  }

  #thin(): void {
    const starts = [...this.#starts, this.#size];
    this.#starts = [];
    this.#size = 0;
    for (let line = 0; line + 1 < starts.length; line += 2) {
      this.#starts.push(this.#size);
      this.#numbers.copyWithin(this.#size, starts[line]!, starts[line + 1]!);
      this.#size += starts[line + 1]! - starts[line]!;
    }
    this.#stride *= 2;
  }
}
