import type { FieldWeights, IndexQuery, Positional, WeightedTerm } from '../index/index.js';
import { searchTerms } from '../text/index.js';
import { withoutStopWords } from './stop-words.js';

/** How many of the words side by side a document must have. */
export type Demand = 'most' | 'half' | 'any';

/**
 * What a pair of neighbours adds, as a share of its own score: what has 이온 전지 as written comes before what has 전지
 * here and 이온 there. It is the same within a compound and between words, since people write both ways.
 */
const NEIGHBOUR_SHARE = 1;
/** Beyond this many terms a query is prose, and neighbours are chance but within a compound. */
const MOST_NEIGHBOURS = 8;

/** Each typed word as its terms, without words that every text has. */
export function wordsOfQuery(texts: readonly string[]): string[][] {
  // Word by word: words side by side are no sentence, and as one `전해질` before a noun would be read as a verb.
  const words = texts.map((text) => searchTerms(text));
  const kept = new Set(withoutStopWords(words.flat()));
  return words.map((terms) => terms.filter((term) => kept.has(term))).filter((terms) => terms.length > 0);
}

/** Words that are ranked together. A compound is one of them, however many terms it has. */
export function wordBag(
  texts: readonly string[],
  demand: Demand,
  weights: { readonly fields?: FieldWeights },
): IndexQuery | null {
  const words = wordsOfQuery(texts);
  if (words.length === 0) return null;
  const isProse = words.flat().length > MOST_NEIGHBOURS;
  const pairs = isProse ? words.flatMap(neighbours) : neighbours(words.flat());
  return boosted(demanded(words, demand, weights), pairs, NEIGHBOUR_SHARE, weights);
}

/** The words that are compounds, each once. */
export function compoundsAmong(words: readonly (readonly string[])[]): (readonly string[])[] {
  const compounds = words.filter((terms) => new Set(terms).size > 1);
  return [...new Map(compounds.map((terms) => [terms.join(' '), terms])).values()];
}

type Fielded = { readonly fields?: FieldWeights };

/** Enough of the words, and of their terms too: of `리튬이온 전지` 전지 alone is one of two, but little of it. */
function demanded(words: readonly (readonly string[])[], demand: Demand, weights: Fielded): IndexQuery {
  const terms = weigh(words.flat());
  const different = [...new Map(words.map((word) => [word.join(' '), word])).values()];
  const required = requiredOf(different.length, demand);
  if (required === different.length) return { type: 'words', terms, required: terms.length, ...weights };
  if (different.every((word) => word.length === 1)) return { type: 'words', terms, required, ...weights };
  const children = different.map((word): IndexQuery => {
    const own = weigh(word);
    return { type: 'words', terms: own, required: own.length, ...weights };
  });
  const enough: IndexQuery = { type: 'unscored', child: { type: 'some', required, children } };
  return {
    type: 'and',
    children: [{ type: 'words', terms, required: requiredOf(terms.length, demand), ...weights }, enough],
  };
}

function boosted(child: IndexQuery, bonuses: readonly Positional[], share: number, weights: Fielded): IndexQuery {
  return bonuses.length === 0 ? child : { type: 'boosted', child, bonuses, share, ...weights };
}

/** Pairs of neighbours, each once. */
function neighbours(terms: readonly string[]): Positional[] {
  const pairs = terms.slice(1).map((term, index): [string, string] => [terms[index]!, term]);
  const different = new Map(pairs.map((pair) => [pair.join(' '), pair]));
  return [...different.values()].filter(([left, right]) => left !== right).map((pair) => inARow(pair)!);
}

/** Terms once each; repeated ones weigh more, as in cosine over 1 + ln(tf). */
export function weigh(terms: readonly string[]): WeightedTerm[] {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return Array.from(counts, ([term, count]) => ({ term, weight: 1 + Math.log(count) }));
}

/** Up to four words all must be there, of more three in four: long queries describe, short ones name. */
function requiredOf(count: number, demand: Demand): number {
  if (demand === 'any') return 1;
  if (demand === 'half') return Math.max(1, Math.ceil(count / 2));
  return count <= 4 ? count : Math.ceil(count * 0.75);
}

/** A phrase as it reads in a sentence, or word by word where that is another reading: documents have both. */
export function phraseOf(text: string): Positional | null {
  const asSentence = searchTerms(text);
  const byWord = text.split(/\s+/).flatMap((part) => searchTerms(part));
  const readings = asSentence.join(' ') === byWord.join(' ') ? [byWord] : [asSentence, byWord];
  const parts = readings.map(inARow).filter(isPositional);
  return parts.length > 1 ? { type: 'either', parts } : (parts[0] ?? null);
}

const isPositional = (positional: Positional | null): positional is Positional => positional !== null;

function inARow(terms: readonly string[]): Positional | null {
  const parts = terms.map((term): Positional => ({ type: 'word', term }));
  return parts.length <= 1 ? (parts[0] ?? null) : { type: 'phrase', parts };
}
