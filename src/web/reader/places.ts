import type { Passage, Span } from '../../core/index.js';
import type { Dictionary } from '../i18n/en.js';
import { changeParams } from '../shared/router.js';

type Place = Pick<Span, 'part' | 'paragraph' | 'claim'>;

/** A place within a document as one short word for addresses: `0012`, `#12`, `claim-3`, `abstract-ko`. */
export function placeKey(place: Place): string {
  if (place.part === 'claims') return `claim-${place.claim}`;
  return place.part === 'description' ? (place.paragraph ?? '') : `${place.part}-${place.paragraph}`;
}

/** A place as readers name it, without the document: `[0012]`, `단락 12`, `청구항 3`. */
export function placeName(place: Place, text: Dictionary): string {
  switch (place.part) {
    case 'title':
      return text.places.title;
    case 'abstract':
      return text.places.abstract;
    case 'claims':
      return text.places.claim(place.claim ?? 0);
    case 'description': {
      const label = place.paragraph ?? '';
      return label.startsWith('#') ? text.places.passage(label.slice(1)) : `[${label}]`;
    }
  }
}

/** The id of a passage's element. */
export function elementId(passage: Place): string {
  return `place-${placeKey(passage)}`;
}

/** What is being read, as the address bar has it. */
export interface Reading {
  readonly publication: string;
  readonly key: string | null;
  readonly range: { readonly start: number; readonly end: number } | null;
}

/** Reads `doc`, `at` and `mark` from the address. */
export function readingOf(params: URLSearchParams): Reading | null {
  const publication = params.get('doc');
  if (publication === null) return null;
  const [, start, end] = /^(\d+)-(\d+)$/.exec(params.get('mark') ?? '') ?? [];
  const range = start !== undefined && end !== undefined ? { start: Number(start), end: Number(end) } : null;
  return { publication, key: params.get('at'), range };
}

/** Opens a document in the reading pane. */
export function openDocument(publication: string): void {
  changeParams({ doc: publication, at: null, mark: null });
}

/** Opens the document of a span at its place, with the span set off. */
export function openSpan(span: Span): void {
  changeParams({ doc: span.publication, at: placeKey(span), mark: `${span.start}-${span.end}` });
}

/** Makes a passage the place being read. */
export function goToPassage(passage: Passage): void {
  changeParams({ doc: passage.publication, at: placeKey(passage), mark: null }, { replace: true });
}

export function closeReader(): void {
  changeParams({ doc: null, at: null, mark: null });
}
