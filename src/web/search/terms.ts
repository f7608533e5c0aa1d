import type { Hit } from '../../search/index.js';
import { wordsOf } from '../shared/marks.js';

/** Terms to mark in texts: those that earned a score, as the index knows them, and the words as typed. */
export function termsOf(query: string, hits: readonly Hit[]): readonly string[] {
  const scored = hits.flatMap((hit) => hit.explain.map((part) => /^\w+:(.+)$/u.exec(part.name)?.[1] ?? ''));
  const terms = [...scored, ...wordsOf(query)].map((term) => term.toLowerCase());
  return [...new Set(terms)].filter((term) => term.length > 1 || /[^\x20-\x7e]/.test(term)).slice(0, 60);
}
