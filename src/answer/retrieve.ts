import { formatAddress, type PublicationId } from '../core/index.js';
import type { Filters, Hit, PassageHit, Searcher } from '../search/index.js';
import type { Asks } from './asks.js';
import { isOnSide } from './fitness.js';
import { asksForOverview, type Question } from './question.js';
import type { AskRequest } from './types.js';

const DOCUMENTS = 8;
const PARAGRAPHS_PER_DOCUMENT = 10;
/** Paragraphs of the whole store that may bring in a document which its own words do not. */
const SPOTS = 24;
/** Softens ranks where two rankings are joined (reciprocal rank fusion, Cormack et al. 2009). */
const RANK_OFFSET = 10;
/** Paragraphs shown of a publication that is asked about as a whole. */
const OVERVIEW = 12;

/** Questions for one side of a matter, and how many documents and paragraphs of it are looked at besides. */
const ONE_SIDED: readonly Asks[] = ['trouble', 'purpose', 'effect', 'cause'];
const NEAREST = 3;
const PER_SIDE = 4;

/** Step ①: documents for the question: those it names, else those that fit as a whole or have a paragraph that does. */
export async function findDocuments(
  searcher: Searcher,
  question: Question,
  request: AskRequest,
): Promise<readonly Hit[]> {
  const { named } = question;
  if (named.numbers.length > 0) return hitsOf(searcher, named.numbers);
  const limit = request.documents ?? DOCUMENTS;
  const query = asWords(named.rest) || asWords(question.text);
  if (query === '') return [];
  const rankings = await Promise.all(
    scopes(question, request).map(async (filters): Promise<Ranking> => {
      const whole = await searcher.search({ query, filters, limit, spans: 1, facets: false });
      const spots = await searcher.passages({ query: named.rest, filters, limit: SPOTS });
      return { whole: whole.hits, spots: bestOfEach(spots) };
    }),
  );
  return join(searcher, rankings, limit);
}

/** Two rankings of documents for the same words: by the whole, and by a paragraph. */
interface Ranking {
  readonly whole: readonly Hit[];
  readonly spots: readonly PassageHit[];
}

/** Where to look: everywhere, and once more in the classes that the question names, which brings these forward. */
function scopes({ named }: Question, { filters }: AskRequest): readonly (Filters | undefined)[] {
  return named.classes.length > 0 && !filters?.classes ? [{ ...filters, classes: named.classes }, filters] : [filters];
}

/** Paragraphs ranked, the best of each document. */
function bestOfEach(spots: readonly PassageHit[]): readonly PassageHit[] {
  const seen = new Set<PublicationId>();
  return spots.filter(({ span }) => !seen.has(span.publication) && seen.add(span.publication));
}

async function join(searcher: Searcher, rankings: readonly Ranking[], limit: number): Promise<readonly Hit[]> {
  const scores = new Map<PublicationId, number>();
  const add = (publication: PublicationId, rank: number) =>
    scores.set(publication, (scores.get(publication) ?? 0) + 1 / (RANK_OFFSET + rank));
  for (const { whole, spots } of rankings) {
    for (const [rank, { publication }] of whole.entries()) add(publication, rank);
    for (const [rank, { span }] of spots.entries()) add(span.publication, rank);
  }
  const kept = [...scores].sort((a, b) => b[1] - a[1]).slice(0, limit);
  const known = new Map(rankings.flatMap(({ whole }) => whole).map((hit) => [hit.publication, hit]));
  const spots = rankings.flatMap((ranking) => ranking.spots);
  const missing = kept.map(([publication]) => publication).filter((publication) => !known.has(publication));
  for (const hit of await hitsOf(searcher, missing)) {
    const spot = spots.find(({ span }) => span.publication === hit.publication);
    if (spot) known.set(hit.publication, fromSpot(hit, spot));
  }
  return kept.map(([publication]) => known.get(publication)).filter((hit) => hit !== undefined);
}

/** A document found for one of its paragraphs, which is its score and what is shown of it. */
function fromSpot(hit: Hit, { span, matches, score }: PassageHit): Hit {
  return { ...hit, score, spans: [span], matches, explain: [{ name: 'paragraph', value: score }] };
}

/** The publications that numbers name, in any spelling. */
async function hitsOf(searcher: Searcher, numbers: readonly string[]): Promise<readonly Hit[]> {
  if (numbers.length === 0) return [];
  const query = numbers.map((number) => `pn:"${number}"`).join(' OR ');
  const { hits } = await searcher.search({
    query,
    limit: numbers.length * 3,
    spans: 0,
    facets: false,
    collapse: false,
  });
  return hits;
}

/** Step ②: the paragraphs in them. */
export async function findParagraphs(
  searcher: Searcher,
  question: Question,
  documents: readonly Hit[],
): Promise<readonly PassageHit[]> {
  const publications = documents.map((hit) => hit.publication);
  if (publications.length === 0) return closestParagraphs(searcher, question);
  const { claims } = question.named;
  if (claims.length > 0) {
    const all = await readAll(searcher, publications);
    return all.filter(({ span }) => span.claim !== undefined && claims.includes(span.claim));
  }
  if (asksForOverview(question)) return overview(await readAll(searcher, publications), question);
  const query = question.named.rest;
  const limit = publications.length * PARAGRAPHS_PER_DOCUMENT;
  const found = await searcher.passages({ query, publications, limit });
  return [...found, ...(await besides(searcher, question, publications, found))];
}

/**
 * What the nearest documents say of the side asked about: a description tells the trouble it is about without
 * naming its own subject.
 */
async function besides(
  searcher: Searcher,
  { asks }: Question,
  publications: readonly PublicationId[],
  found: readonly PassageHit[],
): Promise<readonly PassageHit[]> {
  if (!ONE_SIDED.includes(asks)) return [];
  const known = new Set(found.map(({ span }) => formatAddress(span)));
  const all = await Promise.all(publications.slice(0, NEAREST).map((publication) => searcher.read(publication)));
  return all.flatMap((hits) =>
    hits.filter(({ section, span }) => isOnSide(section, asks) && !known.has(formatAddress(span))).slice(0, PER_SIDE),
  );
}

/** What is offered where no document was found. */
async function closestParagraphs(searcher: Searcher, { terms, named }: Question): Promise<readonly PassageHit[]> {
  return terms.length === 0 ? [] : searcher.passages({ query: named.rest, limit: PARAGRAPHS_PER_DOCUMENT });
}

async function readAll(searcher: Searcher, publications: readonly PublicationId[]): Promise<readonly PassageHit[]> {
  return (await Promise.all(publications.map((publication) => searcher.read(publication)))).flat();
}

/** The sections that speak of the side asked about; else the abstract and the first claim. */
function overview(all: readonly PassageHit[], { asks }: Question): readonly PassageHit[] {
  const told = all.filter(({ section }) => isOnSide(section, asks)).slice(0, OVERVIEW);
  const brief = all.filter(({ span }) => span.part === 'abstract' || span.claim === 1);
  return [...told, ...(brief.length > 0 ? brief : all.slice(0, OVERVIEW))];
}

/** A question is words, not the query language: signs that mean something there are taken out. */
function asWords(text: string): string {
  return text
    .replace(/["“”„'‘’()[\]{}:^~*?？!+|&=<>\\]/g, ' ')
    .replace(/\b(?:AND|OR|NOT|NEAR)\b/g, (word) => word.toLowerCase())
    .replace(/(^|\s)-+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
