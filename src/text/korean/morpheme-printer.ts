import type { KoreanAnalyser } from './analyser.js';
import type { UnitLines } from './unit-lines.js';

/** How the morphemes of a line are printed: as `[{"surface", "tag", "start", "end"}]`, or as `전지/NNG 를/JKO`. */
export type PrintForm = 'json' | 'text';

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Bytes that a UTF-16 unit takes at most: as `\u0001`. */
const WIDEST_UNIT = 6;
/** Bytes that anything else of a morpheme takes at most, its tag apart. */
const WIDEST_FRAME = 64;

/** Prints the morphemes of lines as UTF-8. It writes bytes and makes no string, or most of its time would go into them. */
export class MorphemePrinter {
  #bytes = Buffer.allocUnsafeSlow(1 << 20);
  #size = 0;
  #units: Uint16Array = new Uint16Array(0);
  #lineStart = 0;
  /** By tag: it and all that stands between it and its neighbours. */
  readonly #tags = new Map<string, Uint8Array>();
  readonly #isJson: boolean;

  constructor(
    readonly analyser: KoreanAnalyser,
    form: PrintForm,
  ) {
    this.#isJson = form === 'json';
  }

  /** A line of output, with its line feed, for each line. */
  print({ units, starts, ends }: UnitLines): Uint8Array<ArrayBuffer> {
    this.#size = 0;
    this.#units = units;
    for (let line = 0; line < starts.length; line++) {
      this.#lineStart = starts[line]!;
      this.#reserve(WIDEST_FRAME);
      if (this.#isJson) this.#bytes[this.#size++] = 0x5b;
      const before = this.#size;
      this.analyser.visitUnits(units, this.#lineStart, ends[line]!, this.#see);
      // What parts morphemes stands behind each of them, but not behind the last.
      if (this.#size > before) this.#size--;
      if (this.#isJson) this.#bytes[this.#size++] = 0x5d;
      this.#bytes[this.#size++] = LINE_FEED;
    }
    return new Uint8Array(this.#bytes.subarray(0, this.#size));
  }

  readonly #see = (start: number, end: number, word: number): void => {
    const tag = this.#tagOf(word);
    this.#reserve((end - start) * WIDEST_UNIT + tag.length + WIDEST_FRAME);
    if (this.#isJson) this.#append(SURFACE);
    this.#appendUnits(this.#lineStart + start, this.#lineStart + end);
    this.#append(tag);
    if (!this.#isJson) return;
    this.#appendNumber(start);
    this.#append(END);
    this.#appendNumber(end);
    this.#append(CLOSE);
  };

  #tagOf(word: number): Uint8Array {
    const tag = this.analyser.tag(word, '');
    const known = this.#tags.get(tag);
    if (known !== undefined) return known;
    const bytes = Buffer.from(this.#isJson ? `","tag":${JSON.stringify(tag)},"start":` : `/${tag} `);
    this.#tags.set(tag, bytes);
    return bytes;
  }

  #appendUnits(from: number, to: number): void {
    const units = this.#units;
    const bytes = this.#bytes;
    const before = this.#size;
    let at = before;
    for (let place = from; place < to; place++) {
      const unit = units[place]!;
      if (this.#isOdd(unit)) {
        this.#size = before;
        this.#appendText(String.fromCharCode(...units.subarray(from, to)));
        return;
      }
      if (unit < 0x80) bytes[at++] = unit;
      else {
        if (unit < 0x800) bytes[at++] = 0xc0 | (unit >> 6);
        else {
          bytes[at++] = 0xe0 | (unit >> 12);
          bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        }
        bytes[at++] = 0x80 | (unit & 0x3f);
      }
    }
    this.#size = at;
  }

  /** Whether a unit is not written as it stands: half a surrogate pair; what JSON escapes. */
  #isOdd(unit: number): boolean {
    if (unit >= 0xd800 && unit < 0xe000) return true;
    return this.#isJson && (unit < 0x20 || unit === QUOTE || unit === BACKSLASH);
  }

  #appendText(text: string): void {
    const written = this.#isJson ? JSON.stringify(text).slice(1, -1) : text;
    this.#size += this.#bytes.write(written, this.#size);
  }

  #appendNumber(number: number): void {
    let last = this.#size;
    for (let rest = number; rest > 9; rest = (rest / 10) | 0) last++;
    this.#size = last + 1;
    for (let rest = number; last >= 0; rest = (rest / 10) | 0, last--) {
      this.#bytes[last] = 0x30 + (rest % 10);
      if (rest < 10) return;
    }
  }

  #append(part: Uint8Array): void {
    const bytes = this.#bytes;
    let at = this.#size;
    for (let i = 0; i < part.length; i++) bytes[at++] = part[i]!;
    this.#size = at;
  }

  #reserve(more: number): void {
    const needed = this.#size + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(needed * 2);
    larger.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = larger;
  }
}

const SURFACE = Buffer.from('{"surface":"');
const END = Buffer.from(',"end":');
const CLOSE = Buffer.from('},');
