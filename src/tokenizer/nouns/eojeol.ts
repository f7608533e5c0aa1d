import { touchable } from './composed-text.js';

/** Longest word that is counted, in UTF-16 units; what is longer is glued text, not a word. */
export const LONGEST_EOJEOL = 24;
/** Longest remark in brackets that is taken out of a word, in UTF-16 units. */
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
 * Receives a word: its UTF-16 units, how many, its place in the text and whether only a space parts it from the word
 * before. The units are valid during the call only.
 */
export type EojeolVisitor = (units: Uint16Array, length: number, place: EojeolPlace) => void;

/** Where a word stood, in bytes; one record is reused for all words. */
export interface EojeolPlace {
  start: number;
  end: number;
  followsWord: boolean;
}

/**
 * Visits the word-phrases (어절) of a text that hold Hangul. Reference signs and glosses in brackets are taken
 * out (`바디(10)의` is 바디의, `발광다이오드(LED)를` is 발광다이오드를), and so are ordinals before a noun
 * (`제1전극` is 전극), for they would part the forms of one noun.
 * @param text valid UTF-8; it is read as bytes, because half of the time would go into making a string of it
 * @param onlyComposed whether to stop where a character stands that composition (NFC) may touch
 * @returns whether it came to the end
 */
export function visitEojeols(text: Uint8Array, visit: EojeolVisitor, onlyComposed = false): boolean {
  const units = new Uint16Array(LONGEST_EOJEOL);
  const place: EojeolPlace = { start: 0, end: 0, followsWord: false };
  let length = 0;
  let hasHangul = false;
  let onlySpace = false;
  for (let at = 0; at <= text.length; ) {
    const start = at;
    let unit = at < text.length ? text[at]! : SPACE;
    if (unit < 0x80) at++;
    else if ((unit & 0xf0) === 0xe0) {
      unit = ((unit & 0xf) << 12) | ((text[at + 1]! & 0x3f) << 6) | (text[at + 2]! & 0x3f);
      at += 3;
    } else {
      const width = widthOf(unit);
      unit = unitOf(text, at, width);
      at += width;
    }
    const kind = KINDS[unit]!;
    if (kind !== OTHER) {
      if (length === 0) place.start = start;
      if (length < LONGEST_EOJEOL) units[length] = unit;
      length++;
      hasHangul ||= kind === HANGUL;
      continue;
    }
    if (unit >= 0x80 && onlyComposed && touchable(text, start, at) >= 0) return false;
    if (unit === OPEN && hasHangul) {
      const close = endOfRemark(text, start);
      if (close > 0) {
        if (onlyComposed && touchable(text, start, close) >= 0) return false;
        at = close + 1;
        continue;
      }
    }
    if (length > 0) {
      if (hasHangul && length <= LONGEST_EOJEOL) {
        place.end = start;
        place.followsWord = onlySpace;
        onlySpace = visitWithoutOrdinal(units, length, place, visit);
      } else onlySpace = false;
      length = 0;
      hasHangul = false;
    }
    if (unit !== SPACE) onlySpace = false;
  }
  return true;
}

/** Bytes of a character, from its first one. */
const widthOf = (lead: number) => (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

/** The UTF-16 unit of a character of two or three bytes; of a longer one, half of which is no word's, any that is none. */
function unitOf(text: Uint8Array, at: number, width: number): number {
  if (width === 3) return ((text[at]! & 0xf) << 12) | ((text[at + 1]! & 0x3f) << 6) | (text[at + 2]! & 0x3f);
  return width === 2 ? ((text[at]! & 0x1f) << 6) | (text[at + 1]! & 0x3f) : 0xd800;
}

/** Whether there was a word behind the ordinal. */
function visitWithoutOrdinal(units: Uint16Array, length: number, place: EojeolPlace, visit: EojeolVisitor): boolean {
  let skip = 0;
  if (length > 1 && units[0] === ORDINAL && isDigit(units[1]!)) {
    skip = 2;
    while (skip < length && isDigit(units[skip]!)) skip++;
    if (skip === length) return false;
    place.start += ORDINAL_BYTES + skip - 1;
    place.followsWord = false;
  }
  visit(skip === 0 ? units : units.subarray(skip), length - skip, place);
  return true;
}

const ORDINAL_BYTES = 3;
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** Where the bracket of a short remark without Hangul closes, or -1. */
function endOfRemark(text: Uint8Array, open: number): number {
  let at = open + 1;
  for (let length = 1; length < LONGEST_REMARK && at < text.length; length++) {
    const lead = text[at]!;
    if (lead === CLOSE) return at;
    if (lead === OPEN || lead < SPACE) return -1;
    const width = lead < 0x80 ? 1 : widthOf(lead);
    if (width > 1 && KINDS[unitOf(text, at, width)] === HANGUL) return -1;
    if (width === 4) length++;
    at += width;
  }
  return -1;
}
