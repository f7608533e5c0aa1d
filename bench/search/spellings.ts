import { preferText } from '../../src/core/index.js';
import type { Searcher } from '../../src/search/index.js';
import type { Store } from '../../src/store/index.js';
import { randomNumbers } from './statistics.js';

/** A Korean compound as titles write it: with a space and without. */
export interface Spellings {
  readonly apart: string;
  readonly joined: string;
}

const WORD = /^[가-힣]{2,6}$/;
/** Endings that make a phrase of two words and no compound. */
const PHRASE = /(?:을|를|의|는|은|한|된|될|할|하는|되는|위한|이용한|포함하는|및|또는|에서|에|으로|로|과|와|가)$/;

/** Compounds that stand in titles of the store both with a space and without, chosen by chance. */
export function spellingsInTitles(store: Store, count: number): Spellings[] {
  const words = new Set<string>();
  const pairs = new Map<string, string>();
  for (const id of store.ids()) {
    const publication = store.get(id);
    if (publication?.language !== 'ko') continue;
    const title = preferText(publication.titles, 'ko').split(' ');
    for (const [at, right] of title.entries()) {
      const left = title[at - 1];
      words.add(right);
      if (left && WORD.test(left) && WORD.test(right) && !PHRASE.test(left) && !PHRASE.test(right)) {
        pairs.set(left + right, `${left} ${right}`);
      }
    }
  }
  const both = Array.from(pairs, ([joined, apart]) => ({ joined, apart })).filter(({ joined }) => words.has(joined));
  const random = randomNumbers(7);
  return both
    .map((pair) => ({ pair, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ pair }) => pair);
}

const SHOWN = 20;

/** The share of the first twenty documents that both spellings find; 1 where neither finds any. */
export async function agreement({ apart, joined }: Spellings, searcher: Searcher): Promise<number> {
  const [first, second] = await Promise.all(
    [apart, joined].map(async (query) => {
      const { hits } = await searcher.search({ query, limit: SHOWN, collapse: false, spans: 0 });
      return new Set(hits.map(({ publication }) => publication));
    }),
  );
  const most = Math.max(first!.size, second!.size);
  const common = [...first!].filter((publication) => second!.has(publication));
  return most === 0 ? 1 : common.length / most;
}
