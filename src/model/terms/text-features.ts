import { type SparseRows, sparseRows } from './sparse-rows.js';

/** What a text is counted by. */
export type TermsOf = (text: string) => Iterable<string>;

/** Terms of some texts with their weights, as other texts are then described by. */
export interface TextFeatures {
  readonly terms: readonly string[];
  /** Where each stands among them. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Of each term: the rarer, the more it says. */
  readonly weights: Float32Array;
}

/** Terms in fewer texts are left out: they join nothing. */
const FEWEST_TEXTS = 2;

/**
 * Pieces of 2 to 4 characters of each word, its ends marked by a blank: Korean endings fall off by themselves, and
 * nothing has to be analysed.
 */
export function* characterPieces(text: string): Generator<string> {
  for (const word of text.normalize('NFC').toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const characters = [' ', ...word, ' '];
    for (let length = 2; length <= 4; length++)
      for (let at = 0; at + length <= characters.length; at++) yield characters.slice(at, at + length).join('');
  }
}

/**
 * Chooses terms and weighs them: ln ((1 + texts) / (1 + texts with the term)) + 1.
 * @param most terms that are kept: those in most texts
 */
export function learnFeatures(
  texts: readonly string[],
  termsOf: TermsOf,
  most = Number.POSITIVE_INFINITY,
): TextFeatures {
  const holding = new Map<string, number>();
  for (const text of texts) for (const term of new Set(termsOf(text))) holding.set(term, (holding.get(term) ?? 0) + 1);
  const common = [...holding].filter(([, count]) => count >= FEWEST_TEXTS);
  const kept = common.sort(byFrequency).slice(0, most).sort(byName);
  const weight = (count: number) => Math.log((1 + texts.length) / (1 + count)) + 1;
  return textFeatures(
    kept.map(([term]) => term),
    Float32Array.from(kept, ([, count]) => weight(count)),
  );
}

export function textFeatures(terms: readonly string[], weights: Float32Array): TextFeatures {
  return { terms, placeOf: new Map(terms.map((term, at) => [term, at])), weights };
}

type Counted = readonly [term: string, texts: number];
const byName = ([a]: Counted, [b]: Counted): number => (a < b ? -1 : 1);
const byFrequency = (a: Counted, b: Counted): number => b[1] - a[1] || byName(a, b);

/** Texts as rows of length one: (1 + ln count) · weight for each term. */
export function describeTexts(texts: readonly string[], features: TextFeatures, termsOf: TermsOf): SparseRows {
  const rows = texts.map((text) => describe(text, features, termsOf));
  return sparseRows(features.terms.length, rows);
}

function describe(
  text: string,
  { placeOf, weights }: TextFeatures,
  termsOf: TermsOf,
): readonly (readonly [number, number])[] {
  const counts = new Map<number, number>();
  for (const term of termsOf(text)) {
    const place = placeOf.get(term);
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const row = [...counts].map(([place, count]) => [place, (1 + Math.log(count)) * weights[place]!] as const);
  const length = Math.sqrt(row.reduce((sum, [, value]) => sum + value * value, 0));
  return row.sort(([a], [b]) => a - b).map(([place, value]) => [place, value / length] as const);
}
