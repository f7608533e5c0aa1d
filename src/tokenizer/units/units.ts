import type { KoreanAnalyser } from '../../text/index.js';
import { isForAnalyser, visitRuns } from './scripts.js';

/** The mark of a blank (U+0020) before a unit, as SentencePiece writes it. */
export const MARK = '\u2581';
export const MARK_UNIT = 0x2581;

/** Longer units are cut: nothing in a vocabulary is as long, and work on one unit grows with its square. */
export const LONGEST_UNIT = 64;

/** Receives a unit: its place in the text, and whether a blank stood before it. An empty place is a blank itself. */
export type UnitVisitor = (start: number, end: number, blank: boolean) => void;

/** Cuts text into the units that subwords never cross: morphemes, or words where there is no morphology. */
export interface UnitReader {
  visit(text: string, visit: UnitVisitor): void;
}

/**
 * A reader of units. With an analyser lines that hold Korean are cut into morphemes; all other lines, and
 * without an analyser every line, into runs of letters, digits and single symbols. Nothing is lost: each
 * character of the text is in one unit, or is the one blank before a unit. The text counts as having a blank
 * before it, so that a word is spelled alike at the beginning and within.
 */
export function openUnitReader(analyser: KoreanAnalyser | null): UnitReader {
  const visitLine = (line: string, visit: (start: number, end: number) => void): void => {
    if (analyser !== null && isForAnalyser(line)) analyser.visit(line, visit);
    else visitRuns(line, visit);
  };
  return {
    visit(text, visit) {
      if (text === '') return;
      const gaps = new Gaps(text, visit);
      for (let start = 0; start < text.length; ) {
        const feed = text.indexOf('\n', start);
        const end = feed < 0 ? text.length : feed + 1;
        const line = start === 0 && end === text.length ? text : text.slice(start, end);
        visitLine(line, (from, to) => gaps.unit(start + from, start + to));
        start = end;
      }
      gaps.end();
    },
  };
}

/** Turns what lies between units into units, so that white space survives, and cuts units that are too long. */
class Gaps {
  /** How far the text has been told. */
  #at = 0;
  /** Whether a blank waits for a unit to mark. */
  #blank = true;
  readonly #hasMark: boolean;

  constructor(
    readonly text: string,
    readonly visit: UnitVisitor,
  ) {
    this.#hasMark = text.includes(MARK);
  }

  unit(start: number, end: number): void {
    this.#gap(start);
    if (end - start <= LONGEST_UNIT && !this.#hasMark) this.#tell(start, end);
    else for (let at = start; at < end; at = this.#at) this.#tell(at, this.#endOfPart(at, end));
  }

  end(): void {
    this.#gap(this.text.length);
    if (this.#blank) this.#tell(this.#at, this.#at);
  }

  #gap(to: number): void {
    while (this.#at < to) {
      const isBlank = this.text.charCodeAt(this.#at) === 0x20;
      if (!isBlank) this.#tell(this.#at, this.#at + 1);
      else {
        if (this.#blank) this.#tell(this.#at, this.#at);
        this.#blank = true;
        this.#at++;
      }
    }
  }

  #tell(start: number, end: number): void {
    this.visit(start, end, this.#blank);
    this.#blank = false;
    this.#at = end;
  }

  /** A literal ▁ stands alone, so that it is never taken for the mark of a blank. */
  #endOfPart(start: number, end: number): number {
    const mark = this.#hasMark ? this.text.indexOf(MARK, start) : -1;
    if (mark === start) return start + 1;
    let to = mark > start && mark < end ? mark : end;
    if (to - start > LONGEST_UNIT) {
      to = start + LONGEST_UNIT;
      const last = this.text.charCodeAt(to - 1);
      if (last >= 0xd800 && last <= 0xdbff) to--;
    }
    return to;
  }
}
