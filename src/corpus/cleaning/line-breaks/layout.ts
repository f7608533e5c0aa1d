import type { Places } from './places.js';

/** What is known of the page a text was printed on. */
export interface Page {
  /** Columns of a full line: a Hangul syllable takes two, a Latin letter, digit or blank one. */
  readonly columns: number;
  /** Log-probability that the end of a line left a blank in the text, and that it left none. */
  readonly leavesBlank: number;
  readonly leavesNone: number;
}

/** The gazettes of the Korean office: of 3,631 full lines of 55 gazettes 1,496 had 103 columns and 1,339 had 104. */
const GAZETTE_COLUMNS = 104;
/** Descriptions and abstracts: most line ends became a blank. */
export const DESCRIPTION_PAGE: Page = {
  columns: GAZETTE_COLUMNS,
  leavesBlank: Math.log(0.9),
  leavesNone: Math.log(0.1),
};
/** Claims: most line ends became nothing. */
export const CLAIMS_PAGE: Page = { columns: GAZETTE_COLUMNS, leavesBlank: Math.log(0.1), leavesNone: Math.log(0.9) };

/** Log-probability of a full line by how many columns it falls short of the page's; index 0 is one column too many. */
const SHORT_BY = [-3.5, -0.8, -0.75, -2.6, -3.6, -3.6, -3.4, -3.6, -4.2];
/** Any other width: a long Latin word or formula went to the next line, or reference signs were taken out of the text. */
const ODD_WIDTH = -5;
/** A paragraph ended here before its line was full. */
const PARAGRAPH_END = -2.5;
/** A line that is neither full nor the last of its paragraph still takes this share of the columns. */
const SHORTEST = 0.6;
/** Lines begin again in a text where they could not be followed. */
const FOUND_AGAIN = -4;
/** A hypothesis this much worse than the best that reached as far is given up. */
const BEAM = 10;
const NARROW_BEAM = 3;
const MOST_EVIDENCE = 5;
/** Marks in the chain a stretch of text that follows no lines. */
const UNFOLLOWED = -2;

/**
 * Finds the printed lines of a running text: the chain of line ends under which the widths of the lines and the
 * blanks at their ends are most likely (Viterbi). Where no lines explain the text better than none, there are none.
 * @returns for every unit 1 if a line began with it, else 0
 */
export function lineStarts(places: Places, page: Page): Uint8Array {
  return new Layout(places, page).best();
}

class Layout {
  readonly #length: number;
  /** Whether a line end seldom left no blank: then only where one is missed, and only for the likeliest hypotheses. */
  readonly #isRare: boolean;
  readonly #joinedBeam: number;
  readonly #columns: Int32Array;
  readonly #score: Float32Array;
  readonly #from: Int32Array;
  /** Units after a blank, in order, with what a line end before them is worth. */
  readonly #blanks: Int32Array;
  readonly #blankWorth: Float32Array;
  readonly #paragraphWorth: Float32Array;

  constructor(
    readonly places: Places,
    readonly page: Page,
  ) {
    const { text } = places;
    this.#length = text.length;
    this.#isRare = page.leavesNone < page.leavesBlank;
    this.#joinedBeam = this.#isRare ? NARROW_BEAM : BEAM;
    this.#columns = columnsUpTo(text);
    this.#score = new Float32Array(text.length + 1).fill(-Infinity);
    this.#from = new Int32Array(text.length + 1).fill(-1);
    this.#blanks = unitsAfterBlanks(text);
    this.#blankWorth = Float32Array.from(
      this.#blanks,
      (right) => page.leavesBlank + surprise(-places.oddsBefore(right)),
    );
    this.#paragraphWorth = Float32Array.from(this.#blanks, (right) =>
      mayEndParagraph(text.charCodeAt(right - 2)) ? PARAGRAPH_END : -Infinity,
    );
  }

  best(): Uint8Array {
    this.#score[0] = 0;
    // The best so far that follows no lines at all; printed lines must explain the text better than that.
    let loose = 0;
    let looseFrom = 0;
    let blank = 0;
    for (let start = 0; start < this.#length; start++) {
      const isAfterBlank = this.#blanks[blank] === start;
      if (isAfterBlank) {
        blank++;
        if (loose + FOUND_AGAIN > this.#score[start]!) {
          this.#score[start] = loose + FOUND_AGAIN;
          this.#from[start] = UNFOLLOWED - looseFrom;
        }
      }
      const score = this.#score[start]!;
      if (score === -Infinity) continue;
      if (score > loose) {
        loose = score;
        looseFrom = start;
      }
      if (score > loose - BEAM) this.#linesFrom(start, blank, score);
      if (score > loose - this.#joinedBeam) this.#joinedEnds(start, score);
    }
    const isFollowed = this.#score[this.#length]! >= loose;
    return this.#trace(isFollowed ? this.#from[this.#length]! : looseFrom);
  }

  /** Tries every place the line that starts here may end at; `blank` is the first blank after it. */
  #linesFrom(start: number, blank: number, score: number): void {
    const columns = this.#columns;
    const full = columns[start]! + this.page.columns;
    const shortest = columns[start]! + this.page.columns * SHORTEST;
    for (let i = blank; i < this.#blanks.length; i++) {
      const right = this.#blanks[i]!;
      const short = full + 2 - columns[right]!;
      if (short < 0) break;
      let worth = this.#paragraphWorth[i]!;
      if (columns[right]! > shortest) worth = Math.max(worth, (SHORT_BY[short] ?? ODD_WIDTH) + this.#blankWorth[i]!);
      this.#offer(start, right, score + worth);
    }
    if (columns[this.#length]! <= full + 1) this.#offer(start, this.#length, score);
  }

  /** Line ends that left no blank: only where the line is full. */
  #joinedEnds(start: number, score: number): void {
    const { places, page } = this;
    const full = this.#columns[start]! + page.columns;
    if (this.#columns[this.#length]! <= full + 1) return;
    let right = Math.min(this.#length - 1, start + page.columns + 1);
    while (this.#columns[right]! > full + 1) right--;
    for (; this.#columns[right]! >= full - 2; right--) {
      if (places.isBlankBefore(right) || !places.isOpen(right)) continue;
      if (this.#isRare && places.oddsBefore(right) < 0) continue;
      const worth = SHORT_BY[full + 1 - this.#columns[right]!]! + page.leavesNone;
      this.#offer(start, right, score + worth + surprise(places.oddsBefore(right)));
    }
  }

  #offer(start: number, next: number, score: number): void {
    if (score <= this.#score[next]!) return;
    this.#score[next] = score;
    this.#from[next] = start;
  }

  #trace(last: number): Uint8Array {
    const starts = new Uint8Array(this.#length + 1);
    for (let next = last; next > 0; ) {
      const from = this.#from[next]!;
      if (from > UNFOLLOWED) starts[next] = 1;
      next = from > UNFOLLOWED ? from : UNFOLLOWED - from;
    }
    return starts;
  }
}

/** log(1 + e^x), bounded: how badly running text, without a line end, explains what stands at a place. */
function surprise(x: number): number {
  if (x > MOST_EVIDENCE) return MOST_EVIDENCE;
  return x < -MOST_EVIDENCE ? 0 : Math.log1p(Math.exp(x));
}

/** Columns the text takes before each unit. */
function columnsUpTo(text: string): Int32Array {
  const columns = new Int32Array(text.length + 1);
  let column = 0;
  for (let at = 0; at < text.length; at++) {
    column += text.charCodeAt(at) > 0x2000 ? 2 : 1;
    columns[at + 1] = column;
  }
  return columns;
}

function unitsAfterBlanks(text: string): Int32Array {
  const units = new Int32Array(text.length);
  let count = 0;
  for (let at = text.indexOf(' '); at >= 0 && at + 1 < text.length; at = text.indexOf(' ', at + 1))
    units[count++] = at + 1;
  return units.subarray(0, count);
}

/** Full stop, comma, colon, semicolon, closing brackets. */
function mayEndParagraph(unit: number): boolean {
  return unit === 46 || unit === 44 || unit === 58 || unit === 59 || unit === 41 || unit === 93 || unit === 62;
}
