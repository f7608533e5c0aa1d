import type { Passage } from '../core/index.js';
import type { IndexQuery, PassageMatch, SearchEngine } from '../index/index.js';
import type { Store } from '../store/index.js';
import type { Kept } from './collapse.js';
import { wantedTerms } from './compile.js';
import { type Excerpt, excerpt } from './highlight.js';
import type { Hit, HitFacts, ScorePart } from './types.js';
import type { Wanted } from './wanted.js';

export interface HitSources {
  readonly engine: SearchEngine;
  readonly store: Store;
}

/** What a query looks for, with the weight of each word, for ranking and painting passages. */
export function wantedOf(query: IndexQuery, engine: SearchEngine): Wanted {
  const { terms, prefixes } = wantedTerms(query);
  return { terms: new Map(terms.map(({ term, weight }) => [term, weight * engine.idf(term)])), prefixes };
}

/** The best places of each hit, cut from stored passages. */
export async function excerptsOf(
  kept: readonly Kept[],
  wanted: Wanted,
  count: number,
  { engine, store }: HitSources,
): Promise<readonly Excerpt[][]> {
  if (count === 0 || (wanted.terms.size === 0 && wanted.prefixes.length === 0)) return kept.map(() => []);
  const { compounds, ...parts } = wanted;
  const whole = compounds?.length ? await bestPassages(kept, wanted, count, engine) : new Map<number, Place[]>();
  const rest = kept.filter(({ document }) => !whole.has(document));
  const places = new Map([...whole, ...(await bestPassages(rest, parts, count, engine))]);
  return kept.map(({ document, card }) => {
    const passages = store.passages(card.id);
    const here = (places.get(document) ?? [])
      .map(({ ordinal }) => passages[ordinal])
      .filter((passage) => passage !== undefined);
    // Truncated words are not looked up passage by passage: the beginning of a document is where they are shown.
    const chosen: readonly Passage[] = here.length > 0 ? here : passages.slice(0, FALLBACK);
    return excerptsFrom(chosen, whole.has(document) ? wanted : parts, count);
  });
}

function excerptsFrom(passages: readonly Passage[], wanted: Wanted, count: number): Excerpt[] {
  const excerpts: Excerpt[] = [];
  for (const passage of passages) {
    if (excerpts.length === count) break;
    const found = excerpt(passage, wanted);
    if (found) excerpts.push(found);
  }
  return excerpts;
}

const FALLBACK = 12;

/** A passage of a document by its number. */
type Place = Pick<PassageMatch, 'document' | 'ordinal'>;

async function bestPassages(
  kept: readonly Kept[],
  { terms, compounds = [] }: Wanted,
  count: number,
  engine: SearchEngine,
): Promise<Map<number, Place[]>> {
  const found = await engine.passages({
    // The engine weighs by rarity itself.
    terms: Array.from(terms.keys(), (term) => ({ term, weight: 1 })),
    documents: new Map(kept.map(({ document }) => [document, 0])),
    limit: kept.length * count,
    perDocument: count,
    titles: true,
    compounds,
  });
  const places = new Map<number, Place[]>();
  for (const match of found) places.set(match.document, [...(places.get(match.document) ?? []), match]);
  return places;
}

export function hitOf(
  { card, score, collapsed }: Kept,
  excerpts: readonly Excerpt[],
  explain: readonly ScorePart[],
): Hit {
  const { country, kind, published, filed, applicants, classes, status, language } = card;
  const facts: HitFacts = { country, kind, published, filed, applicants, classes, status, language };
  return {
    publication: card.id,
    title: card.title,
    score,
    spans: excerpts.map(({ span }) => span),
    matches: excerpts.flatMap(({ matches }) => matches),
    explain,
    facts,
    collapsed,
  };
}
