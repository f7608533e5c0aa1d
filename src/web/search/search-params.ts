import type { FacetName, Filters } from '../../search/index.js';
import { changeParams } from '../shared/router.js';

/** A search as the address bar has it. */
export interface SearchState {
  readonly query: string;
  /** Publication whose earlier documents are wanted, instead of a query. */
  readonly prior: string | null;
  readonly filters: Filters;
}

function listOf(params: URLSearchParams, name: string): readonly string[] | undefined {
  const values = (params.get(name) ?? '').split(',').filter((value) => value !== '');
  return values.length > 0 ? values : undefined;
}

/** Reads query and filters from the address. */
export function searchStateOf(params: URLSearchParams): SearchState {
  const one = (name: string) => params.get(name) ?? undefined;
  return {
    query: params.get('q') ?? '',
    prior: params.get('prior'),
    filters: {
      classes: listOf(params, 'class'),
      countries: listOf(params, 'country'),
      languages: listOf(params, 'lang'),
      from: one('from'),
      to: one('to'),
      applicant: one('applicant'),
      status: one('status'),
    },
  };
}

/** Whether there is anything to search for. */
export function isAsked({ query, prior, filters }: SearchState): boolean {
  return query.trim() !== '' || prior !== null || Object.values(filters).some((value) => value !== undefined);
}

/** A filter in force, as a chip that can be taken off. */
export interface FilterChip {
  readonly name: string;
  readonly value: string;
  readonly remove: () => void;
}

export function chipsOf({ filters }: SearchState): readonly FilterChip[] {
  const lists = { class: filters.classes, country: filters.countries, lang: filters.languages };
  const chips: FilterChip[] = Object.entries(lists).flatMap(([name, values]) =>
    (values ?? []).map((value) => ({
      name,
      value,
      remove: () => changeParams({ [name]: toggled(values ?? [], value) }),
    })),
  );
  for (const name of ['applicant', 'status'] as const) {
    const value = filters[name];
    if (value !== undefined) chips.push({ name, value, remove: () => changeParams({ [name]: null }) });
  }
  if (filters.from !== undefined || filters.to !== undefined) {
    const value = filters.from === filters.to ? (filters.from ?? '') : `${filters.from ?? ''} – ${filters.to ?? ''}`;
    chips.push({ name: 'date', value, remove: () => changeParams({ from: null, to: null }) });
  }
  return chips;
}

/** The parameter's new value when one of a list is put in or taken out. */
function toggled(values: readonly string[], value: string): string {
  return (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]).join(',');
}

/** Whether a facet's value is in force as a filter. */
export function isChosen(filters: Filters, facet: FacetName, value: string): boolean {
  switch (facet) {
    case 'section':
    case 'subclass':
      return filters.classes?.includes(value) ?? false;
    case 'country':
      return filters.countries?.includes(value) ?? false;
    case 'language':
      return filters.languages?.includes(value) ?? false;
    case 'year':
      return filters.from === value && filters.to === value;
    case 'applicant':
    case 'status':
      return filters[facet] === value;
  }
}

/** Puts a facet's value in force as a filter, or takes it off. */
export function toggleFacet(filters: Filters, facet: FacetName, value: string): void {
  changeParams(facetChange(filters, facet, value));
}

function facetChange(filters: Filters, facet: FacetName, value: string): Readonly<Record<string, string | null>> {
  switch (facet) {
    case 'section':
    case 'subclass':
      return { class: toggled(filters.classes ?? [], value) };
    case 'country':
      return { country: toggled(filters.countries ?? [], value) };
    case 'language':
      return { lang: toggled(filters.languages ?? [], value) };
    case 'year':
      return isChosen(filters, facet, value) ? { from: null, to: null } : { from: value, to: value };
    case 'applicant':
    case 'status':
      return { [facet]: filters[facet] === value ? null : value };
  }
}

/** Takes all filters off. */
export function clearFilters(): void {
  changeParams({ class: null, country: null, lang: null, from: null, to: null, applicant: null, status: null });
}
