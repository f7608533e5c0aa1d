import { useState } from 'react';
import type { Facet, FacetName, Filters, SearchResult } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { changeParams } from '../shared/router.js';
import { isChosen, toggleFacet } from './search-params.js';
import { YearBars } from './YearBars.js';

const LISTED: readonly FacetName[] = ['section', 'subclass', 'country', 'applicant', 'status', 'language'];
const SHOWN = 6;

interface Props {
  readonly facets: SearchResult['facets'];
  readonly filters: Filters;
}

/** Counts of the results by property; each is a filter. */
export function FacetPanel({ facets, filters }: Props) {
  const { text } = useSpeech();
  return (
    <>
      {LISTED.slice(0, 2).map((name) => (
        <FacetList key={name} name={name} values={facets[name] ?? []} filters={filters} />
      ))}
      <section className="facet">
        <h3>{text.search.facets.year}</h3>
        <YearBars years={facets.year ?? []} filters={filters} />
        <DateRange key={`${filters.from} ${filters.to}`} filters={filters} />
      </section>
      {LISTED.slice(2).map((name) => (
        <FacetList key={name} name={name} values={facets[name] ?? []} filters={filters} />
      ))}
    </>
  );
}

interface ListProps {
  readonly name: FacetName;
  readonly values: readonly Facet[];
  readonly filters: Filters;
}

function FacetList({ name, values, filters }: ListProps) {
  const { text, number, language } = useSpeech();
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const noteOf = (facet: FacetName, value: string) => {
    if (facet === 'section') return text.search.sections[value];
    return facet === 'country' ? (text.search.offices[value] ?? nameOf(value, 'region', language)) : null;
  };
  const shown = all ? values : values.slice(0, SHOWN);
  return (
    <section className="facet">
      <h3>{text.search.facets[name]}</h3>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              className="facet-value"
              aria-pressed={isChosen(filters, name, value)}
              onClick={() => toggleFacet(filters, name, value)}
            >
              <span className="facet-name">
                {name === 'language' ? (nameOf(value, 'language', language) ?? value) : value}
                <span className="quiet"> {noteOf(name, value)}</span>
              </span>
              <span className="count">{number(count)}</span>
            </button>
          </li>
        ))}
      </ul>
      {values.length > SHOWN && (
        <button type="button" className="link facet-more" onClick={() => setAll(!all)}>
          {all ? text.common.less : text.common.more}
        </button>
      )}
    </section>
  );
}

/** The name of a country or language code, or null where the browser has none. */
function nameOf(code: string, type: 'region' | 'language', language: string): string | null {
  try {
    return new Intl.DisplayNames(language, { type, fallback: 'none' }).of(code) ?? null;
  } catch {
    return null;
  }
}

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** From and to, as years or dates. */
function DateRange({ filters }: { readonly filters: Filters }) {
  const { text } = useSpeech();
  const [from, setFrom] = useState(filters.from ?? '');
  const [to, setTo] = useState(filters.to ?? '');
  const valid = (date: string) => date === '' || DATE.test(date);
  return (
    <form
      className="date-range"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid(from) && valid(to)) changeParams({ from, to });
      }}
    >
      <input
        aria-label={text.search.from}
        placeholder="2010"
        value={from}
        aria-invalid={!valid(from)}
        onChange={(event) => setFrom(event.target.value.trim())}
      />
      <span aria-hidden="true">–</span>
      <input
        aria-label={text.search.to}
        placeholder="2020-06"
        value={to}
        aria-invalid={!valid(to)}
        onChange={(event) => setTo(event.target.value.trim())}
      />
      <button type="submit" className="button button-small">
        {text.search.apply}
      </button>
    </form>
  );
}
