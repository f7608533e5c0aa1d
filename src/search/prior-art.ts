import { latestDay, type PartialDate, type Passage, type Publication, SimsaError } from '../core/index.js';
import {
  applicationGroups,
  arrivalYear,
  best,
  type FieldWeights,
  filingDate,
  type IndexQuery,
  type Matches,
  type Ranked,
  type SearchEngine,
  tellingPassages,
  vectorOf,
} from '../index/index.js';
import type { Store } from '../store/index.js';
import { detectLanguage, searchTerms } from '../text/index.js';
import { collapse } from './collapse.js';
import { filtered } from './conditions.js';
import { facetsOf } from './facets.js';
import { excerptsOf, hitOf, wantedOf } from './hits.js';
import { checkedLimit } from './limits.js';
import { tellingTerms } from './pasted-query.js';
import { withoutStopWords } from './stop-words.js';
import type { PriorArtRequest, ScorePart, SearchResult } from './types.js';
import { weigh } from './word-bag.js';

/** Documents of the first stage that the second compares with the whole text. */
const CANDIDATES = 1_000;
/** Terms of the first stage, by weight. More cost time and hardly change the first thousand. */
const MOST_TERMS = 120;
/**
 * What the second stage compares. Its first claim stands for all: with the weight of a list, publications with
 * many claims or a description fill the thousand (of cited documents .39 were in it, so .90 are).
 */
const FIRST_STAGE: FieldWeights = { title: 3, abstract: 1, claims: 0.1 };
/** The shares of the second stage, chosen on half of the Korean queries and confirmed on the other (docs/search.md). */
const SHARES = { morphemes: 1, bigrams: 0.7, bm25: 1.5, title: 0.8 };

/**
 * Finds what came before: BM25 proposes a thousand documents, which are then compared as whole texts by
 * the cosine of their morphemes, of their syllable pairs and of their titles, each as a z-score over the
 * thousand so that they can be added.
 */
export async function findPriorArt(
  request: PriorArtRequest,
  store: Store,
  engine: SearchEngine,
): Promise<SearchResult> {
  const limit = checkedLimit(request.limit);
  const query = queryOf(request, store);
  const vector = vectorOf(query.passages);
  const words = firstStage(query.passages, engine);
  const matches = await engine.match(restricted(words, query, request));
  const candidates = best(matches, CANDIDATES);
  const scored = await secondStage(candidates, vector, engine);
  const ranking = asMatches(scored);
  const { excluded } = query;
  const kept = await collapse(ranking, engine, { offset: 0, limit, collapse: request.collapse ?? true, excluded });
  const excerpts = await excerptsOf(kept, wantedOf(words, engine), request.spans ?? 3, { engine, store });
  const partsOf = new Map(scored.map(({ document, parts }) => [document, parts]));
  return {
    hits: kept.map((one, index) => hitOf(one, excerpts[index]!, partsOf.get(one.document) ?? [])),
    total: matches.documents.length,
    totalIsExact: true,
    facets: await facetsOf(ranking, engine),
    understood: understoodAs(query),
    relaxed: false,
  };
}

interface PriorArtQuery {
  readonly passages: readonly Passage[];
  /** Publications of the same application. Its family stays: a parent is what double patenting is judged by. */
  readonly excluded: ReadonlySet<string>;
  /** Nothing that became public, or was filed, after these. */
  readonly latest: Latest | null;
}

interface Latest {
  readonly public: PartialDate;
  readonly filed: PartialDate;
}

function queryOf(request: PriorArtRequest, store: Store): PriorArtQuery {
  if (request.publication !== undefined) return storedQuery(request.publication, request.before, store);
  const passages = pastedPassages(request.text ?? {});
  if (passages.length === 0) throw new SimsaError('search.nothing-to-compare');
  return { passages, excluded: new Set(), latest: asked(request.before) };
}

function storedQuery(id: string, before: PartialDate | undefined, store: Store): PriorArtQuery {
  const publication = store.get(id);
  if (!publication) throw new SimsaError('search.no-such-publication', { publication: id });
  const passages = tellingPassages(store.passages(id));
  if (passages.length === 0) throw new SimsaError('search.nothing-to-compare');
  return { passages, excluded: new Set(applicationGroups(publication)), latest: asked(before) ?? cutOff(publication) };
}

function asked(before: PartialDate | undefined): Latest | null {
  return before === undefined ? null : { public: before, filed: before };
}

/**
 * Whole years, since many records know only years. An international application or a division reaches the office
 * years after its filing date: what was filed before and laid open in between bars it too (Patent Act of Korea,
 * article 29(3)), so its own year counts for that.
 */
function cutOff(publication: Publication): Latest | null {
  const filed = filingDate(publication)?.slice(0, 4);
  return filed === undefined ? null : { public: arrivalYear(publication) ?? filed, filed };
}

function pastedPassages({ title, abstract, claim, description }: NonNullable<PriorArtRequest['text']>): Passage[] {
  const passages: Passage[] = [];
  const add = (part: Passage['part'], text: string | undefined, place: { paragraph?: string; claim?: number }) => {
    if (!text?.trim()) return;
    const common = { publication: '', origin: 'order', heading: false, language: detectLanguage(text) } as const;
    passages.push({ ...common, ...place, part, section: part === 'description' ? 'summary' : null, text });
  };
  add('title', title, { paragraph: 'title' });
  add('abstract', abstract, { paragraph: 'abstract' });
  add('claims', claim, { claim: 1 });
  add('description', description, { paragraph: '#1' });
  return tellingPassages(passages);
}

/** The query's telling words, title words three times, as in the text comparison. */
function firstStage(passages: readonly Passage[], engine: SearchEngine): IndexQuery {
  const terms = passages.flatMap(({ part, text }) => {
    const cut = searchTerms(text);
    return part === 'title' ? [...cut, ...cut, ...cut] : cut;
  });
  const telling = tellingTerms(weigh(withoutStopWords(terms)), engine, MOST_TERMS);
  return { type: 'words', terms: telling, required: 1, fields: FIRST_STAGE };
}

function restricted(words: IndexQuery, { latest }: PriorArtQuery, request: PriorArtRequest): IndexQuery {
  const { filters, publication } = request;
  // Left among the candidates, the query would be so like itself that all others looked alike.
  const itself: IndexQuery[] = publication
    ? [{ type: 'condition', condition: { type: 'id', ids: [publication] } }]
    : [];
  const unwanted = [...itself, ...(latest ? later(latest) : [])];
  const conditions = unwanted.map((child): IndexQuery => ({ type: 'not', child }));
  return filtered({ type: 'and', children: [words, ...conditions] }, filters);
}

/** What came after. It is left out, rather than what came before kept: a document whose date nobody knows stays in. */
function later(latest: Latest): IndexQuery[] {
  return (['public', 'filed'] as const).map((which) => ({
    type: 'condition',
    condition: { type: 'after', which, day: latestDay(latest[which]) },
  }));
}

interface Scored extends Ranked {
  readonly parts: readonly ScorePart[];
}

async function secondStage(
  candidates: readonly Ranked[],
  vector: ReturnType<typeof vectorOf>,
  engine: SearchEngine,
): Promise<Scored[]> {
  const documents = Uint32Array.from(candidates, ({ document }) => document);
  const { morphemes, bigrams, title } = await engine.compare(vector, documents);
  const columns: readonly (readonly [string, Float64Array])[] = [
    ['cosine', scaled(morphemes, SHARES.morphemes)],
    ['bigrams', scaled(bigrams, SHARES.bigrams)],
    [
      'bm25',
      scaled(
        Float32Array.from(candidates, ({ score }) => score),
        SHARES.bm25,
      ),
    ],
    ['title', scaled(title, SHARES.title)],
  ];
  return candidates.map(({ document }, index) => {
    const parts = columns.map(([name, values]) => ({ name, value: values[index]! }));
    return { document, parts, score: parts.reduce((sum, { value }) => sum + value, 0) };
  });
}

/** Values as z-scores (mean 0, deviation 1), times a share. */
export function scaled(values: Float32Array, share: number): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length || 1);
  const deviation = Math.sqrt(variance) || 1;
  return Float64Array.from(values, (value) => (share * (value - mean)) / deviation);
}

function asMatches(scored: readonly Scored[]): Matches {
  const inOrder = scored.toSorted((a, b) => a.document - b.document);
  return {
    documents: Uint32Array.from(inOrder, ({ document }) => document),
    scores: Float32Array.from(inOrder, ({ score }) => score),
  };
}

function understoodAs({ passages, latest }: PriorArtQuery): string {
  const parts = [...new Set(passages.map(({ part }) => part))].join(', ');
  return latest ? `${parts}; not after ${latest.public}` : parts;
}
