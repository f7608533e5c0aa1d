import type { Positional, SearchEngine } from '../index/index.js';

/** How many documents have terms in a row: at most, which is cheap to tell, and exactly. */
export interface RowCounts {
  most(terms: readonly string[]): number;
  exactly(terms: readonly string[]): Promise<number>;
}

/** Counts of rows of terms by engine, since the same words are asked for again; the key holds the state of the index. */
const counted = new WeakMap<SearchEngine, Map<string, number>>();
const MOST_COUNTED = 10_000;

export function rowCounts(engine: SearchEngine): RowCounts {
  const { publications, sequence } = engine.stats();
  const known = counted.get(engine) ?? new Map<string, number>();
  if (known.size > MOST_COUNTED) known.clear();
  counted.set(engine, known);
  // Rarity is ln((N + 1) / (n + ½)).
  const having = (term: string) => {
    const rarity = engine.idf(term);
    return rarity === 0 ? 0 : Math.round((publications + 1) / Math.exp(rarity) - 0.5);
  };
  const most = (terms: readonly string[]) => (terms.length === 0 ? 0 : Math.min(...terms.map(having)));
  return {
    most,
    async exactly(terms) {
      if (terms.length <= 1 || most(terms) === 0) return most(terms);
      const key = `${sequence} ${terms.join(' ')}`;
      const count = known.get(key) ?? (await countRow(terms, engine));
      known.set(key, count);
      return count;
    },
  };
}

async function countRow(terms: readonly string[], engine: SearchEngine): Promise<number> {
  const parts = terms.map((term): Positional => ({ type: 'word', term }));
  const { documents } = await engine.match({ type: 'positions', positional: { type: 'phrase', parts } });
  return documents.length;
}
