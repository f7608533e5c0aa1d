import { blankOdds, type SpacingModel } from './spacing-model.js';

const BLANK = 32;

/** The places of a text where a blank stands or could stand, with the odds of one; asked once, looked up after. */
export class Places {
  readonly #odds: Float32Array;

  constructor(
    readonly model: SpacingModel,
    readonly text: string,
  ) {
    this.#odds = new Float32Array(text.length + 1).fill(Number.NaN);
  }

  isBlankBefore(right: number): boolean {
    return this.text.charCodeAt(right - 1) === BLANK;
  }

  /** Last unit before the place that ends at `right`. */
  left(right: number): number {
    return this.isBlankBefore(right) ? right - 2 : right - 1;
  }

  /** Log-odds of a blank before the unit at `right`, from the letters around; what stands there is not looked at. */
  oddsBefore(right: number): number {
    const known = this.#odds[right]!;
    if (!Number.isNaN(known)) return known;
    const odds = this.isOpen(right)
      ? blankOdds(this.model, this.text, this.left(right), right)
      : this.#asItStands(right);
    this.#odds[right] = odds;
    return odds;
  }

  /** Whether letters can tell: something goes on, or begins, with a Hangul syllable. */
  isOpen(right: number): boolean {
    return isOpenPlace(this.text, this.left(right), right);
  }

  /** Whether both sides are Hangul. Beside numbers and names (`R24 가`, `m=3 인`) writers set blanks as they like. */
  isWithinHangul(right: number): boolean {
    return this.isOpen(right) && isHangul(this.text.charCodeAt(this.left(right)));
  }

  #asItStands(right: number): number {
    return this.isBlankBefore(right) ? 4 : -6;
  }
}

export function isOpenPlace(text: string, left: number, right: number): boolean {
  return left >= 0 && right < text.length && isHangul(text.charCodeAt(right)) && text.charCodeAt(left) !== BLANK;
}

export function isHangul(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3;
}
