import { cutSpan, type Passage, type Publication, passagesOf, preferText, type Span } from '../../src/core/index.js';
import type { Facet, Hit, PassageHit, SearchRequest, SearchResult } from '../../src/search/index.js';

/** Words of a query; Korean ones lose a last particle, which is enough for a fake. */
export function wordsOf(query: string): string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/(?<=[가-힣]{2,})(은|는|이|가|을|를|의|에|로|과|와)$/u, '')))];
}

/** The sentence around the first word found in a passage, or null. */
export function spanIn(passage: Passage, words: readonly string[]): Span | null {
  const text = passage.text.toLowerCase();
  const places = words.map((word) => text.indexOf(word)).filter((place) => place >= 0);
  if (places.length === 0) return null;
  const first = Math.min(...places);
  const start = Math.max(0, passage.text.lastIndexOf('. ', first) + 1);
  const stop = passage.text.indexOf('. ', first);
  const trimmed = start + (passage.text.slice(start).length - passage.text.slice(start).trimStart().length);
  return cutSpan(passage, trimmed, stop < 0 ? passage.text.length : stop + 1);
}

/** The places of words inside a span. */
function matchesIn(span: Span, words: readonly string[]): Span[] {
  const lower = span.text.toLowerCase();
  return words
    .filter((word) => lower.includes(word))
    .map((word) => {
      const start = span.start + lower.indexOf(word);
      const text = span.text.slice(start - span.start, start - span.start + word.length);
      return { ...span, start, end: start + word.length, text };
    });
}

function share(text: string, words: readonly string[]): number {
  const lower = text.toLowerCase();
  return words.length === 0 ? 0 : words.filter((word) => lower.includes(word)).length / words.length;
}

/** Passages that carry the words, best first. */
export function findPassages(publications: readonly Publication[], words: readonly string[]): PassageHit[] {
  const hits: PassageHit[] = [];
  for (const publication of publications) {
    for (const passage of passagesOf(publication)) {
      if (passage.part === 'title') continue;
      const span = spanIn(passage, words);
      if (span)
        hits.push({
          span,
          section: passage.section,
          title: titleOf(publication),
          score: share(span.text, words),
          matches: matchesIn(span, words),
        });
    }
  }
  return hits.sort((left, right) => right.score - left.score);
}

export function titleOf(publication: Publication): string {
  return preferText(publication.titles, publication.language);
}

/** A publication as a hit for words, or null. */
export function hitFor(publication: Publication, words: readonly string[], spans = 3): Hit | null {
  const title = titleOf(publication);
  const found = findPassages([publication], words).slice(0, spans);
  const titleScore = share(title, words) * 4;
  const textScore = found.reduce((sum, hit) => sum + hit.score, 0);
  if (words.length > 0 && titleScore + textScore === 0) return null;
  return {
    publication: publication.id,
    title,
    score: titleScore + textScore,
    spans: found.map((hit) => hit.span),
    matches: found.flatMap((hit) => matchesIn(hit.span, words)),
    explain: [
      { name: `ti:${words[0] ?? ''}`, value: titleScore },
      ...words.map((word) => ({ name: `de:${word}`, value: textScore / words.length })),
    ],
    facts: {
      country: publication.country,
      kind: publication.kind,
      published: publication.dates.published,
      filed: publication.dates.filed,
      applicants: publication.parties.filter((party) => party.role === 'applicant').map((party) => party.name),
      classes: publication.classes.map((symbol) => symbol.symbol),
      status: publication.status,
      language: publication.language,
    },
    collapsed: [],
  };
}

function passesFilters(publication: Publication, { filters = {} }: SearchRequest): boolean {
  const date = publication.dates.published ?? '';
  const { classes, countries, languages, from, to, status, applicant } = filters;
  return (
    (!classes?.length ||
      publication.classes.some(({ symbol }) => classes.some((prefix) => symbol.startsWith(prefix)))) &&
    (!countries?.length || countries.includes(publication.country)) &&
    (!languages?.length || languages.includes(publication.language)) &&
    (!from || date >= from) &&
    (!to || date.slice(0, to.length) <= to) &&
    (!status || publication.status === status) &&
    (!applicant || publication.parties.some((party) => party.name.includes(applicant)))
  );
}

function count(values: readonly (string | null | undefined)[]): Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, count: number })).sort((a, b) => b.count - a.count);
}

/** Searches by counting words: enough to try the page. */
export function search(publications: readonly Publication[], request: SearchRequest): SearchResult {
  const words = wordsOf(request.query);
  const hits = publications
    .filter((publication) => passesFilters(publication, request))
    .map((publication) => hitFor(publication, words, request.spans))
    .filter((hit) => hit !== null)
    .sort((left, right) => right.score - left.score);
  const { offset = 0, limit = 10 } = request;
  return {
    hits: hits.slice(offset, offset + limit),
    total: hits.length,
    totalIsExact: true,
    understood: words.join(' '),
    relaxed: false,
    facets: {
      section: count(hits.flatMap((hit) => [...new Set(hit.facts.classes.map((symbol) => symbol.slice(0, 1)))])),
      subclass: count(hits.flatMap((hit) => [...new Set(hit.facts.classes.map((symbol) => symbol.slice(0, 4)))])),
      country: count(hits.map((hit) => hit.facts.country)),
      year: count(hits.map((hit) => hit.facts.published?.slice(0, 4))),
      applicant: count(hits.flatMap((hit) => hit.facts.applicants)),
      status: count(hits.map((hit) => hit.facts.status)),
      language: count(hits.map((hit) => hit.facts.language)),
    },
  };
}
