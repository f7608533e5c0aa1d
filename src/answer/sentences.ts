import type { Language, PublicationId, Section, Span } from '../core/index.js';
import type { PassageHit } from '../search/index.js';
import { detectLanguage, searchTokens, sentences } from '../text/index.js';
import { kinOf } from './question-words.js';
import { isFragment, isFurniture, pointsBack, withoutLeaning } from './wholeness.js';

/** A sentence of a found paragraph, with what it shares with the question. */
export interface Candidate {
  readonly span: Span;
  readonly title: string;
  /** Section of the description it stands in; null for titles, abstracts and claims. */
  readonly section: Section | null;
  readonly language: Language;
  /** Terms of the question that stand in it, or in other words for the same. */
  readonly matched: ReadonlySet<string>;
  /** Terms of the question that stand in its paragraph. */
  readonly nearby: ReadonlySet<string>;
  /** Terms of the question that its document is about: those of its title, and of its abstract and claims as far as they were found. */
  readonly subject: ReadonlySet<string>;
  /** All its terms, for comparing sentences with each other. */
  readonly terms: ReadonlySet<string>;
  /** Score of its paragraph among the paragraphs found, 0 to 1. */
  readonly paragraphScore: number;
}

/** Cuts found paragraphs into sentences that can stand alone in an answer. */
export function* candidates(hits: readonly PassageHit[], questionTerms: readonly string[]): Generator<Candidate> {
  const best = Math.max(...hits.map((hit) => hit.score), Number.MIN_VALUE);
  const carriedBy = carrier(questionTerms);
  const subjects = subjectsOf(hits, carriedBy);
  for (const hit of hits) {
    const language = detectLanguage(hit.span.text);
    const nearby = carriedBy(termsOf(hit.span.text));
    for (const span of standing(hit.span, language)) {
      const terms = termsOf(span.text);
      yield {
        span,
        title: hit.title,
        section: hit.section,
        language,
        matched: carriedBy(terms),
        nearby,
        subject: subjects.get(span.publication) ?? nearby,
        terms,
        paragraphScore: hit.score / best,
      };
    }
  }
}

/** The sentences of a paragraph that mean something alone; one that points back is taken together with the one before. */
function* standing(paragraph: Span, language: Language): Generator<Span> {
  const stands = (span: Span) => !isFragment(span, language) && !isFurniture(span.text);
  let before: Span | null = null;
  for (const range of unitsOf(paragraph, language)) {
    const alone = cut(paragraph, range);
    const joined: Span | null =
      before && pointsBack(alone.text)
        ? cut(paragraph, { start: before.start - paragraph.start, end: range.end })
        : null;
    before = stands(alone) ? alone : null;
    if (joined && stands(joined)) yield joined;
    else if (before) yield before;
  }
}

/** Tells which terms of the question a text carries, in its own words or in kindred ones. */
type Carrier = (terms: ReadonlySet<string>) => ReadonlySet<string>;

function carrier(questionTerms: readonly string[]): Carrier {
  const wordings = questionTerms.map((term) => [term, ...kinOf(term)]);
  return (terms) =>
    new Set(questionTerms.filter((_, at) => wordings[at]?.some((wording) => terms.has(wording)) ?? false));
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(searchTokens(text), ({ term }) => term));
}

function subjectsOf(hits: readonly PassageHit[], carriedBy: Carrier): ReadonlyMap<PublicationId, ReadonlySet<string>> {
  const subjects = new Map<PublicationId, ReadonlySet<string>>();
  for (const { span, title } of hits) {
    const known = subjects.get(span.publication) ?? carriedBy(termsOf(title));
    const told = span.part === 'description' ? [] : carriedBy(termsOf(span.text));
    subjects.set(span.publication, new Set([...known, ...told]));
  }
  return subjects;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A claim is one sentence however long (its parts mean nothing alone), and so is a list with semicolons. */
function unitsOf({ part, text }: Span, language: Language): readonly Place[] {
  if (part === 'claims') return [{ start: 0, end: text.length }];
  const units: Place[] = [];
  for (const range of sentences(text, language)) {
    const last = units.at(-1);
    if (last && text.charAt(last.end - 1) === ';') units[units.length - 1] = { start: last.start, end: range.end };
    else units.push(range);
  }
  return units;
}

/** A sentence's span without the white space and leaning words at its edges. Offsets stay those of the paragraph. */
function cut(paragraph: Span, { start, end }: Place): Span {
  const raw = paragraph.text.slice(start, end);
  const text = withoutLeaning(raw.trim());
  const from = paragraph.start + start + raw.trimEnd().length - text.length;
  return { ...paragraph, start: from, end: from + text.length, text };
}

/** How much two sentences share, measured on the smaller one: 0 nothing, 1 one says all the other says. */
export function overlap(a: Candidate, b: Candidate): number {
  const [small, large] = a.terms.size <= b.terms.size ? [a.terms, b.terms] : [b.terms, a.terms];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared / small.size;
}
