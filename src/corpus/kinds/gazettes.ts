import type { Language, Paragraph, Publication, Section } from '../../core/index.js';
import type { DataKind, DocumentPart } from '../types.js';
import { type Draft, partOf } from './format.js';
import { identityOf } from './publication-identity.js';

interface GazetteOptions {
  /** The kind that the source list gives, else told from the language of the text. */
  readonly kind?: DataKind;
  /** Whether the text was taken from printed pages. */
  readonly printed?: boolean;
}

/**
 * A publication of an office as a document of the corpus: titles, abstracts, claims in force and the description
 * by section. Bibliography (numbers, parties, dates, legal events), headings and earlier wordings of claims stay out.
 * @returns null when it holds no Korean and no English text
 */
export function gazetteDocument(publication: Publication, options: GazetteOptions = {}): Draft | null {
  const { printed: fromPrintedPage = false } = options;
  const parts = [...frontParts(publication, fromPrintedPage), ...bodyParts(publication, fromPrintedPage)];
  const kind = options.kind ?? (isLabelledText(publication) ? 'classification' : kindOf(parts, publication.language));
  if (kind === null) return null;
  return {
    id: publication.id,
    kind,
    identity: identityOf(publication),
    classes: publication.classes,
    parts,
    ...(publication.status ? { details: { outcome: publication.status } } : {}),
  };
}

/** A text that has a class or an outcome and no number is no gazette: it was made to learn from. */
function isLabelledText({ numbers, classes, status }: Publication): boolean {
  const isNumbered = numbers.application ?? numbers.publication ?? numbers.registration;
  return !isNumbered && (classes.length > 0 || status !== null);
}

function* frontParts({ titles, abstracts }: Publication, fromPrintedPage: boolean): Generator<DocumentPart> {
  for (const { language, text } of titles) yield* partOf('title', [text], { language, fromPrintedPage });
  for (const { language, text } of abstracts)
    yield* partOf('abstract', text.split('\n'), { language, fromPrintedPage });
}

function* bodyParts(publication: Publication, fromPrintedPage: boolean): Generator<DocumentPart> {
  const { language, claims, description } = publication;
  const inForce = claims.filter(({ status }) => status === 'active').map(({ text }) => text);
  yield* partOf('claims', inForce, { language, fromPrintedPage });
  for (const [section, texts] of bySection(description))
    yield* partOf('description', texts, { language, section, fromPrintedPage });
}

/** Paragraphs of a description, those of one section that follow each other together. */
function bySection(description: readonly Paragraph[]): readonly (readonly [Section, readonly string[]])[] {
  const sections: [Section, string[]][] = [];
  for (const { section, kind, text } of description) {
    if (kind === 'heading') continue;
    const last = sections.at(-1);
    if (last?.[0] === section) last[1].push(text);
    else sections.push([section, [text]]);
  }
  return sections;
}

/** The language of the publication decides; where it is another, the one in which most of its abstracts and titles are. */
function kindOf(parts: readonly DocumentPart[], language: Language): DataKind | null {
  const lengths = new Map<string, number>();
  for (const { language, paragraphs } of parts) {
    const length = paragraphs.reduce((sum, text) => sum + text.length, 0);
    lengths.set(language, (lengths.get(language) ?? 0) + length);
  }
  const korean = lengths.get('ko') ?? 0;
  const english = lengths.get('en') ?? 0;
  if (korean + english === 0) return null;
  if (language === 'ko') return 'korean-gazettes';
  if (language === 'en') return 'english-gazettes';
  // A Korean character says about as much as two and a half English ones.
  return korean * 2.5 >= english ? 'korean-gazettes' : 'english-gazettes';
}
