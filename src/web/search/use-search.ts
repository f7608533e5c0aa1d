import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { SearchResult } from '../../search/index.js';
import { api } from '../shared/api.js';
import { isAsked, type SearchState } from './search-params.js';

const PAGE = 20;
/** Prior art is ranked as a whole; its list does not go on by pages. */
const PRIOR_ART = 50;

/** The results of a search, page by page. */
export function useSearch(state: SearchState) {
  return useInfiniteQuery({
    queryKey: ['search', state],
    queryFn: ({ pageParam, signal }): Promise<SearchResult> =>
      state.prior === null
        ? api.search(
            { query: state.query, filters: state.filters, limit: PAGE, offset: pageParam, facets: pageParam === 0 },
            signal,
          )
        : api.priorArt({ publication: state.prior, filters: state.filters, limit: PRIOR_ART }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.hits.length, 0);
      return state.prior !== null || last.hits.length < PAGE || shown >= last.total ? undefined : shown;
    },
    enabled: isAsked(state),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
