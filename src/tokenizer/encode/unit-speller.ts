import { type Fallback, type Letters, Spelling, type SubwordModel } from '../subwords/spelling.js';
import { ABSENT, UnitTable } from '../units/unit-table.js';
import { LONGEST_UNIT, MARK_UNIT } from '../units/units.js';
import type { TokenBuffer } from './token-buffer.js';

/** Units remembered with their tokens; about 50 bytes each. A full memory is emptied and fills again. */
const REMEMBERED = 1 << 17;

/** Appends the tokens of units to a buffer, and remembers the spelling of units it has met. */
export class UnitSpeller {
  readonly #known = new UnitTable(1 << 12);
  readonly #tokenScores: Float64Array | null;
  /** Of each remembered unit: the scores of its tokens added. */
  #scores = new Float64Array(1 << 12);
  /** First token of each remembered unit in the arrays below; one more entry at the end. */
  #firsts = new Uint32Array(1 << 12);
  #ids = new Int32Array(1 << 13);
  /** Places within the unit, the mark of a blank included; a unit of more than 255 is not remembered. */
  #starts = new Uint8Array(1 << 13);
  #ends = new Uint8Array(1 << 13);
  readonly #spelling = new Spelling();
  #letters = new Uint16Array(256);

  /** With `literal`, a ▁ that stands in the text is spelled by it: as a piece it would be a blank. */
  constructor(
    readonly model: SubwordModel,
    readonly literal: Fallback | null,
    tokenScores: Float64Array | null = null,
  ) {
    this.#tokenScores = tokenScores;
  }

  /** Logarithm of the probability of a unit's spelling, with the scores the speller was given. */
  score(text: string, start: number, end: number, blank: boolean): number {
    const unit = this.#entry(text, start, end, blank);
    return unit === ABSENT ? this.#scoreOf(this.#spelling.ids, this.#spelling.size) : this.#scores[unit]!;
  }

  #scoreOf(ids: Int32Array, size: number): number {
    let score = 0;
    if (this.#tokenScores !== null) for (let token = 0; token < size; token++) score += this.#tokenScores[ids[token]!]!;
    return score;
  }

  /** Appends the ids of a unit only; the quickest way. */
  appendIds(buffer: TokenBuffer, text: string, start: number, end: number, blank: boolean): void {
    const unit = this.#entry(text, start, end, blank);
    const from = unit === ABSENT ? 0 : this.#firsts[unit]!;
    const to = unit === ABSENT ? this.#spelling.size : this.#firsts[unit + 1]!;
    const ids = unit === ABSENT ? this.#spelling.ids : this.#ids;
    if (buffer.size + to - from > buffer.ids.length) buffer.reserve(to - from);
    const target = buffer.ids;
    let size = buffer.size;
    for (let token = from; token < to; token++) target[size++] = ids[token]!;
    buffer.size = size;
  }

  /** Appends the tokens of a unit with their places in the text and the unit's number. */
  append(buffer: TokenBuffer, text: string, place: UnitPlace): void {
    const { start, end, blank, number } = place;
    const first = buffer.size;
    const unit = this.#entry(text, start, end, blank);
    const from = unit === ABSENT ? 0 : this.#firsts[unit]!;
    const { starts, ends } = unit === ABSENT ? this.#spelling : { starts: this.#starts, ends: this.#ends };
    this.appendIds(buffer, text, start, end, blank);
    // The mark of the blank comes first in the unit, but the blank is not part of the place shown.
    const shift = blank ? 1 : 0;
    for (let token = first; token < buffer.size; token++) {
      const at = from + token - first;
      buffer.starts[token] = start + Math.max(0, starts[at]! - shift);
      buffer.ends[token] = start + Math.max(0, ends[at]! - shift);
      buffer.units[token] = number;
    }
    if (blank && ends[from] === 1 && text.charCodeAt(start - 1) === 0x20) buffer.starts[first] = start - 1;
  }

  /** The unit's place in the memory; {@link ABSENT} where it is too long for it and only stands in the spelling. */
  #entry(text: string, start: number, end: number, blank: boolean): number {
    if (end - start > 2 * LONGEST_UNIT) {
      this.#spell(text, start, end, blank);
      return ABSENT;
    }
    const known = this.#known.find(text, start, end, blank);
    return known === ABSENT ? this.#remember(text, start, end, blank) : known;
  }

  #remember(text: string, start: number, end: number, blank: boolean): number {
    if (this.#known.size === REMEMBERED) this.#known.clear();
    // Asked again, for the table adds what it was last asked for.
    this.#known.find(text, start, end, blank);
    const unit = this.#known.add(text, start, end, blank);
    this.#spell(text, start, end, blank);
    const { ids, starts, ends, size } = this.#spelling;
    const first = unit === 0 ? 0 : this.#firsts[unit]!;
    this.#makeRoom(unit, first + size);
    this.#ids.set(ids.subarray(0, size), first);
    this.#starts.set(starts.subarray(0, size), first);
    this.#ends.set(ends.subarray(0, size), first);
    this.#firsts[unit] = first;
    this.#firsts[unit + 1] = first + size;
    this.#scores[unit] = this.#scoreOf(ids, size);
    return unit;
  }

  #spell(text: string, start: number, end: number, blank: boolean): void {
    if (end - start + 1 > this.#letters.length) this.#letters = new Uint16Array(2 * (end - start));
    const units = this.#letters;
    let length = 0;
    if (blank) units[length++] = MARK_UNIT;
    for (let at = start; at < end; at++) units[length++] = text.charCodeAt(at);
    // The reader gives a literal ▁ as a unit of its own.
    const isLiteral = this.literal !== null && end - start === 1 && units[length - 1] === MARK_UNIT;
    const letters: Letters = { units, length: isLiteral ? length - 1 : length };
    this.#spelling.size = 0;
    if (letters.length > 0) this.model.spell(letters, this.#spelling);
    if (isLiteral) this.literal?.({ units, length }, length - 1, this.#spelling);
  }

  #makeRoom(unit: number, tokens: number): void {
    if (unit + 2 > this.#firsts.length) {
      this.#firsts = grown(this.#firsts, new Uint32Array(this.#firsts.length * 2));
      this.#scores = grown(this.#scores, new Float64Array(this.#firsts.length));
    }
    if (tokens <= this.#ids.length) return;
    this.#ids = grown(this.#ids, new Int32Array(tokens * 2));
    this.#starts = grown(this.#starts, new Uint8Array(tokens * 2));
    this.#ends = grown(this.#ends, new Uint8Array(tokens * 2));
  }
}

/** A unit as the reader tells it, with its number in the text. */
export interface UnitPlace {
  readonly start: number;
  readonly end: number;
  readonly blank: boolean;
  readonly number: number;
}

function grown<T extends { set(old: T): void }>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
