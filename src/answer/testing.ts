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
      .map((made) => hitFor(made, Array.from(searchTokens(made[2])).filter(({ term }) => wanted.has(term)).length))
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
        relaxed: false,
      };
    },
    passages: async ({ query, publications, limit = 10 }) => ranked(query, publications).slice(0, limit),
    weigh: async (terms) => ({
      publications: paragraphs.length,
      rarity: new Map(terms.map((term) => [term, rarityOf(term, paragraphs)])),
    }),
    read: async (publication) => paragraphs.filter(([key]) => key === publication).map((made) => hitFor(made, 0)),
    priorArt: () => Promise.reject(new Error('not part of this')),
  };
}

function hitFor([publication, paragraph, text]: Made, score: number): PassageHit {
  const span: Span = { publication, part: 'description', paragraph, start: 0, end: text.length, text };
  return { span, section: null, title: `제목 ${publication}`, score, matches: [] };
}

function rarityOf(term: string, paragraphs: readonly Made[]): number {
  const carriers = paragraphs.filter(([, , text]) =>
    Array.from(searchTokens(text)).some((token) => token.term === term),
  );
  return carriers.length === 0 ? 0 : Math.log(paragraphs.length / carriers.length);
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
