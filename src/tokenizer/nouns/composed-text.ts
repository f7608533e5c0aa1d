import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;
const REPLACEMENT = Buffer.from('\ufffd');

/** Text as valid UTF-8: the same bytes where they are; what no encoding explains becomes U+FFFD. */
export function readable(bytes: Uint8Array): Buffer {
  const given = asBuffer(bytes);
  return isUtf8(given) ? given : Buffer.from(new TextDecoder().decode(given));
}

/**
 * Valid UTF-8 with characters composed (NFC), so that a word has one spelling. Nearly all text is composed already and
 * is given back as it is; only lines with a character that composition may touch are rewritten.
 */
export function composed(text: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = touchable(text, 0); at >= 0; at = touchable(text, from)) {
    const start = Math.max(from, text.lastIndexOf(LINE_FEED, at) + 1);
    const next = text.indexOf(LINE_FEED, at);
    const end = next < 0 ? text.length : next;
    parts.push(text.subarray(from, start), Buffer.from(text.toString('utf8', start, end).normalize('NFC')));
    from = end;
  }
  return from === 0 ? text : Buffer.concat([...parts, text.subarray(from)]);
}

/** Characters of a text that no encoding explains. */
export function unreadableIn(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + REPLACEMENT.length)) count++;
  return count;
}

/** The same bytes, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** By first byte of a character: how many bytes it has; 0: look closer; -1: composition may touch it. */
const WIDTHS = new Int8Array(256).fill(-1);
WIDTHS.fill(1, 0, 0x80);
WIDTHS.fill(2, 0xc2, 0xcc);
WIDTHS.fill(2, 0xd0, 0xd2);
WIDTHS.fill(3, 0xe4, 0xef);
for (const lead of [0xce, 0xcf, 0xe2, 0xe3, 0xea, 0xed, 0xef]) WIDTHS[lead] = 0;

/** Second bytes of the blocks of symbols and marks from U+2000 on that NFC changes. */
const TOUCHABLE_SYMBOLS = new Set([0x83, 0x84, 0x8c, 0xab, 0xb3, 0xb5, 0xb7]);

/** Where the next character stands, before `to`, that composition may touch, or -1. */
export function touchable(bytes: Uint8Array, from: number, to = bytes.length): number {
  for (let at = from; at < to; ) {
    const width = WIDTHS[bytes[at]!]! || widthOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!);
    if (width < 0) return at;
    at += width;
  }
  return -1;
}

/** Blocks of Unicode that patents use and that hold few characters or none that NFC changes; -1 for those. */
function widthOf(lead: number, second: number, third: number): number {
  switch (lead) {
    case 0xce: // Greek, but for its own middle dot.
      return second === 0x87 ? -1 : 2;
    case 0xcf:
      return 2;
    case 0xe2: // Two spaces of a width; Ohm, Kelvin and Ångström signs, marks, angle brackets.
      return (second === 0x80 && third < 0x82) || TOUCHABLE_SYMBOLS.has(second) ? -1 : 3;
    case 0xe3: // Kana and the marks before them are composed; Hangul letters, units and ideographs are not.
      return second < 0x84 && !(second === 0x80 && third < 0xaa) ? -1 : 3;
    case 0xea: // Syllables begin at U+AC00.
      return second < 0xb0 ? -1 : 3;
    case 0xed: // And end at U+D7A3.
      return second > 0x9e || (second === 0x9e && third > 0xa3) ? -1 : 3;
    default: // U+F900 to U+FB7F are ideographs and letters with another form, U+FE20 marks.
      return (second >= 0xa4 && second < 0xae) || second === 0xb8 ? -1 : 3;
  }
}

const GAP = Buffer.from('\n\n');

/** The end of the document at `from`, an empty line or the end of the text. */
export function endOfDocument(text: Buffer, from: number): number {
  const gap = text.indexOf(GAP, from);
  return gap < 0 ? text.length : gap;
}

/** How many documents of a text hold more than white space. */
export function documentsIn(text: Buffer): number {
  let count = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfDocument(text, start);
    if (!isBlank(text, start, end)) count++;
    start = end + GAP.length;
  }
  return count;
}

function isBlank(text: Buffer, start: number, end: number): boolean {
  const first = start < end ? text[start]! : 0;
  // No white space is between U+4000 and U+EFFF.
  const isPlain = (first > 0x20 && first < 0x7f) || (first >= 0xe4 && first <= 0xee);
  return !isPlain && text.toString('utf8', start, end).trim() === '';
}
