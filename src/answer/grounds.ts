import type { PublicationId } from '../core/index.js';
import { fitness } from './fitness.js';
import type { Question } from './question.js';
import type { Candidate } from './sentences.js';
import type { Ground } from './types.js';
import { coverage, type Weights } from './weights.js';

/** A sentence with how well it answers. */
export interface Scored {
  readonly candidate: Candidate;
  /** Share of the question's weighted terms in the sentence itself, 0 to 1. */
  readonly coverage: number;
  readonly score: number;
}

const SENTENCES_PER_DOCUMENT = 3;
/** Share of a term's weight when the document carries it but the sentence does not. */
const SURROUNDINGS = 0.5;

/** Scores sentences: mostly what of the question they carry, a little how good their paragraph is, and what kind of sentence it is. */
export function score(
  found: readonly Candidate[],
  weights: Weights,
  question: Pick<Question, 'text'>,
): readonly Scored[] {
  return found
    .map((candidate) => {
      const own = coverage(candidate.matched, weights);
      const share = coverage(candidate.matched, weights, { terms: candidate.around, share: SURROUNDINGS });
      return { candidate, coverage: own, score: share + 0.2 * candidate.paragraphScore + fitness(candidate, question) };
    })
    .sort((a, b) => b.score - a.score);
}

/** Step ③: what each document says to the question, best document first; its sentences in reading order. */
export function groundsOf(
  scored: readonly Scored[],
  least: number,
): readonly (Ground & { readonly scored: readonly Scored[] })[] {
  const byDocument = new Map<PublicationId, Scored[]>();
  for (const sentence of scored) {
    if (sentence.coverage < least) continue;
    const { publication } = sentence.candidate.span;
    const kept = byDocument.get(publication) ?? [];
    if (kept.length >= SENTENCES_PER_DOCUMENT || kept.some((other) => repeats(other, sentence))) continue;
    byDocument.set(publication, [...kept, sentence]);
  }
  return [...byDocument].map(([publication, sentences]) => {
    const inOrder = [...sentences].sort((a, b) => readingOrder(a.candidate, b.candidate));
    return {
      publication,
      title: inOrder[0]?.candidate.title ?? '',
      sentences: inOrder.map(({ candidate }) => candidate.span),
      summary: inOrder.map(({ candidate }) => candidate.span.text).join(' '),
      scored: sentences,
    };
  });
}

/** A document that says a thing in its abstract, summary and claims has said it once. */
function repeats(a: Scored, b: Scored): boolean {
  const [x, y] = [a.candidate.terms, b.candidate.terms];
  let shared = 0;
  for (const term of x) if (y.has(term)) shared++;
  return shared / Math.max(1, Math.min(x.size, y.size)) > 0.7;
}

const PART_ORDER = { title: 0, abstract: 1, description: 2, claims: 3 } as const;

function readingOrder(a: Candidate, b: Candidate): number {
  return (
    PART_ORDER[a.span.part] - PART_ORDER[b.span.part] ||
    (a.span.paragraph ?? '').localeCompare(b.span.paragraph ?? '', 'en', { numeric: true }) ||
    (a.span.claim ?? 0) - (b.span.claim ?? 0) ||
    a.span.start - b.span.start
  );
}
