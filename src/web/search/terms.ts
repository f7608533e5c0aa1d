import type { Hit } from '../../search/index.js';
import { matchedWords, wordsOf } from '../shared/marks.js';
import { isTelling } from '../shared/telling.js';

const MOST = 80;

/** Terms to mark in whole documents: words that matched anywhere in the results, as they stand there, and those typed. */
export function termsOf(query: string, hits: readonly Hit[]): readonly string[] {
  const typed = wordsOf(query);
  const terms = [
    ...(typed.some(isTelling) ? typed.filter(isTelling) : typed),
    ...hits.flatMap((hit) => matchedWords(hit.matches)),
  ];
  return [...new Set(terms.map((term) => term.trim().toLowerCase()))].filter((term) => term.length > 1).slice(0, MOST);
}
