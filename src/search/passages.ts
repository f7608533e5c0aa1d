import { cutSpan, type PublicationId, SimsaError } from '../core/index.js';
import { best, type DocumentOrdinal, type IndexQuery, type PassageMatch, type SearchEngine } from '../index/index.js';
import type { Store } from '../store/index.js';
import { searchTerms } from '../text/index.js';
import { filtered } from './conditions.js';
import { marksIn } from './highlight.js';
import { tellingTerms } from './pasted-query.js';
import { subjectOf } from './stop-words.js';
import type { PassageHit, Searcher } from './types.js';
import type { Wanted } from './wanted.js';
import { weigh } from './word-bag.js';

type PassageRequest = Parameters<Searcher['passages']>[0];

const DEFAULT_LIMIT = 10;
/** Paragraphs are looked for in this many documents: those whose words fit the question best. */
const DOCUMENTS = 300;
const PER_DOCUMENT = 4;
/** Where the documents are named, as in the second step of an answer, more of each is wanted. */
const PER_NAMED_DOCUMENT = 10;
const MOST_TERMS = 24;
/** How much of a document's own score stands behind each of its paragraphs. */
const PRIOR = 0.15;

/** Paragraphs that may answer a question, best first. */
export async function passagesFor(
  request: PassageRequest,
  store: Store,
  engine: SearchEngine,
): Promise<readonly PassageHit[]> {
  const { limit = DEFAULT_LIMIT } = request;
  const terms = tellingTerms(weigh(subjectOf(searchTerms(request.query))), engine, MOST_TERMS);
  if (terms.length === 0) {
    if (request.query.trim() === '') throw new SimsaError('search.empty-query');
    return [];
  }
  const documents = await documentsFor(request, terms, engine);
  const found = await engine.passages({
    terms,
    documents,
    limit: limit * 2,
    perDocument: request.publications ? PER_NAMED_DOCUMENT : PER_DOCUMENT,
  });
  const wanted: Wanted = { terms: new Map(terms.map(({ term }) => [term, engine.idf(term)])), prefixes: [] };
  const hits: PassageHit[] = [];
  const texts = new Set<string>();
  for (const match of found) {
    if (hits.length >= limit) break;
    const hit = await hitOf(match, wanted, store, engine);
    // Publications of one family repeat their paragraphs word for word.
    if (!hit || texts.has(hit.span.text)) continue;
    texts.add(hit.span.text);
    hits.push(hit);
  }
  return hits;
}

/** Where to look, with what each document adds to its passages. */
async function documentsFor(
  { publications, filters }: PassageRequest,
  terms: readonly { term: string; weight: number }[],
  engine: SearchEngine,
): Promise<ReadonlyMap<DocumentOrdinal, number>> {
  const words: IndexQuery = { type: 'words', terms, required: 1 };
  const within: IndexQuery[] = publications
    ? [{ type: 'condition', condition: { type: 'id', ids: publications } }]
    : [];
  const query = filtered(within.length > 0 ? { type: 'and', children: [words, ...within] } : words, filters);
  const ranked = best(await engine.match(query), publications ? Math.max(publications.length, 1) : DOCUMENTS);
  return new Map(ranked.map(({ document, score }) => [document, score * PRIOR]));
}

async function hitOf(
  match: PassageMatch,
  wanted: Wanted,
  store: Store,
  engine: SearchEngine,
): Promise<PassageHit | null> {
  const card = await engine.card(match.document);
  const passage = store.passages(card.id)[match.ordinal];
  // The store may be ahead of the index: a passage that moved is left out rather than shown for another.
  const marks = passage ? marksIn(passage.text, wanted) : [];
  if (!passage || marks.length === 0) return null;
  return {
    span: cutSpan(passage, 0, passage.text.length),
    section: passage.section,
    title: card.title,
    score: match.score,
    matches: marks.map(({ start, end }) => cutSpan(passage, start, end)),
  };
}

/** Everything citable in a publication, whatever its words. */
export function passagesOf(publication: PublicationId, store: Store): readonly PassageHit[] {
  const passages = store.passages(publication);
  const title = passages.find(({ part }) => part === 'title')?.text ?? '';
  return passages
    .filter(({ part, heading }) => part !== 'title' && !heading)
    .map((passage) => ({
      span: cutSpan(passage, 0, passage.text.length),
      section: passage.section,
      title,
      score: 0,
      matches: [],
    }));
}
