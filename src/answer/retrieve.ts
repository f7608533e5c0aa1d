import type { Hit, PassageHit, Searcher } from '../search/index.js';
import type { Question } from './question.js';
import type { AskRequest } from './types.js';

export const DOCUMENTS = 8;
const PARAGRAPHS_PER_DOCUMENT = 10;

/** Step ①: documents for the question. */
export async function findDocuments(
  searcher: Searcher,
  question: Question,
  request: AskRequest,
): Promise<readonly Hit[]> {
  const { hits } = await searcher.search({
    query: asWords(question.text),
    filters: request.filters,
    limit: request.documents ?? DOCUMENTS,
    spans: 1,
    facets: false,
  });
  return hits;
}

/** Step ②: the paragraphs in them. */
export async function findParagraphs(
  searcher: Searcher,
  question: Question,
  documents: readonly Hit[],
): Promise<readonly PassageHit[]> {
  if (documents.length === 0) return [];
  return searcher.passages({
    query: question.text,
    publications: documents.map((hit) => hit.publication),
    limit: documents.length * PARAGRAPHS_PER_DOCUMENT,
  });
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
