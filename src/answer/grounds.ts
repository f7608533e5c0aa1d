import { formatAddress, type PublicationId } from '../core/index.js';
import { type FitnessQuestion, fitness, isOnSide } from './fitness.js';
import { type Candidate, overlap } from './sentences.js';
import type { Ground } from './types.js';
import { coverage, type Weights } from './weights.js';

/** A sentence with how well it answers. */
export interface Scored {
  readonly candidate: Candidate;
  /** Share of the question's weight in the sentence itself, 0 to 1. */
  readonly coverage: number;
  /** The same, where what its document is about and what its paragraph says count in part. */
  readonly support: number;
  readonly score: number;
}

const SENTENCES_PER_DOCUMENT = 3;
/** Share of a term's weight when the document is about it, or its paragraph has it, but the sentence does not. */
const SUBJECT = 0.7;
const NEARBY = 0.5;
/** Where the section itself speaks of the side asked about, the subject need not be named again. */
const ON_SIDE = 0.5;
/** In another language a name or a formula may meet by chance. */
const FOREIGN = 0.85;
/** A sentence below this share of the question is about something else, even in a document that answers. */
const LEAST_COVERAGE = 0.25;
/** Documents that carry less than this share of what the best one carries are off the subject. */
const ON_SUBJECT = 0.8;
/** A document that says a thing in its abstract, summary and claims has said it once. */
const REPEATED = 0.7;
const MUCH_MORE = 0.6;

/** Scores sentences: what of the question they and their surroundings carry, a little how good their paragraph is, and what kind of sentence it is. */
export function score(found: Iterable<Candidate>, weights: Weights, question: FitnessQuestion): readonly Scored[] {
  return Array.from(found, (candidate) => {
    const { matched, subject, nearby, paragraphScore } = candidate;
    const own = coverage(weights, [matched, 1], [subject, isOnSide(candidate.section, question.asks) ? ON_SIDE : 0]);
    const support =
      coverage(weights, [matched, 1], [subject, SUBJECT], [nearby, NEARBY]) *
      (candidate.language === question.language ? 1 : FOREIGN);
    const said = 0.55 * own + 0.45 * support;
    return { candidate, coverage: own, support, score: said + 0.12 * paragraphScore + fitness(candidate, question) };
  }).sort((a, b) => b.score - a.score);
}

/** Step ③: what each document says to the question, best document first; its sentences in reading order. */
export function groundsOf(scored: readonly Scored[]): readonly (Ground & { readonly scored: readonly Scored[] })[] {
  const best = Math.max(0, ...scored.map(({ support }) => support));
  const byDocument = new Map<PublicationId, Scored[]>();
  for (const sentence of scored) {
    if (sentence.coverage < LEAST_COVERAGE || sentence.support < best * ON_SUBJECT) continue;
    const { publication } = sentence.candidate.span;
    const kept = byDocument.get(publication) ?? [];
    if (kept.length >= SENTENCES_PER_DOCUMENT) continue;
    if (kept.some(({ candidate }) => repeats(sentence.candidate, candidate))) continue;
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

/** A sentence that says much more than a kept one besides says something new, unless it holds it. */
function repeats(next: Candidate, kept: Candidate): boolean {
  if (
    formatAddress(next.span) === formatAddress(kept.span) &&
    next.span.start < kept.span.end &&
    kept.span.start < next.span.end
  )
    return true;
  return overlap(kept, next) > REPEATED && next.terms.size * MUCH_MORE <= kept.terms.size;
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
