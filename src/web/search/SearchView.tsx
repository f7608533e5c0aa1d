import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { readingOf } from '../reader/places.js';
import { Reader } from '../reader/Reader.js';
import { addressOf, navigate } from '../shared/router.js';
import { FacetPanel } from './FacetPanel.js';
import { Results } from './Results.js';
import { SearchBox } from './SearchBox.js';
import { isAsked, searchStateOf } from './search-params.js';
import { termsOf } from './terms.js';
import { useSearch } from './use-search.js';
import { Welcome } from './Welcome.js';

/** Searching: facets, results, and the document being read. */
export function SearchView({ params }: { readonly params: URLSearchParams }) {
  const state = searchStateOf(params);
  const reading = readingOf(params);
  const search = useSearch(state);
  if (!isAsked(state) && reading === null) return <Welcome />;
  const pages = search.data?.pages ?? [];
  const hits = pages.flatMap((page) => page.hits);
  // Two whole texts share many words: in the one being read, those are marked that its own result names.
  const openHits = hits.filter((hit) => hit.publication === reading?.publication);
  return (
    <div className="search">
      <SearchHead
        query={state.query}
        prior={state.prior}
        understood={pages[0]?.understood ?? ''}
        relaxed={pages[0]?.relaxed ?? false}
      />
      <FilterColumn facets={pages[0]?.facets ?? {}} filters={state.filters} />
      <Results state={state} search={search} reading={reading} />
      <Reader reading={reading} terms={termsOf(state.query, state.prior === null ? hits : openHits)} />
    </div>
  );
}

interface SearchHeadProps {
  readonly query: string;
  readonly prior: string | null;
  readonly understood: string;
  readonly relaxed: boolean;
}

function SearchHead(props: SearchHeadProps) {
  const { text } = useSpeech();
  if (props.prior !== null) {
    return (
      <div className="search-head">
        <div className="prior-head">
          <div>
            <h1 className="prior-title">{text.search.priorTo(props.prior)}</h1>
            <p className="quiet">{text.search.priorNote}</p>
          </div>
          <button type="button" className="button" onClick={() => navigate(addressOf('search'))}>
            {text.search.backToWords}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="search-head">
      <SearchBox query={props.query} />
      {props.understood !== '' && (
        <p className="understood">
          {text.search.understood} <code>{props.understood}</code> {props.relaxed && text.search.relaxed}
        </p>
      )}
    </div>
  );
}

/** The facets; on narrow screens behind a button. */
function FilterColumn(props: React.ComponentProps<typeof FacetPanel>) {
  const { text } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <aside className={`filters${open ? ' is-open' : ''}`} aria-label={text.search.filters}>
      <button type="button" className="button filters-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        <SlidersHorizontal size={15} aria-hidden="true" />
        {text.search.filters}
      </button>
      <div className="filters-body">
        <FacetPanel {...props} />
      </div>
    </aside>
  );
}
