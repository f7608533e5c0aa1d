import type { Span } from '../core/index.js';
import type { groundsOf, Scored } from './grounds.js';
import { type Candidate, overlap } from './sentences.js';

/** A sentence of the final answer with all the places that say it. */
export interface Statement {
  readonly text: string;
  readonly citations: readonly Span[];
}

const LONGEST_ANSWER = 5;
/** Above this share of common terms two sentences say the same: they are shown once, with both sources. */
const AGREEMENT = 0.75;
/** Sentences with less than this share of the best one's score are left out. */
const WORTH = 0.8;
const SOURCES_PER_STATEMENT = 4;

/** Sentences of very different length do not say the same, even if one holds the other's words. */
const LEAST_LENGTH_RATIO = 0.4;

function agree(a: Candidate, b: Candidate): boolean {
  const [small, large] = [Math.min(a.terms.size, b.terms.size), Math.max(a.terms.size, b.terms.size)];
  return overlap(a, b) >= AGREEMENT && small >= large * LEAST_LENGTH_RATIO;
}

/**
 * Step ④: the final answer out of the documents' grounds. The best sentences are taken as long as they
 * add something; sentences that agree become one with all their sources; those of one document stay
 * together, in its own order behind the best sentence of all, which leads.
 */
export function compose(grounds: ReturnType<typeof groundsOf>): readonly Statement[] {
  const pool = grounds.flatMap((ground) => ground.scored).sort((a, b) => b.score - a.score);
  const chosen: { head: Scored; agreeing: Scored[] }[] = [];
  const best = pool[0]?.score ?? 0;
  for (const sentence of pool) {
    const same = chosen.find(({ head }) => agree(head.candidate, sentence.candidate));
    if (same) {
      const known = [same.head, ...same.agreeing].map(({ candidate }) => candidate.span.publication);
      if (known.length < SOURCES_PER_STATEMENT && !known.includes(sentence.candidate.span.publication))
        same.agreeing.push(sentence);
    } else if (chosen.length < LONGEST_ANSWER && sentence.score >= best * WORTH) {
      chosen.push({ head: sentence, agreeing: [] });
    }
  }
  const order = [...new Set(chosen.map(({ head }) => head.candidate.span.publication))];
  return order.flatMap((publication) => {
    const inDocument = grounds.find((ground) => ground.publication === publication)?.sentences ?? [];
    return chosen
      .filter(({ head }) => head.candidate.span.publication === publication)
      .sort(
        (a, b) =>
          Number(b.head === pool[0]) - Number(a.head === pool[0]) ||
          inDocument.indexOf(a.head.candidate.span) - inDocument.indexOf(b.head.candidate.span),
      )
      .map(({ head, agreeing }) => ({
        text: head.candidate.span.text,
        citations: [head, ...agreeing].map(({ candidate }) => candidate.span),
      }));
  });
}
