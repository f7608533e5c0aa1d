import type { Passage, Publication } from '../../core/index.js';
import { passagesOf } from '../../core/index.js';
import { emptyPublication } from '../../core/testing/publication.js';
import type { Hit, PriorArtRequest, Searcher } from '../../search/index.js';

/** A publication with the fields that matter to a test. */
export function madeUp(id: string, fields: Partial<Publication> = {}): Publication {
  const numbers = { publication: null, application: id.slice(2), registration: null };
  return emptyPublication({ id, numbers, titles: [{ language: 'ko', text: `${id}의 명칭` }], ...fields });
}

/** A searcher that finds the given publications in their order, with falling scores where none are given, and the store that holds them. */
export function madeUpSources(publications: readonly Publication[], scores: readonly number[] = []) {
  const requests: PriorArtRequest[] = [];
  const byId = new Map(publications.map((publication) => [publication.id, publication]));
  const searcher = {
    async priorArt(request: PriorArtRequest) {
      requests.push(request);
      const hits = publications.map((publication, index) => hitOf(publication, scores[index] ?? 1 - index / 10));
      return { hits, total: hits.length, totalIsExact: true, facets: {}, understood: '' };
    },
  } as unknown as Searcher;
  const store = {
    get: (id: string) => byId.get(id) ?? null,
    passages: (id: string): Passage[] => [...passagesOf(byId.get(id)!)],
  };
  return { searcher, store, requests };
}

function hitOf({ id, titles, country, kind, dates, classes, language }: Publication, score: number): Hit {
  return {
    publication: id,
    title: titles[0]?.text ?? '',
    score,
    spans: [],
    matches: [],
    explain: [],
    facts: {
      country,
      kind,
      published: dates.published,
      filed: dates.filed,
      applicants: [],
      classes: classes.map(({ symbol }) => symbol),
      status: null,
      language,
    },
    collapsed: [],
  };
}

/** Text as the bytes of a file. */
export function file(text: string, name = 'application.txt') {
  return { name, bytes: new Uint8Array(Buffer.from(text, 'utf8')) };
}
