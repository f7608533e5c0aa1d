import type { PublicationId, Span } from '../core/index.js';
import type { Hit, PassageHit, Searcher } from '../search/index.js';
import { searchTokens } from '../text/index.js';

/** A made-up paragraph: key, label, text. */
export type Made = readonly [publication: PublicationId, label: string, text: string];

/** A searcher over a handful of paragraphs that ranks by shared terms: enough to test what stands above it. */
export function madeSearcher(paragraphs: readonly Made[]): Searcher {
  const ranked = (query: string, among?: readonly PublicationId[]): PassageHit[] => {
    const wanted = new Set(Array.from(searchTokens(query), ({ term }) => term));
    return paragraphs
      .filter(([publication]) => !among || among.includes(publication))
      .map(([publication, paragraph, text]) => {
        const score = Array.from(searchTokens(text)).filter(({ term }) => wanted.has(term)).length;
        const span: Span = { publication, part: 'description', paragraph, start: 0, end: text.length, text };
        return { span, section: null, title: `제목 ${publication}`, score, matches: [] };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  };
  return {
    search: async ({ query, limit = 10 }) => {
      const publications = [...new Set(ranked(query).map(({ span }) => span.publication))];
      return {
        hits: publications.slice(0, limit).map(hitOf),
        total: publications.length,
        totalIsExact: true,
        facets: {},
        understood: query,
      };
    },
    passages: async ({ query, publications, limit = 10 }) => ranked(query, publications).slice(0, limit),
    priorArt: () => Promise.reject(new Error('not part of this')),
  };
}

function hitOf(publication: PublicationId): Hit {
  const facts = {
    country: 'KR',
    kind: null,
    published: null,
    filed: null,
    applicants: [],
    classes: [],
    status: null,
    language: 'ko',
  };
  return {
    publication,
    title: `제목 ${publication}`,
    score: 1,
    spans: [],
    matches: [],
    explain: [],
    facts,
    collapsed: [],
  };
}
