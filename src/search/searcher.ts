import { SimsaError } from '../core/index.js';
import type { IndexQuery, SearchEngine, TermShare } from '../index/index.js';
import type { Store } from '../store/index.js';
import { searchTerms } from '../text/index.js';
import { collapse } from './collapse.js';
import { compile, compoundsOf, wantedTerms } from './compile.js';
import { filtered } from './conditions.js';
import { facetsOf } from './facets.js';
import { excerptsOf, hitOf, wantedOf } from './hits.js';
import { checkedLimit } from './limits.js';
import { passagesFor, passagesOf } from './passages.js';
import { pastedQuery } from './pasted-query.js';
import { findPriorArt } from './prior-art.js';
import { printQuery, type QueryNode } from './query/ast.js';
import { readDates } from './query/bare-words.js';
import { parseQuery } from './query/parser.js';
import { isPastedText } from './query/pasted-text.js';
import { spellingsIn } from './spellings.js';
import type { Filters, ScorePart, Searcher, SearchRequest, SearchResult } from './types.js';
import { type Demand, wordsOfQuery } from './word-bag.js';

const DEFAULT_SPANS = 3;

/** Search over an opened store and its index. */
export function openSearcher(store: Store, engine: SearchEngine): Searcher {
  return {
    search: (request) => search(request, store, engine),
    passages: (request) => passagesFor(request, store, engine),
    priorArt: (request) => findPriorArt(request, store, engine),
    weigh: async (terms) => ({
      publications: engine.stats().publications,
      rarity: new Map(terms.map((term) => [term, engine.idf(term)])),
    }),
    read: async (publication) => passagesOf(publication, store),
  };
}

async function search(request: SearchRequest, store: Store, engine: SearchEngine): Promise<SearchResult> {
  const { offset = 0, spans = DEFAULT_SPANS, collapse: isCollapsed = true } = request;
  const limit = checkedLimit(request.limit, offset);
  const { matches, query, understood, relaxed, compounds } = await answerQuery(request, store, engine);
  const isScored = wantsWords(query);
  const listed = isScored ? matches : engine.dated(matches);
  const ranked = await collapse(listed, engine, { offset, limit, collapse: isCollapsed });
  // What only filters choose has no score: the youngest come first.
  const kept = isScored ? ranked : ranked.map((one) => ({ ...one, score: 0 }));
  const shares = await engine.explain(
    query,
    kept.map(({ document }) => document),
  );
  const excerpts = await excerptsOf(kept, { ...wantedOf(query, engine), compounds }, spans, { engine, store });
  return {
    hits: kept.map((one, index) => hitOf(one, excerpts[index]!, scoreParts(shares[index]!))),
    total: matches.documents.length,
    totalIsExact: true,
    facets: request.facets ? await facetsOf(matches, engine) : {},
    understood,
    relaxed,
  };
}

function wantsWords(query: IndexQuery): boolean {
  const { terms, prefixes } = wantedTerms(query);
  return terms.length > 0 || prefixes.length > 0;
}

async function answerQuery({ query: text, filters }: SearchRequest, store: Store, engine: SearchEngine) {
  if (text.trim() === '') {
    if (!hasFilters(filters)) throw new SimsaError('search.empty-query');
    const query = filtered(null, filters);
    return { query, matches: await engine.match(query), understood: '', relaxed: false, compounds: [] };
  }
  if (isPastedText(text)) {
    const { query, understood } = pastedQuery(searchTerms(text), engine);
    const whole = filtered(query, filters);
    return { query: whole, matches: await engine.match(whole), understood, relaxed: false, compounds: [] };
  }
  return answerParsed(dateOrNumber(parseQuery(text), store), filters, store, engine);
}

/** Eight digits alone are a number where it is known, else the day they write: 20220908. */
function dateOrNumber(node: QueryNode, store: Store): QueryNode {
  if (node.type !== 'number' || node.fielded || !/^(?:18|19|20)\d{6}$/.test(node.text)) return node;
  const dates = readDates(node.text);
  return dates && store.find(node.text).length === 0 ? { type: 'dates', ...dates, field: null, at: node.at } : node;
}

const hasFilters = (filters: Filters | undefined) => filtered(null, filters).type !== 'everything';

/** With fewer matches than this the words of a long query are too many or too exact, and half of them must do. */
const FEW = 10;

async function answerParsed(node: QueryNode, filters: Filters | undefined, store: Store, engine: SearchEngine) {
  const spellings = await spellingsIn(node, engine);
  const attempt = async (demand: Demand) => {
    const compiled = compile(node, { demand, find: (number) => store.find(number), spellings });
    if (!compiled) throw new SimsaError('search.empty-query');
    const query = filtered(compiled, filters);
    return { query, matches: await engine.match(query) };
  };
  const told = { understood: printQuery(node), compounds: compoundsOf(node) };
  const strict = await attempt('most');
  const enough = isLong(node) ? FEW : 1;
  if (strict.matches.documents.length >= enough || !isRelaxable(node)) return { ...strict, ...told, relaxed: false };
  const relaxed = await attempt('half');
  const gained = relaxed.matches.documents.length > strict.matches.documents.length;
  return gained ? { ...relaxed, ...told, relaxed: true } : { ...strict, ...told, relaxed: false };
}

/** Terms of a query that names a thing, at most; a longer one describes it. */
const NAME = 4;

/**
 * Whether a query describes: then words of it may be missing for a fuller list. A name is given up only where
 * nobody has it, so that 리튬이온전지 and 리튬 이온 전지 find the same.
 */
function isLong(node: QueryNode): boolean {
  const words = node.type === 'together' ? node.children : [node];
  return wordsOfQuery(words.flatMap((word) => (word.type === 'word' ? [word.text] : []))).flat().length > NAME;
}

/** Only words side by side may be missing: operators are meant as they are written. */
function isRelaxable(node: QueryNode): boolean {
  if (node.type === 'word') return node.field === null;
  return node.type === 'together' && node.children.some((child) => child.type === 'word');
}

function scoreParts(shares: readonly TermShare[]): ScorePart[] {
  return shares
    .map(({ term, field, value }) => ({ name: field === null ? `"${term}"` : `${SHORT[field]}:${term}`, value }))
    .sort((a, b) => b.value - a.value);
}

const SHORT = {
  title: 'ti',
  abstract: 'ab',
  claims: 'cl',
  description: 'de',
  applicant: 'pa',
  inventor: 'in',
} as const;
