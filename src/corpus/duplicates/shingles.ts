/** What a text is cut into before it is compared. */
export type ShingleKind = 'words' | 'letters';

/** Words of a shingle. */
const WORDS = 5;
/** Letters of a shingle of Korean, where blanks are not to be trusted: printed pages move them. */
const LETTERS = 12;

const FOLDED = foldedUnits();

/** For each UTF-16 unit what stands for it in a shingle: 0 for marks and blanks, one code for upper and lower case. */
function foldedUnits(): Uint16Array {
  const units = new Uint16Array(65536);
  for (let unit = 0; unit < 65536; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) units[unit] = unit;
    else {
      const letter = String.fromCharCode(unit);
      if (/[\p{L}\p{N}\p{M}]/u.test(letter)) units[unit] = letter.toLowerCase().charCodeAt(0);
    }
  }
  return units;
}

/** Korean is compared by letters, everything else by words. */
export function shingleKindOf(text: string): ShingleKind {
  let hangul = 0;
  const looked = Math.min(text.length, 400);
  for (let at = 0; at < looked; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xac00 && unit <= 0xd7a3) hangul++;
  }
  return hangul * 4 > looked ? 'letters' : 'words';
}

/** Takes the 32-bit hash of each shingle of a text. */
export type ShingleVisitor = (hash: number) => void;

/**
 * Hashes every shingle of a text: case, marks and (in letters) blanks do not count. A text shorter than one shingle
 * is one shingle of itself.
 * @returns a 64-bit hash of all letters in order, as two halves, and their number
 */
export function visitShingles(text: string, kind: ShingleKind, visit: ShingleVisitor): TextHash {
  return kind === 'words' ? visitWords(text, visit) : visitLetters(text, visit);
}

export interface TextHash {
  readonly high: number;
  readonly low: number;
  readonly letters: number;
}

/** A polynomial hash over the last letters, taken on by one and given up by one. */
const BASE = 0x01000193;
const BASE_TO_LETTERS = power(BASE, LETTERS);

export function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

/** The last letters or words; as long as a power of two, so that a mask finds their places. */
const ring = new Int32Array(16);
const PLACES = ring.length - 1;

function visitLetters(text: string, visit: ShingleVisitor): TextHash {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  let rolling = 0;
  let letters = 0;
  ring.fill(0);
  for (let at = 0; at < text.length; at++) {
    const unit = FOLDED[text.charCodeAt(at)]!;
    if (unit === 0) continue;
    high = Math.imul(high ^ unit, 0x01000193);
    low = (Math.imul(low, 31) + (unit ^ (low >>> 15))) | 0;
    const gone = ring[(letters - LETTERS) & PLACES]!;
    rolling = (Math.imul(rolling, BASE) + unit - Math.imul(gone, BASE_TO_LETTERS)) | 0;
    ring[letters & PLACES] = unit;
    letters++;
    if (letters >= LETTERS) visit(scattered(rolling));
  }
  if (letters > 0 && letters < LETTERS) visit(scattered(rolling));
  return { high: high >>> 0, low: low >>> 0, letters };
}

function visitWords(text: string, visit: ShingleVisitor): TextHash {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  let letters = 0;
  let words = 0;
  let word = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? FOLDED[text.charCodeAt(at)]! : 0;
    if (unit !== 0) {
      high = Math.imul(high ^ unit, 0x01000193);
      low = (Math.imul(low, 31) + (unit ^ (low >>> 15))) | 0;
      word = (Math.imul(word ^ unit, 0x01000193) + 0x9e37) | 0;
      letters++;
    } else if (word !== 0) {
      ring[words & PLACES] = word;
      words++;
      word = 0;
      if (words >= WORDS) visit(lastWords(words, WORDS));
    }
  }
  if (words > 0 && words < WORDS) visit(lastWords(words, words));
  return { high: high >>> 0, low: low >>> 0, letters };
}

function lastWords(words: number, count: number): number {
  let hash = 0;
  for (let i = words - count; i < words; i++) hash = Math.imul(hash ^ ring[i & PLACES]!, 0x85ebca6b) ^ (hash >>> 13);
  return scattered(hash);
}

/** Every bit of the input moves every bit of the output (the finaliser of MurmurHash3). */
export function scattered(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
