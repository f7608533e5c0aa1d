import type { Language } from './language.js';
import type { LabelOrigin, Publication, PublicationId, Section } from './publication.js';

/** The parts of a publication that carry citable text. */
export type Part = 'title' | 'abstract' | 'claims' | 'description';

/**
 * A piece of stored text. Exactly one of `paragraph` and `claim` is there: `claim` for part `claims`,
 * `paragraph` otherwise (the language for titles and abstracts, the label for the description).
 * `start` and `end` count UTF-16 units of that paragraph's original text, and `text` is what they cut.
 */
export interface Span {
  readonly publication: PublicationId;
  readonly part: Part;
  readonly paragraph?: string;
  readonly claim?: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A citable unit of text with its address. */
export interface Passage {
  readonly publication: PublicationId;
  readonly part: Part;
  readonly paragraph?: string;
  readonly claim?: number;
  readonly origin: LabelOrigin;
  readonly section: Section | null;
  readonly heading: boolean;
  readonly language: Language;
  readonly text: string;
}

/** All citable units of a publication in reading order: titles, abstracts, claims, description. */
export function* passagesOf(publication: Publication): Generator<Passage> {
  const { id, language } = publication;
  const common = { publication: id, origin: 'office', section: null, heading: false } as const;
  for (const title of publication.titles) {
    yield { ...common, part: 'title', paragraph: title.language, language: title.language, text: title.text };
  }
  for (const abstract of publication.abstracts) {
    yield {
      ...common,
      part: 'abstract',
      paragraph: abstract.language,
      language: abstract.language,
      text: abstract.text,
    };
  }
  for (const claim of publication.claims) {
    if (claim.status === 'cancelled') continue;
    yield { ...common, part: 'claims', claim: claim.number, language, text: claim.text };
  }
  for (const { label, origin, section, kind, text } of publication.description) {
    yield {
      publication: id,
      part: 'description',
      paragraph: label,
      origin,
      section,
      heading: kind === 'heading',
      language,
      text,
    };
  }
}

/** Cuts a span out of a passage. Offsets are UTF-16 units of the passage's text. */
export function cutSpan(passage: Passage, start: number, end: number): Span {
  const { publication, part, text } = passage;
  const place = passage.claim === undefined ? { paragraph: passage.paragraph } : { claim: passage.claim };
  return { publication, part, ...place, start, end, text: text.slice(start, end) } as Span;
}

/** Whether a span's address names this passage. */
export function isAt(span: Pick<Span, 'publication' | 'part' | 'paragraph' | 'claim'>, passage: Passage): boolean {
  return (
    span.publication === passage.publication &&
    span.part === passage.part &&
    span.paragraph === passage.paragraph &&
    span.claim === passage.claim
  );
}

/** The address of a span as people write it: `US8672134B2 [0012]`, `KR1020190100885 청구항 3`. */
export function formatAddress(
  place: Pick<Span, 'publication' | 'part' | 'paragraph' | 'claim'>,
  language: Language = 'en',
): string {
  const korean = language === 'ko';
  switch (place.part) {
    case 'title':
      return `${place.publication} ${korean ? '발명의 명칭' : 'title'}`;
    case 'abstract':
      return `${place.publication} ${korean ? '요약' : 'abstract'}`;
    case 'claims':
      return `${place.publication} ${korean ? `청구항 ${place.claim}` : `claim ${place.claim}`}`;
    case 'description': {
      const label = place.paragraph ?? '';
      if (!label.startsWith('#')) return `${place.publication} [${label}]`;
      return `${place.publication} ${korean ? `단락 ${label.slice(1)}` : `passage ${label.slice(1)}`}`;
    }
  }
}
