import type { Scored } from './grounds.js';
import type { Question } from './question.js';

/** The sentence itself must carry this share of the question's weight … */
const LEAST_COVERAGE = 0.34;
/** … and with its surroundings this one: short questions must be met nearly whole, of long ones no sentence says all. */
const LEAST_SUPPORT = { short: 0.7, long: 0.36 } as const;
const SHORT = 3;
const LONG = 12;

/** Whether any sentence says enough of what is asked to be an answer. */
export function isAnswerable(scored: readonly Scored[], { terms, named }: Pick<Question, 'terms' | 'named'>): boolean {
  if (named.claims.length > 0) return scored.length > 0;
  const least = leastSupport(terms.length);
  return scored.some(({ coverage, support }) => coverage >= LEAST_COVERAGE && support >= least);
}

function leastSupport(terms: number): number {
  const along = Math.min(1, Math.max(0, (terms - SHORT) / (LONG - SHORT)));
  return LEAST_SUPPORT.short + (LEAST_SUPPORT.long - LEAST_SUPPORT.short) * along;
}
