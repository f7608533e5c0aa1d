import type { Question } from './question.js';
import type { Candidate } from './sentences.js';

/** Weight of each term of the question: a term that few of the found sentences carry tells more. */
export type Weights = ReadonlyMap<string, number>;

/** A term that stands nowhere is either the point of the question or another word for it; we cannot tell, so it may not outweigh all others. */
const HEAVIEST = 2.5;

/** How much the last term of a Korean question counts more than the first one: the topic stands first, what is asked about it last. */
const KOREAN_FOCUS = 2;

/** Weighs the terms over the sentences found for the question. */
export function weigh({ terms, language }: Pick<Question, 'terms' | 'language'>, found: readonly Candidate[]): Weights {
  const steps = Math.max(1, terms.length - 1);
  return new Map(
    terms.map((term, at) => {
      const carriers = found.filter((candidate) => candidate.matched.has(term)).length;
      const rarity = Math.min(HEAVIEST, Math.log(1 + (found.length + 1) / (carriers + 0.5)));
      return [term, language === 'ko' ? rarity * (1 + ((KOREAN_FOCUS - 1) * at) / steps) : rarity];
    }),
  );
}

/** Share of the question's weight that terms carry, 0 to 1; a term that only the surroundings carry counts in part. */
export function coverage(
  matched: ReadonlySet<string>,
  weights: Weights,
  around?: { readonly terms: ReadonlySet<string>; readonly share: number },
): number {
  let all = 0;
  let carried = 0;
  for (const [term, weight] of weights) {
    all += weight;
    if (matched.has(term)) carried += weight;
    else if (around?.terms.has(term)) carried += weight * around.share;
  }
  return all === 0 ? 0 : carried / all;
}
