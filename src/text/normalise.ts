import type { Range } from './types.js';

/** A text in normal form with the way back to the original. */
export interface NormalText {
  readonly text: string;
  /** The original units behind a range of the normal form. Offsets are UTF-16 units on both sides. */
  original(start: number, end: number): Range;
}

/**
 * The one spelling in which texts are compared: NFC; full-width and half-width forms, ligatures, unit
 * signs (㎛, ℃), circled and Roman numerals unfolded; every space as U+0020; soft hyphens, zero-width
 * characters and variation selectors gone; half-width jamo as the compatibility jamo of ordinary text.
 * Superscript and subscript digits become digits unless they follow one: H₂O is found as H2O, but
 * 10² never becomes 102.
 */
export function normalise(text: string): NormalText {
  const first = firstToFold(text);
  return first < 0 ? { text, original: (start, end) => ({ start, end }) } : fold(text, first);
}

const KEEP = 0;
const LOOK = 1;

/** Units that may not be in normal form, or may join with the one before them. */
const SUSPECT = markSuspects();

function markSuspects(): Uint8Array {
  const suspects = new Uint8Array(65536).fill(LOOK);
  suspects.fill(KEEP, 0x09, 0x0b);
  suspects[0x0d] = KEEP;
  suspects.fill(KEEP, 0x20, 0x7f);
  suspects.fill(KEEP, 0xac00, 0xd7a4);
  suspects.fill(KEEP, 0x3041, 0x3097);
  suspects.fill(KEEP, 0x30a1, 0x30fb);
  suspects.fill(KEEP, 0x4e00, 0xa000);
  for (const mark of '“”‘’·–—°±×÷«»§¶†‡•─│、。「」『』【】〈〉《》αβγδεθλμπρστφωΔΣΩ')
    suspects[mark.charCodeAt(0)] = KEEP;
  return suspects;
}

function firstToFold(text: string): number {
  for (let i = 0; i < text.length; i++) if (SUSPECT[text.charCodeAt(i)] === LOOK) return i;
  return -1;
}

function fold(text: string, first: number): NormalText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let copied = 0;
  const copyTo = (end: number) => {
    if (end > copied) parts.push(text.slice(copied, end));
    for (; copied < end; copied++) {
      starts.push(copied);
      ends.push(copied + 1);
    }
  };
  for (let at = first; at < text.length; ) {
    if (SUSPECT[text.charCodeAt(at)] === KEEP) {
      at++;
      continue;
    }
    const cluster = clusterAt(text, Math.max(at - 1, copied), at);
    const folded = foldCluster(cluster.text, () => visibleBefore(text, cluster.start));
    at = cluster.end;
    if (folded === cluster.text) continue;
    copyTo(cluster.start);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) {
      starts.push(cluster.start);
      ends.push(cluster.end);
    }
    copied = cluster.end;
  }
  if (parts.length === 0) return { text, original: (start, end) => ({ start, end }) };
  copyTo(text.length);
  return { text: parts.join(''), original: backTo(Uint32Array.from(starts), Uint32Array.from(ends), text.length) };
}

function backTo(starts: Uint32Array, ends: Uint32Array, length: number): NormalText['original'] {
  return (start, end) => {
    const from = starts[start] ?? length;
    return { start: from, end: end > start ? ends[end - 1]! : from };
  };
}

interface Cluster extends Range {
  readonly text: string;
}

/** Marks, jamo that follow a consonant, and characters nobody sees: what follows those may still join what is before them. */
const JOINS_BEFORE =
  /^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]$/u;

/** The character at `at` with all that joins it; it may begin at `earliest`, when the mark at `at` joins the one before. */
function clusterAt(text: string, earliest: number, at: number): Cluster {
  const joins = JOINS_BEFORE.test(characterAt(text, at));
  let start = joins ? earliest : at;
  if (start < at && start > 0 && isLow(text.charCodeAt(start)))
    start = isHigh(text.charCodeAt(start - 1)) ? start - 1 : start;
  let end = at + characterAt(text, at).length;
  // A limit keeps hostile heaps of marks from making one piece of megabytes.
  while (end < text.length && end - start < 64) {
    const next = characterAt(text, end);
    if (!JOINS_BEFORE.test(next)) break;
    end += next.length;
  }
  return { start, end, text: text.slice(start, end) };
}

/** The unit before `end` that is still there in the normal form; NaN at the beginning. */
function visibleBefore(text: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && text.charAt(at).replace(INVISIBLE, '') === '') at--;
  return text.charCodeAt(at);
}

function characterAt(text: string, at: number): string {
  return isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1)) ? text.slice(at, at + 2) : text.charAt(at);
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\p{Variation_Selector}/gu;
const OTHER_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const RAISED = /^[²³¹⁰-₎]/;
const FRACTION = /[¼-¾⅐-⅞↉]/;
const HALF_WIDTH_JAMO = /[\uffa0-\uffdc]/g;
const COMPATIBILITY_JAMO = /^[\u3131-\u318e]$/;

/** @param before the unit before it, which only raised digits ask for */
function foldCluster(cluster: string, before: () => number): string {
  const visible = cluster.replace(INVISIBLE, '');
  if (COMPATIBILITY_JAMO.test(visible) || FRACTION.test(visible)) return visible;
  if (RAISED.test(visible) && isDigit(before())) return visible;
  const plain = visible.replace(OTHER_SPACE, ' ').replace(HALF_WIDTH_JAMO, halfToCompatibility);
  if (COMPATIBILITY_JAMO.test(plain)) return plain;
  // NFKC leaves spacing accents (¨ ´ ¸ ‾) as a space and a mark, which would break a word in two.
  const folded = plain.normalize('NFKC');
  return folded.startsWith(' ') && !plain.startsWith(' ') ? plain.normalize('NFC') : folded;
}

/** U+FFA1 … U+FFDC stand in the order of U+3131 … U+3163, with gaps between groups of vowels. */
function halfToCompatibility(jamo: string): string {
  const unit = jamo.charCodeAt(0);
  if (unit <= 0xffbe) return unit === 0xffa0 ? '\u3164' : String.fromCharCode(unit - 0xffa1 + 0x3131);
  const group = (unit - 0xffc2) >> 3;
  const place = (unit - 0xffc2) & 7;
  return String.fromCharCode(0x314f + group * 6 + place);
}
