import type { ClaimElement } from '../claims/index.js';
import type { Passage } from '../core/index.js';
import { searchTerms } from '../text/index.js';
import { type Place, pairsOf, placesOf } from './passages.js';
import type { ChartCell } from './types.js';

/** Words of claim language that say nothing about the invention. */
const CLAIM_WORDS =
  'said the a an of to in on at by for from with and or which that is are be being being wherein whereby comprising comprises including consisting having characterized claim claims according as such each at least one plurality thereof therein further configured adapted 상기 포함 구비 특징 것 항 청구항 어느 하나 적어도 이상 복수 각각 구성 제공 발명 더 및';

let claimTerms: ReadonlySet<string> | null = null;

/** Made when first asked for: it opens the dictionary, which a command that charts nothing need not wait for. */
function isClaimTerm(term: string): boolean {
  claimTerms ??= new Set(searchTerms(CLAIM_WORDS));
  return claimTerms.has(term);
}

/** A place that carries less of an element's weighted terms has nothing to say about it. */
const LEAST_COVERAGE = 0.3;
/** A second or third place is shown when it carries this part of what the best one does. */
const NEAR_BEST = 0.7;
const MOST_PLACES = 3;
/** What phrases add when places are ranked; the coverage shown does not count them. */
const PHRASE_WEIGHT = 0.25;
/** What a place loses for every term it has, so that of places that say the same the plainer one is quoted. */
const LENGTH_COST = 0.004;

/** An element with the claim it belongs to. */
export type ChartElement = ClaimElement & { readonly claim: number };

/** A document of the chart and its citable text. */
export interface ChartDocument {
  readonly publication: string;
  readonly passages: readonly Passage[];
}

/**
 * Compares every element with every sentence of every document by weighted terms. The coverage of a cell is the
 * share of the element's term weight that its best place carries: a measure of wording only. Rare terms (few
 * places of these documents have them) weigh more; terms that no place has weigh most, so that an element whose
 * heart is missing stays low.
 */
export function chartOf(elements: readonly ChartElement[], documents: readonly ChartDocument[]): ChartCell[] {
  const places = documents.flatMap(({ passages }) => passages.flatMap(placesOf));
  const index = indexOf(places);
  return elements.flatMap((element) => {
    const query = queryOf(element.text, index);
    return documents.map(({ publication }) => cellOf(element, publication, bestPlaces(query, publication, index)));
  });
}

interface PlaceIndex {
  readonly places: readonly Place[];
  /** Places that have a term. */
  readonly byTerm: ReadonlyMap<string, readonly Place[]>;
}

function indexOf(places: readonly Place[]): PlaceIndex {
  const byTerm = new Map<string, Place[]>();
  for (const place of places) {
    for (const term of place.terms) {
      const list = byTerm.get(term);
      if (list) list.push(place);
      else byTerm.set(term, [place]);
    }
  }
  return { places, byTerm };
}

interface Query {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
  readonly pairs: readonly string[];
}

function queryOf(text: string, { places, byTerm }: PlaceIndex): Query {
  // Reference signs in brackets are another drawing's in every document.
  const terms = searchTerms(text.replace(/\(\s*[0-9]{1,4}[a-z]?(?:\s*[,;]\s*[0-9]{1,4}[a-z]?)*\s*\)/gi, ' ')).filter(
    (term) => !isClaimTerm(term),
  );
  const weights = new Map<string, number>();
  for (const term of terms) {
    const frequency = byTerm.get(term)?.length ?? 0;
    weights.set(term, Math.log(1 + (places.length - frequency + 0.5) / (frequency + 0.5)));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return { weights, total, pairs: [...new Set(pairsOf(terms))] };
}

interface Scored {
  readonly place: Place;
  readonly coverage: number;
  readonly rank: number;
}

function bestPlaces(query: Query, publication: string, { byTerm }: PlaceIndex): Scored[] {
  if (!query.total) return [];
  const carried = new Map<Place, { weight: number; terms: number }>();
  for (const [term, weight] of query.weights) {
    for (const place of byTerm.get(term) ?? []) {
      if (place.publication !== publication) continue;
      const sum = carried.get(place) ?? { weight: 0, terms: 0 };
      sum.weight += weight;
      sum.terms += 1;
      carried.set(place, sum);
    }
  }
  const enough = Math.min(2, query.weights.size);
  const scored: Scored[] = [];
  for (const [place, { weight, terms }] of carried) {
    const coverage = weight / query.total;
    if (coverage >= LEAST_COVERAGE && terms >= enough)
      scored.push({ place, coverage, rank: coverage + phrases(query, place) - LENGTH_COST * place.terms.size });
  }
  return scored.sort(byRank);
}

function phrases({ pairs }: Query, place: Place): number {
  if (!pairs.length) return 0;
  return (PHRASE_WEIGHT * pairs.filter((pair) => place.pairs.has(pair)).length) / pairs.length;
}

/** Best first; of equals the shorter, which says it in fewer words. */
function byRank(a: Scored, b: Scored): number {
  return b.rank - a.rank || a.place.span.text.length - b.place.span.text.length;
}

function cellOf(element: ChartElement, publication: string, scored: readonly Scored[]): ChartCell {
  const spans: Place['span'][] = [];
  const [best] = scored;
  for (const { place, rank } of scored) {
    if (spans.length === MOST_PLACES || rank < best!.rank * NEAR_BEST) break;
    if (!spans.some((other) => repeats(other, place.span))) spans.push(place.span);
  }
  return { claim: element.claim, element: element.label, publication, spans, coverage: best?.coverage ?? 0 };
}

/** Windows of one sentence overlap, and descriptions repeat their claims word for word. */
function repeats(one: Place['span'], other: Place['span']): boolean {
  if (one.text === other.text) return true;
  const same = one.part === other.part && one.paragraph === other.paragraph && one.claim === other.claim;
  return same && one.start < other.end && other.start < one.end;
}
