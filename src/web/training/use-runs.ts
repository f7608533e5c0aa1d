import { useQuery } from '@tanstack/react-query';
import { api } from '../shared/api.js';

const EVERY = 5000;

/** The training runs that the server watches; asked again while there are any. */
export function useRuns() {
  return useQuery({
    queryKey: ['runs'],
    queryFn: api.runs,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? EVERY : false),
  });
}
