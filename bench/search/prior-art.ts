import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicationId } from '../../src/core/index.js';
import type { Searcher } from '../../src/search/index.js';
import type { Store } from '../../src/store/index.js';

/** How well one query found what was cited. */
export interface Outcome {
  readonly at10: number;
  readonly at100: number;
  readonly reciprocalRank: number;
  readonly milliseconds: number;
  /** Cited by an examiner or in a search report. */
  readonly official: boolean;
}

interface Line {
  readonly query: string;
  readonly cited: readonly { readonly applicationNumber: string; readonly by: readonly string[] }[];
}

/** Every query of the set that has an abstract, as have documents it cites. */
export async function evaluatePriorArt(data: string, store: Store, searcher: Searcher): Promise<Outcome[]> {
  const lines = readFileSync(join(data, 'eval', 'kr-prior-art', 'qrels.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const outcomes: Outcome[] = [];
  for (const line of lines) {
    const { query, cited } = JSON.parse(line) as Line;
    const publication = application(query, store);
    const known = cited.flatMap(({ applicationNumber, by }) => {
      const id = application(applicationNumber, store);
      return id ? [{ id, by }] : [];
    });
    if (!publication || known.length === 0) continue;
    const official = known.some(({ by }) => by.includes('examiner') || by.includes('search'));
    outcomes.push({
      ...(await ask(
        publication,
        known.map(({ id }) => id),
        searcher,
      )),
      official,
    });
  }
  return outcomes;
}

/** The publication of an application number that has an abstract. Registration numbers may look the same: they are not meant. */
function application(number: string, store: Store): PublicationId | null {
  for (const id of store.find(number)) {
    const publication = store.get(id);
    if (publication?.numbers.application === number && publication.abstracts.length > 0) return id;
  }
  return null;
}

async function ask(publication: PublicationId, cited: readonly PublicationId[], searcher: Searcher) {
  const started = performance.now();
  // Equal texts count one by one, as in the truth.
  const { hits } = await searcher.priorArt({ publication, limit: 100, collapse: false, spans: 0 });
  const milliseconds = performance.now() - started;
  const places = cited
    .map((id) => hits.findIndex((hit) => hit.publication === id))
    .map((place) => (place < 0 ? Infinity : place));
  const within = (count: number) => places.filter((place) => place < count).length / cited.length;
  return { at10: within(10), at100: within(100), reciprocalRank: 1 / (Math.min(...places) + 1), milliseconds };
}
