import { type Places, tabulated } from './places.js';

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
const SHORT_BY = Float64Array.of(-3.5, -0.8, -0.75, -2.6, -3.6, -3.6, -3.4, -3.6, -4.2);
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
 * @returns for every unit 1 if a line began with it, else 0, in memory of the places
 */
export function lineStarts(places: Places, page: Page): Uint8Array {
  return new Layout(places, page).best();
}

/** How badly running text explains a blank that stands at a place, and one that is missing there. */
const surpriseOfBlank = tabulated((odds) => surprise(-odds));
const surpriseOfNone = tabulated(surprise);

class Layout {
  readonly #length: number;
  /** Whether a line end seldom left no blank: then only where one is missed, and only for the likeliest hypotheses. */
  readonly #isRare: boolean;
  readonly #joinedBeam: number;
  /** Columns the text takes before each unit. */
  readonly #columns: Int32Array;
  readonly #score: Float32Array;
  readonly #from: Int32Array;
  /** What a line end before each unit after a blank is worth. */
  readonly #blankWorth: Float32Array;
  /** Numbers of the blanks behind marks that may end a paragraph, in order. */
  readonly #marks: Int32Array;
  readonly #markCount: number;
  readonly #surpriseOfNone: Float64Array;
  // Lines are tried from left to right, so these only move on.
  /** The first blank at which a line that starts here is long enough. */
  #far = 0;
  /** The first of the marks behind the start. */
  #mark = 0;
  /** The last unit before which a line that starts here may end. */
  #full = 0;

  constructor(
    readonly places: Places,
    readonly page: Page,
  ) {
    const { length, buffers } = places;
    this.#length = length;
    this.#isRare = page.leavesNone < page.leavesBlank;
    this.#joinedBeam = this.#isRare ? NARROW_BEAM : BEAM;
    this.#columns = buffers.columns;
    this.#score = buffers.score.fill(-Infinity, 0, length + 1);
    this.#from = buffers.from.fill(-1, 0, length + 1);
    this.#blankWorth = buffers.blankWorth;
    this.#marks = buffers.marks;
    this.#surpriseOfNone = surpriseOfNone(places.model);
    this.#countColumns();
    this.#markCount = this.#weighBlanks();
  }

  #countColumns(): void {
    const { units } = this.places;
    let column = 0;
    this.#columns[0] = 0;
    for (let at = 0; at < this.#length; at++) {
      column += units[at]! > 0x2000 ? 2 : 1;
      this.#columns[at + 1] = column;
    }
  }

  /** @returns how many of the blanks stand behind marks */
  #weighBlanks(): number {
    const { places, page } = this;
    const surprises = surpriseOfBlank(places.model);
    let marks = 0;
    for (let i = 0; i < places.blankCount; i++) {
      const right = places.blanks[i]!;
      this.#blankWorth[i] = page.leavesBlank + surprises[places.codeBefore(right)]!;
      if (right > 1 && mayEndParagraph(places.units[right - 2]!)) this.#marks[marks++] = i;
    }
    return marks;
  }

  best(): Uint8Array {
    const { blanks, blankCount } = this.places;
    this.#score[0] = 0;
    // The best so far that follows no lines at all; printed lines must explain the text better than that.
    let loose = 0;
    let looseFrom = 0;
    let blank = 0;
    for (let start = 0; start < this.#length; start++) {
      if (blank < blankCount && blanks[blank] === start) {
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
    const { blanks, blankCount } = this.places;
    const full = columns[start]! + this.page.columns;
    const shortest = columns[start]! + this.page.columns * SHORTEST;
    while (this.#far < blankCount && columns[blanks[this.#far]!]! <= shortest) this.#far++;
    this.#paragraphEnds(start, blank, score + PARAGRAPH_END);
    for (let i = Math.max(blank, this.#far); i < blankCount; i++) {
      const right = blanks[i]!;
      const short = full + 2 - columns[right]!;
      if (short < 0) break;
      const worth = (short < SHORT_BY.length ? SHORT_BY[short]! : ODD_WIDTH) + this.#blankWorth[i]!;
      this.#offer(start, right, score + worth);
    }
    if (columns[this.#length]! <= full + 1) this.#offer(start, this.#length, score);
  }

  /** Paragraphs end at marks, however short their last line is. */
  #paragraphEnds(start: number, blank: number, score: number): void {
    const { blanks } = this.places;
    const most = this.#columns[start]! + this.page.columns + 2;
    while (this.#mark < this.#markCount && this.#marks[this.#mark]! < blank) this.#mark++;
    for (let m = this.#mark; m < this.#markCount; m++) {
      const right = blanks[this.#marks[m]!]!;
      if (this.#columns[right]! > most) break;
      this.#offer(start, right, score);
    }
  }

  /** Line ends that left no blank: only where the line is full. */
  #joinedEnds(start: number, score: number): void {
    const { places, page } = this;
    const columns = this.#columns;
    const full = columns[start]! + page.columns;
    if (columns[this.#length]! <= full + 1) return;
    while (columns[this.#full + 1]! <= full + 1) this.#full++;
    for (let right = this.#full; columns[right]! >= full - 2; right--) {
      if (places.isBlankBefore(right) || !places.isOpen(right)) continue;
      if (this.#isRare && places.oddsBefore(right) < 0) continue;
      const worth = SHORT_BY[full + 1 - columns[right]!]! + page.leavesNone;
      this.#offer(start, right, score + worth + this.#surpriseOfNone[places.codeBefore(right)]!);
    }
  }

  #offer(start: number, next: number, score: number): void {
    if (score <= this.#score[next]!) return;
    this.#score[next] = score;
    this.#from[next] = start;
  }

  #trace(last: number): Uint8Array {
    const starts = this.places.buffers.starts.fill(0, 0, this.#length + 1);
    for (let next = last; next > 0; ) {
      const from = this.#from[next]!;
      if (from > UNFOLLOWED) starts[next] = 1;
      next = from > UNFOLLOWED ? from : UNFOLLOWED - from;
    }
    return starts;
  }
}

/** log(1 + e^x), bounded. */
function surprise(x: number): number {
  if (x > MOST_EVIDENCE) return MOST_EVIDENCE;
  return x < -MOST_EVIDENCE ? 0 : Math.log1p(Math.exp(x));
}

/** Full stop, comma, colon, semicolon, closing brackets. */
function mayEndParagraph(unit: number): boolean {
  return unit === 46 || unit === 44 || unit === 58 || unit === 59 || unit === 41 || unit === 93 || unit === 62;
}
