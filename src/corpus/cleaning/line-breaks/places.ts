import { TextBuffers } from './buffers.js';
import { MARGIN, MOST_WEIGHT, oddsOf, readLetters, type SpacingModel, weightAt } from './spacing-model.js';

const BLANK = 32;

/** Codes stand for the odds of a place: a sum of weights is moved up beyond the other codes. */
const NOT_ASKED = 0;
const AS_BLANK = 1;
const AS_NONE = 2;
const NO_WEIGHT = MOST_WEIGHT + 3;
const CODES = NO_WEIGHT + MOST_WEIGHT + 1;

/** Log-odds of places that letters cannot tell: they stay as they stand. */
const ODDS_AS_BLANK = 4;
const ODDS_AS_NONE = -6;

/**
 * Tabulates a function of the odds for every code that a model can give, the first time it is asked for: the odds are
 * whole sixteenths, and logarithms and exponentials of them are wanted at every blank.
 */
export function tabulated(of: (odds: number) => number): (model: SpacingModel) => Float64Array {
  const known = new WeakMap<SpacingModel, Float64Array>();
  return (model) => {
    const before = known.get(model);
    if (before) return before;
    const table = Float64Array.from({ length: CODES }, (_, code) => of(oddsOfCode(model, code)));
    known.set(model, table);
    return table;
  };
}

function oddsOfCode(model: SpacingModel, code: number): number {
  if (code === AS_BLANK) return ODDS_AS_BLANK;
  return code === AS_NONE ? ODDS_AS_NONE : oddsOf(model, code - NO_WEIGHT);
}

const oddsTable = tabulated((odds) => odds);

/** The places of a text where a blank stands or could stand, with the odds of one; asked once, looked up after. */
export class Places {
  readonly length: number;
  /** UTF-16 units of the text; what lies behind its length belongs to another text. */
  readonly units: Uint16Array;
  /** The unit after each blank, in order, as many as `blankCount`. */
  readonly blanks: Int32Array;
  readonly blankCount: number;
  readonly #letters: Uint16Array;
  readonly #codes: Uint16Array;
  readonly #odds: Float64Array;

  /** @param buffers those of a text that is done with; without them the places have memory of their own */
  constructor(
    readonly model: SpacingModel,
    readonly text: string,
    readonly buffers: TextBuffers = new TextBuffers(),
  ) {
    buffers.reserve(text.length);
    this.length = text.length;
    this.units = buffers.units;
    this.blanks = buffers.blanks;
    this.#letters = buffers.letters;
    this.#codes = buffers.codes;
    this.#odds = oddsTable(model);
    this.#codes.fill(NOT_ASKED, 0, text.length + 1);
    readLetters(text, this.#letters);
    this.blankCount = this.#readUnits();
  }

  #readUnits(): number {
    const { text, units, blanks, length } = this;
    let count = 0;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      units[at] = unit;
      if (unit === BLANK && at + 1 < length) blanks[count++] = at + 1;
    }
    return count;
  }

  isBlankBefore(right: number): boolean {
    return right > 0 && this.units[right - 1] === BLANK;
  }

  /** Last unit before the place that ends at `right`. */
  left(right: number): number {
    return this.isBlankBefore(right) ? right - 2 : right - 1;
  }

  /** Log-odds of a blank before the unit at `right`, from the letters around; what stands there is not looked at. */
  oddsBefore(right: number): number {
    return this.#odds[this.codeBefore(right)]!;
  }

  /** The odds as a place in what {@link tabulated} gives. */
  codeBefore(right: number): number {
    const known = this.#codes[right]!;
    if (known !== NOT_ASKED) return known;
    const left = this.left(right);
    const code = isOpen(this, left, right)
      ? weightAt(this.model, this.#letters, left + MARGIN, right + MARGIN) + NO_WEIGHT
      : this.isBlankBefore(right)
        ? AS_BLANK
        : AS_NONE;
    this.#codes[right] = code;
    return code;
  }

  /** Whether letters can tell: something goes on, or begins, with a Hangul syllable. */
  isOpen(right: number): boolean {
    return isOpen(this, this.left(right), right);
  }

  /** Whether both sides are Hangul. Beside numbers and names (`R24 가`, `m=3 인`) writers set blanks as they like. */
  isWithinHangul(right: number): boolean {
    const left = this.left(right);
    return isOpen(this, left, right) && isHangul(this.units[left]!);
  }
}

function isOpen({ units, length }: Places, left: number, right: number): boolean {
  return left >= 0 && right < length && isHangul(units[right]!) && units[left] !== BLANK;
}

export function isOpenPlace(text: string, left: number, right: number): boolean {
  return left >= 0 && right < text.length && isHangul(text.charCodeAt(right)) && text.charCodeAt(left) !== BLANK;
}

export function isHangul(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3;
}
