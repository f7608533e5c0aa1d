import { useQuery } from '@tanstack/react-query';
import { BookOpenText } from 'lucide-react';
import { useMemo } from 'react';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { patternOf } from '../shared/marks.js';
import { EmptyState, ErrorNote, Skeleton } from '../shared/states.js';
import { DocumentView } from './DocumentView.js';
import type { Reading } from './places.js';

/** The reading pane: a document at a place, or a word about how to open one. */
export function Reader({ reading, terms }: { readonly reading: Reading | null; readonly terms: readonly string[] }) {
  const { text } = useSpeech();
  const number = reading?.publication ?? '';
  const query = useQuery({
    queryKey: ['publication', number],
    queryFn: ({ signal }) => api.publication(number, signal),
    enabled: number !== '',
    staleTime: 60_000,
  });
  const key = terms.join('\u0000');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined terms stand for the list, which is new at every render
  const pattern = useMemo(() => patternOf(terms), [key]);
  return (
    <aside className="reader" aria-label={text.reader.label}>
      {reading === null ? (
        <EmptyState
          icon={<BookOpenText size={26} aria-hidden="true" />}
          title={text.reader.empty}
          hint={text.reader.emptyHint}
        />
      ) : query.data ? (
        <DocumentView publication={query.data} reading={reading} pattern={pattern} />
      ) : query.isError ? (
        <ErrorNote error={query.error} onRetry={() => query.refetch()} />
      ) : (
        <Skeleton lines={9} />
      )}
    </aside>
  );
}
