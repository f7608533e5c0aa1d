/** Lengths, in UTF-16 units, that read well and that a citation can point at. */
export interface PassageLength {
  /** A passage takes whole sentences until it has this many. */
  readonly enough: number;
  /** A sentence that would take it beyond this begins the next passage. */
  readonly full: number;
  /** What runs on longer than this without an end of sentence is a table or a sequence, and may be cut at weaker marks. */
  readonly endless: number;
}

export const PASSAGE_LENGTH: PassageLength = { enough: 200, full: 500, endless: 4000 };

/**
 * Splits a section of a description that has lost its paragraphs into passages of whole sentences. Joined again
 * they are the section exactly, except for white space between them.
 */
export function splitPassages(section: string, length: PassageLength = PASSAGE_LENGTH): string[] {
  const passages: string[] = [];
  let start = 0;
  for (const end of passageEnds(section, length)) {
    const passage = section.slice(start, end).trim();
    if (passage) passages.push(passage);
    start = end;
  }
  return passages;
}

function passageEnds(section: string, { enough, full, endless }: PassageLength): number[] {
  const ends: number[] = [];
  let start = 0;
  let end = 0;
  const close = () => {
    ends.push(end);
    start = end;
  };
  for (const stop of stops(section, endless)) {
    if (stop - start > full && end - start >= enough / 2) close();
    end = stop;
    if (end - start >= enough) close();
  }
  const before = ends.at(-2) ?? 0;
  // A short last sentence goes with the passage before it, so that no passage is a mere tail.
  if (end - start < enough / 2 && end - before < full) ends.pop();
  if (end > start) ends.push(end);
  return ends;
}

/** Offsets behind the ends of sentences, the end of the text included; a run without any is cut at weaker marks. */
function* stops(text: string, endless: number): Generator<number> {
  let last = 0;
  for (const end of sentenceEnds(text)) {
    yield* weakerStops(text, last, end, endless);
    yield end;
    last = end;
  }
}

/** The last semicolon or line end, else the last space, before each limit; nothing where the run is short enough. */
function* weakerStops(text: string, from: number, to: number, endless: number): Generator<number> {
  let start = from;
  while (to - start > endless) {
    const run = text.slice(start, start + endless);
    const cut = Math.max(run.lastIndexOf(';'), run.lastIndexOf('\n'));
    const weak = cut > endless / 4 ? cut : run.lastIndexOf(' ');
    if (weak <= 0) return;
    start += weak + 1;
    yield start;
  }
}

const STOP = 1;
const OPEN = 2;
const CLOSE = 3;

/** What a code unit means for sentences: 0 nothing, else one of the above. */
const SIGNS = new Uint8Array(0x10000);
for (const sign of '.!?。．！？') SIGNS[sign.charCodeAt(0)] = STOP;
for (const sign of '([{（［｛「『【〔《〈') SIGNS[sign.charCodeAt(0)] = OPEN;
for (const sign of ')]}）］｝」』】〕》〉') SIGNS[sign.charCodeAt(0)] = CLOSE;

/** An opening bracket whose partner is not within this distance is a defect of the text and holds nothing together. */
const LONGEST_BRACKET = 300;

/**
 * Offsets behind the last character of each sentence (closing quotation marks included), in order; the last one is
 * the length of the text. Brackets hold a sentence together, numbers (`0.5`, `도 1.`), abbreviations (`FIG.`,
 * `U.S.`, `et al.`) and the numbering of a list (`가.`, `1.`) do not end one.
 */
export function* sentenceEnds(text: string): Generator<number> {
  const { length } = text;
  let opened = -1;
  let depth = 0;
  let start = 0;
  for (let at = 0; at < length; at++) {
    const sign = SIGNS[text.charCodeAt(at)];
    if (sign === 0) continue;
    if (sign === CLOSE) {
      if (depth > 0) depth--;
    } else if (sign === OPEN) {
      if (depth === 0 || at - opened > LONGEST_BRACKET) {
        opened = at;
        depth = 0;
      }
      depth++;
    } else if (depth === 0 || !closesSoon(text, at, opened)) {
      const end = endOfSentence(text, at, start);
      if (end < 0 || end === length) continue;
      yield end;
      depth = 0;
      start = end;
      at = end - 1;
    }
  }
  if (length > 0) yield length;
}

/** Whether the bracket opened at `opened` closes within reach, behind `from`. */
function closesSoon(text: string, from: number, opened: number): boolean {
  const limit = Math.min(text.length, opened + LONGEST_BRACKET);
  for (let at = from; at < limit; at++) if (SIGNS[text.charCodeAt(at)] === CLOSE) return true;
  return false;
}

const CLOSERS = new Set(['"', "'", '”', '’', ')', ']', '）', '］', '」', '』', '〉', '》']);

/** The offset behind a stop sign and its closing marks when it ends a sentence, else -1. */
function endOfSentence(text: string, at: number, start: number): number {
  const sign = text[at]!;
  let end = at + 1;
  while (end < text.length && CLOSERS.has(text[end]!)) end++;
  const closed = end > at + 1;
  if (end === text.length) return end;
  const next = text.charCodeAt(end);
  if (sign === '。' || sign === '．' || sign === '！' || sign === '？') return end;
  const spaced = isSpace(next);
  if (sign !== '.') return spaced ? end : -1;
  const before = text.charCodeAt(at - 1);
  if (isHangul(before)) return !closed || spaced ? endOfKorean(text, { at, end, start, spaced }) : -1;
  return spaced && endsEnglish(text, { at, end, start, spaced }) ? end : -1;
}

interface Stop {
  readonly at: number;
  readonly end: number;
  readonly start: number;
  readonly spaced: boolean;
}

/** What may follow a verb's end directly where the PDF lost the space: `…도면이다.도 2는`, `…있다.(S100)`. */
const FOLLOWS_DIRECTLY = /^(?:[가-힣A-Z“"‘'([{<「【①-⑳]|\d)/;
/** What may follow a noun that closes a caption directly: `…구성도.도 2는`. */
const CAPTION_FOLLOWS = /^도\s?\d/;

/** The sentence goes on behind what it quotes: `“…있다.” 라고 할 때`. */
const QUOTED_ON = /^\s*(?:이?라[고는며]|[고는란]\s)/;

function endOfKorean(text: string, { at, end, start, spaced }: Stop): number {
  const last = text[at - 1]!;
  if (isListLetter(text, at, start)) return -1;
  if (end > at + 1 && QUOTED_ON.test(text.slice(end, end + 8))) return -1;
  if (spaced) return end;
  const following = text.slice(end, end + 4);
  const verb = last === '다' || last === '까' || last === '요';
  if (verb ? FOLLOWS_DIRECTLY.test(following) : CAPTION_FOLLOWS.test(following)) return end;
  return -1;
}

/** `가. `, `나. ` number a list; so does any single syllable that begins a sentence. */
function isListLetter(text: string, at: number, start: number): boolean {
  const before = at < 2 ? ' ' : text[at - 2]!;
  if (isHangul(before.charCodeAt(0))) return false;
  return '가나다라마바사아자차카타파하'.includes(text[at - 1]!) || text.slice(start, at - 1).trim() === '';
}

const ABBREVIATION =
  /(?:^|[^A-Za-z])(?:figs?|no|nos|pat|ser|app|appl|pub|ser|e\.g|i\.e|et al|etc|vs|cf|ca|approx|eq|eqs|ref|refs|vol|pp|wt|mr|mrs|dr|prof|inc|co|corp|ltd|al|st|sec|ex|max|min|ave|dept|univ|proc|[a-z])$/i;

const SENTENCE_STARTS = /^["'“‘([{<]*[\p{Lu}\p{Lo}\d]/u;

function endsEnglish(text: string, { at, end, start }: Stop): boolean {
  const following = text.slice(end, end + 12).trimStart();
  if (!SENTENCE_STARTS.test(following)) return false;
  const before = text.slice(Math.max(start, at - 14), at);
  if (isDigit(text.charCodeAt(at - 1))) return endsNumber(before, following);
  return !ABBREVIATION.test(before);
}

/** A number ends a sentence where words lead up to it and a word follows: `… between 5 and 10. The layer`. */
const LED_BY_WORDS = /[\p{Ll}%]\s+[\d.,]*\d$/u;
const NUMBERED =
  /(?:^|\s)(?:figs?\.?|figures?|nos?\.?|claims?|steps?|examples?|tables?|eq\.?|도|표|수학식|제)\s*[\d.,]*\d$/iu;

function endsNumber(before: string, following: string): boolean {
  return LED_BY_WORDS.test(before) && !NUMBERED.test(before) && /^[\p{Lu}\p{Lo}]\p{L}/u.test(following);
}

function isHangul(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x3000;
}
