import type { Hit } from '../../search/index.js';
import { wordsOf } from '../shared/marks.js';

const MOST = 80;

/** Terms to mark in whole documents: words that matched anywhere in the results, as they stand there, and those typed. */
export function termsOf(query: string, hits: readonly Hit[]): readonly string[] {
  const matched = hits.flatMap((hit) => hit.matches.map((match) => match.text));
  const terms = [...wordsOf(query), ...matched].map((term) => term.trim().toLowerCase());
  return [...new Set(terms)].filter((term) => term.length > 1 || /[^\x20-\x7e]/.test(term)).slice(0, MOST);
}
