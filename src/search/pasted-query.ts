import type { IndexQuery, SearchEngine, WeightedTerm } from '../index/index.js';
import { withoutStopWords } from './stop-words.js';
import { weigh } from './word-bag.js';

/** The rarest and most repeated words of a text say what it is about; the rest costs time and finds little. */
const MOST_TERMS = 80;

/** A pasted claim or abstract as a query: its telling words, any of which will do. */
export function pastedQuery(
  terms: readonly string[],
  engine: SearchEngine,
  most = MOST_TERMS,
): { readonly query: IndexQuery | null; readonly understood: string } {
  const telling = tellingTerms(weigh(withoutStopWords(terms)), engine, most);
  if (telling.length === 0) return { query: null, understood: 'text' };
  return {
    query: { type: 'words', terms: telling, required: 1 },
    understood: `text: ${telling.map(({ term }) => term).join(' ')}`,
  };
}

/** The terms that weigh most, heaviest first. */
export function tellingTerms(terms: readonly WeightedTerm[], engine: SearchEngine, most: number): WeightedTerm[] {
  return terms
    .map((term) => ({ term, worth: term.weight * engine.idf(term.term) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most)
    .map(({ term }) => term);
}
