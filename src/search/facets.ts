import type { Matches, SearchEngine } from '../index/index.js';
import type { Facet, FacetName } from './types.js';

/** How many values of each are worth a place beside the list; all years, since they are drawn. */
const LENGTHS: Readonly<Record<FacetName, number>> = {
  section: 9,
  subclass: 20,
  country: 30,
  year: 200,
  applicant: 20,
  status: 20,
  language: 20,
};

/** Counts of all matches, not only of those shown. */
export async function facetsOf(
  matches: Matches,
  engine: SearchEngine,
): Promise<Readonly<Partial<Record<FacetName, readonly Facet[]>>>> {
  const names = Object.keys(LENGTHS) as FacetName[];
  const counted = await Promise.all(
    names.map(async (name) => [name, await engine.count(matches, name, LENGTHS[name])] as const),
  );
  return Object.fromEntries(counted);
}
