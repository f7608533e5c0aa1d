import { power, scattered } from './shingles.js';

/** How long a stretch two texts must share. Thirteen words is what the makers of large English models used. */
export const WORDS = 13;
export const SYLLABLES = 50;

const WORD_BASE = 0x01000193;
const SYLLABLE_BASE = 0x2c1b3c6d;
const WORD_OUT = power(WORD_BASE, WORDS);
const SYLLABLE_OUT = power(SYLLABLE_BASE, SYLLABLES);

const words = new Int32Array(WORDS);
const checks = new Int32Array(WORDS);
const syllables = new Int32Array(SYLLABLES);

/**
 * Visits every stretch of 13 words and of 50 Hangul syllables as a 64-bit hash in two halves. Case, marks and (between
 * syllables) blanks do not count.
 */
export function visitWindows(text: string, visit: (high: number, low: number) => void): void {
  let word = 0;
  let wordCount = 0;
  let wordRoll = 0;
  let wordCheck = 0;
  let syllableCount = 0;
  let syllableRoll = 0;
  let syllableCheck = 0;
  words.fill(0);
  checks.fill(0);
  syllables.fill(0);
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? folded(text.charCodeAt(at)) : 0;
    if (unit !== 0) word = wordWith(word, unit);
    else if (word !== 0) {
      const place = wordCount++ % WORDS;
      const check = scattered(word) | 0;
      wordRoll = (Math.imul(wordRoll, WORD_BASE) + word - Math.imul(words[place]!, WORD_OUT)) | 0;
      wordCheck = (Math.imul(wordCheck, SYLLABLE_BASE) + check - Math.imul(checks[place]!, CHECK_OUT)) | 0;
      words[place] = word;
      checks[place] = check;
      word = 0;
      if (wordCount >= WORDS) visit(scattered(wordRoll), (scattered(wordCheck) | 1) >>> 0);
    }
    if (!isSyllable(unit)) continue;
    const place = syllableCount++ % SYLLABLES;
    const gone = syllables[place]!;
    syllableRoll = (Math.imul(syllableRoll, SYLLABLE_BASE) + unit - Math.imul(gone, SYLLABLE_OUT)) | 0;
    syllableCheck = (Math.imul(syllableCheck, WORD_BASE) + unit - Math.imul(gone, SYLLABLE_CHECK_OUT)) | 0;
    syllables[place] = unit;
    if (syllableCount >= SYLLABLES) visit(scattered(syllableRoll), (scattered(syllableCheck) | 1) >>> 0);
  }
}

const CHECK_OUT = power(SYLLABLE_BASE, WORDS);
const SYLLABLE_CHECK_OUT = power(WORD_BASE, SYLLABLES);

/** The hash of a word that goes on by one unit. */
export function wordWith(word: number, unit: number): number {
  return (Math.imul(word ^ unit, WORD_BASE) + 0x9e37) | 0;
}

export function isSyllable(unit: number): boolean {
  return unit >= 0xac00 && unit <= 0xd7a3;
}

/** Letters and digits, Latin ones in lower case; 0 for everything between words. */
export function folded(unit: number): number {
  return FOLDED[unit]!;
}

const FOLDED = Uint16Array.from({ length: 65536 }, (_, unit) => {
  if (unit > 0x303f) return unit;
  if (unit >= 0x61 && unit <= 0x7a) return unit;
  if (unit >= 0x41 && unit <= 0x5a) return unit + 32;
  if (unit >= 0x30 && unit <= 0x39) return unit;
  return unit >= 0xc0 && unit < 0x3000 && !(unit >= 0x2000 && unit <= 0x206f) ? unit : 0;
});
