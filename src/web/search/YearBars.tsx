import type { Facet, Filters } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { isChosen, toggleFacet } from './search-params.js';

const MOST_BARS = 30;

/** How many results each year has, oldest first; a bar is a filter. */
export function YearBars({ years, filters }: { readonly years: readonly Facet[]; readonly filters: Filters }) {
  const { number } = useSpeech();
  if (years.length < 2) return null;
  const sorted = [...years].sort((left, right) => left.value.localeCompare(right.value)).slice(-MOST_BARS);
  const most = Math.max(...sorted.map((year) => year.count));
  return (
    <div className="years">
      <div className="year-bars">
        {sorted.map(({ value, count }) => (
          <button
            key={value}
            type="button"
            className="year-bar"
            aria-pressed={isChosen(filters, 'year', value)}
            aria-label={`${value}: ${number(count)}`}
            title={`${value}: ${number(count)}`}
            onClick={() => toggleFacet(filters, 'year', value)}
          >
            <span style={{ height: `${Math.max(6, (count / most) * 100)}%` }} />
          </button>
        ))}
      </div>
      <div className="year-ends">
        <span>{sorted[0]?.value}</span>
        <span>{sorted.at(-1)?.value}</span>
      </div>
    </div>
  );
}
