import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { openDocument, type Reading } from '../reader/places.js';
import { useKeys } from '../shared/keyboard.js';
import { patternOf } from '../shared/marks.js';
import { EmptyState, ErrorNote, Skeleton } from '../shared/states.js';
import { HitItem } from './HitItem.js';
import { chipsOf, clearFilters, isAsked, type SearchState } from './search-params.js';
import { termsOf } from './terms.js';
import type { useSearch } from './use-search.js';

interface Props {
  readonly state: SearchState;
  readonly search: ReturnType<typeof useSearch>;
  readonly reading: Reading | null;
}

/** The result list with its states. */
export function Results({ state, search, reading }: Props) {
  const { text } = useSpeech();
  if (!isAsked(state)) return <section className="results" aria-label={text.search.list} />;
  return (
    <section className="results" aria-label={text.search.list} aria-busy={search.isFetching}>
      <Chips state={state} />
      {search.isError ? (
        <ErrorNote error={search.error} onRetry={() => search.refetch()} />
      ) : search.data === undefined ? (
        Array.from({ length: 5 }, (_, place) => place).map((place) => <Skeleton key={place} lines={3} />)
      ) : (
        <HitList state={state} search={search} reading={reading} />
      )}
    </section>
  );
}

function HitList({ state, search, reading }: Props) {
  const { text, number } = useSpeech();
  const pages = search.data?.pages ?? [];
  const hits = useMemo(() => pages.flatMap((page) => page.hits), [pages]);
  const terms = termsOf(state.query, hits).join('\u0000');
  const pattern = useMemo(() => patternOf(terms.split('\u0000')), [terms]);
  const list = useRef<HTMLOListElement>(null);
  const [selected, setSelected] = useState(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is another list
  useEffect(() => setSelected(-1), [state.query, state.prior]);

  const select = (place: number) => {
    const next = Math.min(Math.max(0, place), hits.length - 1);
    setSelected(next);
    list.current?.querySelectorAll<HTMLElement>('.hit-title')[next]?.focus();
  };
  const open = () => {
    const hit = hits[Math.max(0, selected)];
    if (hit) openDocument(hit.publication);
  };
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1), o: open, Enter: open });

  if (hits.length === 0) return <EmptyState title={text.search.noHits} hint={text.search.noHitsHint} />;
  const [first] = pages;
  return (
    <>
      <p className="result-count" role="status">
        {text.search.results(number(first?.total ?? 0), first?.totalIsExact ?? true)}
      </p>
      <ol className={`hit-list${search.isPlaceholderData ? ' is-stale' : ''}`} ref={list}>
        {hits.map((hit, place) => (
          <HitItem
            key={hit.publication}
            hit={hit}
            pattern={pattern}
            selected={place === selected}
            open={reading?.publication === hit.publication}
            onSelect={() => setSelected(place)}
          />
        ))}
      </ol>
      {search.hasNextPage && (
        <button
          type="button"
          className="button more-hits"
          disabled={search.isFetchingNextPage}
          onClick={() => search.fetchNextPage()}
        >
          {text.search.moreHits}
        </button>
      )}
    </>
  );
}

function Chips({ state }: { readonly state: SearchState }) {
  const { text } = useSpeech();
  const chips = chipsOf(state);
  if (chips.length === 0) return null;
  return (
    <div className="chips">
      {chips.map((chip) => (
        <button
          key={`${chip.name} ${chip.value}`}
          type="button"
          className="chip is-on"
          aria-label={text.common.remove(chip.value)}
          onClick={chip.remove}
        >
          {chip.value}
          <X size={13} aria-hidden="true" />
        </button>
      ))}
      <button type="button" className="link" onClick={clearFilters}>
        {text.search.clear}
      </button>
    </div>
  );
}
