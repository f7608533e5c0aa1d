import type { Scored } from './grounds.js';
import type { Question } from './question.js';
import { ASPECTS } from './question-words.js';
import type { Candidate } from './sentences.js';

/** The sentence itself must carry this share of the question's weight … */
const LEAST_COVERAGE = 0.34;
/** … and with its surroundings this one: short questions must be met nearly whole, of long ones no sentence says all. */
const LEAST_SUPPORT = { short: 0.7, long: 0.36 } as const;
const SHORT = 3;
const LONG = 12;

type Asked = Pick<Question, 'terms' | 'named' | 'figure' | 'focus'>;

/**
 * The sentences that can answer: what is asked for by name has to be named by the sentence or its paragraph; where a
 * figure is asked for, the sentence has to show one and say all of what it is a figure of.
 */
export function telling(scored: readonly Scored[], { figure, focus }: Asked): readonly Scored[] {
  const target = [...focus].filter((term) => !ASPECTS.has(term));
  const names = (terms: ReadonlySet<string>) => target.length === 0 || target.some((term) => terms.has(term));
  const tells = ({ matched, nearby, span }: Candidate) =>
    figure === null
      ? names(matched) || names(nearby)
      : figure.test(span.text) && target.every((term) => matched.has(term));
  return scored.filter(({ candidate }) => tells(candidate));
}

/**
 * Whether any sentence that can answer says enough of what is asked.
 */
export function isAnswerable(scored: readonly Scored[], question: Asked): boolean {
  const { terms, named } = question;
  if (named.claims.length > 0) return scored.length > 0;
  const least = leastSupport(terms.length);
  return telling(scored, question).some(({ coverage, support }) => coverage >= LEAST_COVERAGE && support >= least);
}

function leastSupport(terms: number): number {
  const along = Math.min(1, Math.max(0, (terms - SHORT) / (LONG - SHORT)));
  return LEAST_SUPPORT.short + (LEAST_SUPPORT.long - LEAST_SUPPORT.short) * along;
}
