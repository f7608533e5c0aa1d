import type { Question } from './question.js';
import { ASPECTS } from './question-words.js';

/** Weight of each term of the question: a rare term tells more. */
export type Weights = ReadonlyMap<string, number>;

/** What a term counts that only names the side asked about. */
const ASPECT = 0.12;
/** A term that nearly every document has still tells a little. */
const LEAST = 0.3;
/** How much more the last term of a Korean question counts than the first: the topic stands first, what is asked about it last. */
const KOREAN_FOCUS = 1.3;
/** What is asked for by name, over what is said around it. */
const FOCUS = 1.4;
/** Of a pasted paragraph only the most telling terms count: no sentence says all of it. */
const MOST_TERMS = 12;

/** In a store of about e^7 publications, a word that nobody has counts like the others; in a small one less. */
const KNOWING = 7;
const MOST_UNHEARD = 1.5;
/** What is asked for, and nobody speaks of. */
const UNHEARD_FOCUS = 1.3;

/** What the store knows of terms. */
export interface Rarity {
  readonly publications: number;
  /** 0 for a term that nobody has. */
  readonly rarity: ReadonlyMap<string, number>;
}

/**
 * Weighs the terms of a question by how rare they are in the store. That nobody has a word says little in a small
 * store, where it may only be another wording, unless it is the very thing asked for.
 */
export function weigh(
  { terms, language, focus }: Pick<Question, 'terms' | 'language' | 'focus'>,
  { publications, rarity }: Rarity,
): Weights {
  const heard = terms.map((term) => rarity.get(term) ?? 0).filter((value) => value > 0);
  const mean = heard.length === 0 ? 1 : heard.reduce((sum, value) => sum + value, 0) / heard.length;
  const unheard = mean * Math.min(MOST_UNHEARD, Math.log(1 + publications) / KNOWING);
  const steps = Math.max(1, terms.length - 1);
  const weighed = terms.map((term, at): [string, number] => {
    const known = rarity.get(term) ?? 0;
    const told = known > 0 ? known : focus.has(term) ? Math.max(mean, ...heard) * UNHEARD_FOCUS : unheard;
    const place = language === 'ko' ? 1 + ((KOREAN_FOCUS - 1) * at) / steps : 1;
    return [term, Math.max(LEAST, told) * place * (ASPECTS.has(term) ? ASPECT : 1) * (focus.has(term) ? FOCUS : 1)];
  });
  return new Map(weighed.sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS));
}

/** Terms, and what share of their weight they count. */
export type Counted = readonly [terms: ReadonlySet<string>, share: number];

/** Share of the question's weight that is carried, 0 to 1; each term counts where it counts most. A question without terms is carried by anything. */
export function coverage(weights: Weights, ...counted: readonly Counted[]): number {
  let all = 0;
  let carried = 0;
  for (const [term, weight] of weights) {
    all += weight;
    carried += weight * Math.max(0, ...counted.map(([terms, share]) => (terms.has(term) ? share : 0)));
  }
  return all === 0 ? 1 : carried / all;
}
