/** Longest word that is counted, in UTF-16 units; what is longer is glued text, not a word. */
export const LONGEST_EOJEOL = 24;
/** Longest remark in brackets that is taken out of a word. */
const LONGEST_REMARK = 40;

const OTHER = 0;
const ALPHANUMERIC = 1;
const HANGUL = 2;

const SPACE = 0x20;
const OPEN = 0x28;
const CLOSE = 0x29;
const ORDINAL = '제'.charCodeAt(0);

const KINDS = new Uint8Array(65536);
KINDS.fill(HANGUL, 0xac00, 0xd7a4);
for (const [from, to] of ['09', 'az', 'AZ', 'αω']) KINDS.fill(ALPHANUMERIC, from!.charCodeAt(0), to!.charCodeAt(0) + 1);

/**
 * Receives a word: its units, how many, its place in the text and whether only a space parts it from the word
 * before. The units are valid during the call only.
 */
export type EojeolVisitor = (units: Uint16Array, length: number, place: EojeolPlace) => void;

/** Where a word stood, offsets in UTF-16 units; one record is reused for all words. */
export interface EojeolPlace {
  start: number;
  end: number;
  followsWord: boolean;
}

/**
 * Visits the word-phrases (어절) of a text that hold Hangul. Reference signs and glosses in brackets are taken
 * out (`바디(10)의` is 바디의, `발광다이오드(LED)를` is 발광다이오드를), and so are ordinals before a noun
 * (`제1전극` is 전극), for they would part the forms of one noun.
 */
export function visitEojeols(text: string, visit: EojeolVisitor): void {
  const units = new Uint16Array(LONGEST_EOJEOL);
  const place: EojeolPlace = { start: 0, end: 0, followsWord: false };
  let length = 0;
  let hasHangul = false;
  let onlySpace = false;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : SPACE;
    const kind = KINDS[unit]!;
    if (kind !== OTHER) {
      if (length === 0) place.start = at;
      if (length < LONGEST_EOJEOL) units[length] = unit;
      length++;
      hasHangul ||= kind === HANGUL;
      continue;
    }
    if (unit === OPEN && hasHangul) {
      const close = endOfRemark(text, at);
      if (close > 0) {
        at = close;
        continue;
      }
    }
    if (length > 0) {
      if (hasHangul && length <= LONGEST_EOJEOL) {
        place.end = at;
        place.followsWord = onlySpace;
        visitWithoutOrdinal(units, length, place, visit);
        onlySpace = true;
      } else onlySpace = false;
      length = 0;
      hasHangul = false;
    }
    if (unit !== SPACE) onlySpace = false;
  }
}

function visitWithoutOrdinal(units: Uint16Array, length: number, place: EojeolPlace, visit: EojeolVisitor): void {
  let skip = 0;
  if (units[0] === ORDINAL && isDigit(units[1]!)) {
    skip = 2;
    while (skip < length && isDigit(units[skip]!)) skip++;
    if (skip === length) return;
    place.start += skip;
    place.followsWord = false;
  }
  visit(skip === 0 ? units : units.subarray(skip), length - skip, place);
}

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** The closing bracket of a short remark without Hangul, or -1. */
function endOfRemark(text: string, open: number): number {
  const limit = Math.min(text.length, open + LONGEST_REMARK);
  for (let at = open + 1; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (unit === CLOSE) return at;
    if (unit === OPEN || unit < SPACE || KINDS[unit] === HANGUL) return -1;
  }
  return -1;
}
