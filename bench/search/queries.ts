import { type Publication, preferText } from '../../src/core/index.js';
import type { SearchRequest } from '../../src/search/index.js';
import type { Store } from '../../src/store/index.js';
import { randomNumbers } from './statistics.js';

export interface Queries {
  readonly words: readonly SearchRequest[];
  readonly filtered: readonly SearchRequest[];
  readonly boolean: readonly SearchRequest[];
  readonly claims: readonly SearchRequest[];
  readonly documents: readonly string[];
  readonly questions: readonly string[];
}

/** Queries as people write them, made from randomly chosen publications of the store. */
export function makeQueries(store: Store, count: number): Queries {
  const random = randomNumbers(20);
  const ids = [...store.ids()];
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const some = (isGood: (publication: Publication) => boolean): Publication[] => {
    const chosen: Publication[] = [];
    for (let tries = 0; chosen.length < count && tries < count * 200; tries++) {
      const publication = store.get(pick(ids));
      if (publication && isGood(publication)) chosen.push(publication);
    }
    return chosen;
  };
  const titled = (publication: Publication) => titleWords(publication).length >= 3;
  const wordsOf = (publication: Publication) => titleWords(publication).slice(0, 3 + Math.floor(random() * 3));
  return {
    words: some(titled).map((publication) => ({ query: wordsOf(publication).join(' ') })),
    filtered: some((publication) => titled(publication) && publication.classes.length > 0).map((publication) => ({
      query: wordsOf(publication).join(' '),
      filters: { classes: [publication.classes[0]!.symbol.slice(0, 4)], from: '2005', to: '2023' },
      facets: true,
    })),
    boolean: some((publication) => titleWords(publication).length >= 4).map((publication, index) => ({
      query: booleanQuery(titleWords(publication), index),
    })),
    claims: some(({ claims }) => (claims[0]?.text.length ?? 0) > 250).map(({ claims }) => ({ query: claims[0]!.text })),
    documents: some(({ abstracts }) => abstracts.length > 0).map(({ id }) => id),
    questions: some(titled).map((publication) =>
      publication.language === 'ko'
        ? `${wordsOf(publication).join(' ')}의 효과는 무엇인가요?`
        : `What is the effect of ${wordsOf(publication).join(' ')}?`,
    ),
  };
}

function titleWords(publication: Publication): string[] {
  return preferText(publication.titles, publication.language)
    .split(/[\s,.()·/]+/)
    .filter((word) => word.length > 1 && !/^(?:및|the|and|of|for|in|a)$/i.test(word));
}

function booleanQuery([a, b, c, d]: readonly string[], index: number): string {
  const forms = [
    `${a} AND (${b} OR ${c}) NOT ${d}`,
    `"${a} ${b}" OR "${c} ${d}"`,
    `${a} NEAR/5 ${b}`,
    `ti:${a} AND (${b} OR ${c})`,
  ];
  return forms[index % forms.length]!;
}
