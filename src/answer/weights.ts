import type { Candidate } from './sentences.js';

/** Weight of each term of the question: a term that few of the found sentences carry tells more. */
export type Weights = ReadonlyMap<string, number>;

/** A term that stands nowhere is either the point of the question or another word for it; we cannot tell, so it may not outweigh all others. */
const HEAVIEST = 2.5;

/** Weighs the terms over the sentences found for the question. */
export function weigh(terms: readonly string[], found: readonly Candidate[]): Weights {
  return new Map(
    terms.map((term) => {
      const carriers = found.filter((candidate) => candidate.matched.has(term)).length;
      return [term, Math.min(HEAVIEST, Math.log(1 + (found.length + 1) / (carriers + 0.5)))];
    }),
  );
}

/** Share of the question's weight that the matched terms carry, 0 to 1. */
export function coverage(matched: ReadonlySet<string>, weights: Weights): number {
  let all = 0;
  let carried = 0;
  for (const [term, weight] of weights) {
    all += weight;
    if (matched.has(term)) carried += weight;
  }
  return all === 0 ? 0 : carried / all;
}
