import { normaliseSymbol, type PartialDate, parseDate, SimsaError } from '../core/index.js';
import type { Condition, IndexQuery } from '../index/index.js';
import { nameQuery } from './names.js';
import type { Filters } from './types.js';

/** A query whose matches must meet the filters too. */
export function filtered(query: IndexQuery | null, filters: Filters | undefined): IndexQuery {
  const conditions = filters ? conditionsOf(filters) : [];
  const children = query ? [query, ...conditions] : conditions;
  if (children.length === 0) return { type: 'everything' };
  return children.length === 1 ? children[0]! : { type: 'and', children };
}

function conditionsOf(filters: Filters): IndexQuery[] {
  const { classes, countries, kinds, applicant, status, languages } = filters;
  const [from, to] = [filters.from, filters.to].map((date) => (date ? dateOf(date) : undefined));
  const conditions: Condition[] = [];
  if (classes?.length) conditions.push({ type: 'class', prefixes: classes.map(classSymbol) });
  if (from || to) conditions.push({ type: 'date', which: 'any', ...(from && { from }), ...(to && { to }) });
  if (countries?.length) conditions.push({ type: 'value', column: 'country', values: countries });
  if (kinds?.length) conditions.push({ type: 'value', column: 'kind', values: kinds });
  if (languages?.length) conditions.push({ type: 'value', column: 'language', values: languages });
  if (status) conditions.push({ type: 'value', column: 'status', values: [status] });
  const queries = conditions.map((condition): IndexQuery => ({ type: 'condition', condition }));
  return applicant ? [...queries, ...applicantQuery(applicant)] : queries;
}

function classSymbol(text: string): string {
  const symbol = normaliseSymbol(text.replace(/\*$/, ''));
  if (symbol === null) throw new SimsaError('search.bad-class', { text, position: 1 });
  return symbol;
}

function dateOf(text: string): PartialDate {
  const date = parseDate(text);
  if (date === null) throw new SimsaError('search.bad-date', { text, position: 1 });
  return date;
}

function applicantQuery(name: string): IndexQuery[] {
  const child = nameQuery([name], { applicant: 1 });
  return child ? [{ type: 'unscored', child }] : [];
}
