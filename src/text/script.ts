/** What a character is to a tokenizer. */
export const OTHER = 0;
export const HANGUL = 1;
/** A letter of an alphabet: Latin, Greek, Cyrillic, … */
export const LETTER = 2;
export const DIGIT = 3;
/** Han and kana, written without spaces between words. */
export const IDEOGRAPH = 4;

const PATTERNS: readonly (readonly [number, RegExp])[] = [
  [HANGUL, /\p{Script=Hangul}/u],
  [IDEOGRAPH, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u],
  [DIGIT, /\p{Nd}/u],
  [LETTER, /\p{L}/u],
];

function scriptOf(character: string): number {
  return PATTERNS.find(([, pattern]) => pattern.test(character))?.[0] ?? OTHER;
}

const UNITS = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++) {
  // Whole blocks of Hangul syllables and common Han need no look at the tables of Unicode.
  if (unit >= 0xac00 && unit <= 0xd7a3) UNITS[unit] = HANGUL;
  else if (unit >= 0x4e00 && unit <= 0x9fff) UNITS[unit] = IDEOGRAPH;
  else if (unit < 0xd800 || unit > 0xf8ff) UNITS[unit] = scriptOf(String.fromCharCode(unit));
}

/** The kind of the character at `at`; a low half of a pair counts as its whole, a lone half as OTHER. */
export function scriptAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return UNITS[unit]!;
  const start = unit >= 0xdc00 ? at - 1 : at;
  const code = text.codePointAt(start);
  return code !== undefined && code > 0xffff ? scriptOf(String.fromCodePoint(code)) : OTHER;
}
