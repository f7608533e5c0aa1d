/** USPTO grants and applications since 2005: `us-patent-grant` 4.0–4.7 and `us-patent-application` 4.0–4.6 (ST.36). */
import type { PublicationType } from '../../../core/index.js';
import type { Draft, ParagraphDraft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { figureCaptions, sheets } from './figures.js';
import { USPTO_LICENCE } from './licence.js';
import { sequenceParagraphs } from './sequences.js';
import {
  readCitations,
  readClasses,
  readLegalEvents,
  readParties,
  readPriorities,
  readRelated,
} from './st36-biblio.js';
import { readClaims, readDescription } from './st36-text.js';

export const usptoGrant = xmlReader({
  name: 'uspto-grant-xml',
  title: 'USPTO patent grants, XML 4.0–4.7 (2005–)',
  licence: USPTO_LICENCE,
  recognises: (head) => head.root === 'us-patent-grant' || head.root === 'sequence-cwu',
  *map(root, document) {
    const parts = root.name === 'sequence-cwu' ? [root, ...document.others] : document.others;
    if (root.name !== 'sequence-cwu') yield readRecord(root, parts);
    for (const part of parts) if (!belongsTo(part, root)) yield readSequencePart(part);
  },
});

export const usptoApplication = xmlReader({
  name: 'uspto-application-xml',
  title: 'USPTO patent application publications, XML 4.0–4.6 (2005–)',
  licence: USPTO_LICENCE,
  recognises: (head) => head.root === 'us-patent-application',
  *map(root, document) {
    yield readRecord(root, document.others);
  },
});

/** A sequence part names its grant; in a weekly file that is the one before it, in files cut from one it may be another. */
function belongsTo(part: XmlElement, record: XmlElement): boolean {
  if (part === record) return false;
  const own = textAt(part, 'publication-reference/document-id/doc-number');
  const path =
    'us-bibliographic-data-grant|us-bibliographic-data-application/publication-reference/document-id/doc-number';
  return own === null || own === textAt(record, path);
}

/** The sequences of a grant that is not in the file: what there is of it, under its number. */
function readSequencePart(part: XmlElement): Draft {
  const id = find(part, 'publication-reference/document-id');
  return {
    country: textAt(id, 'country') ?? 'US',
    kind: textAt(id, 'kind'),
    numbers: { publication: textAt(id, 'doc-number'), registration: textAt(id, 'doc-number') },
    dates: { published: textAt(id, 'date'), granted: textAt(id, 'date') },
    language: 'en',
    description: sequenceParagraphs(part),
  };
}

function readRecord(root: XmlElement, parts: readonly XmlElement[]): Draft {
  const biblio = find(root, 'us-bibliographic-data-grant|us-bibliographic-data-application') ?? root;
  const textOf = createTextOf();
  const language = attribute(root, 'lang')?.slice(0, 2).toLowerCase() ?? 'en';
  const description = [
    ...botanicNames(biblio),
    ...readDescription(child(root, 'description'), textOf),
    ...sequenceListing(root, parts),
  ];
  return {
    ...identity(root, biblio),
    language,
    titles: findAll(biblio, 'invention-title').map((title) => ({ language, text: textOf(title) })),
    abstracts: [{ language, text: abstractText(root, textOf) }],
    parties: readParties(biblio),
    classes: readClasses(biblio),
    priorities: readPriorities(biblio),
    related: readRelated(biblio),
    citations: readCitations(biblio),
    claims: readClaims(child(root, 'claims'), textOf),
    description,
    drawings: [...figureCaptions(drawingParagraphs(description)), ...sheets(imageFiles(child(root, 'drawings')))],
    legalEvents: readLegalEvents(biblio),
  };
}

function identity(root: XmlElement, biblio: XmlElement) {
  const publication = find(biblio, 'publication-reference/document-id');
  const application = find(biblio, 'application-reference/document-id');
  const number = textAt(publication, 'doc-number');
  const date = textAt(publication, 'date') ?? attribute(root, 'date-publ');
  const granted = root.name === 'us-patent-grant';
  return {
    country: textAt(publication, 'country') ?? 'US',
    kind: textAt(publication, 'kind'),
    type: typeOf(attribute(child(biblio, 'application-reference'), 'appl-type')),
    numbers: {
      publication: number,
      application: textAt(application, 'doc-number'),
      registration: granted ? number : null,
    },
    dates: {
      filed: textAt(application, 'date'),
      published: date,
      granted: granted ? date : null,
      opened: earlierPublication(biblio),
    },
  };
}

function typeOf(applied: string | null): PublicationType {
  if (applied === 'design' || applied === 'plant') return applied;
  return applied === null || applied === 'utility' || applied === 'reissue' ? 'patent' : 'other';
}

/** The application was first laid open by its earliest publication named on a later one. */
function earlierPublication(biblio: XmlElement): string | null {
  const dates = findAll(biblio, 'us-related-documents/related-publication/document-id/date').map(text);
  return dates.sort()[0] ?? null;
}

function abstractText(root: XmlElement, textOf: TextOf): string {
  const abstract = child(root, 'abstract');
  const paragraphs = findAll(abstract, 'p').map(textOf);
  return (paragraphs.length > 0 ? paragraphs : [textOf(abstract)]).filter(Boolean).join('\n');
}

/** A plant patent prints the botanical name and the variety before its description. */
function botanicNames(biblio: XmlElement): ParagraphDraft[] {
  const botanic = child(biblio, 'us-botanic');
  const latin = textAt(botanic, 'latin-name');
  const variety = textAt(botanic, 'variety');
  return [
    ...(latin ? [{ text: `Latin name: ${latin}`, section: 'other' as const }] : []),
    ...(variety ? [{ text: `Variety denomination: ${variety}`, section: 'other' as const }] : []),
  ];
}

/** Inside the record, or in the documents that follow it in the weekly file. */
function sequenceListing(root: XmlElement, parts: readonly XmlElement[]): ParagraphDraft[] {
  const inside = findAll(root, 'us-sequence-list-doc|sequence-list-doc');
  return [...inside, ...parts.filter((part) => belongsTo(part, root))].flatMap(sequenceParagraphs);
}

function drawingParagraphs(description: readonly ParagraphDraft[]): string[] {
  return description.filter((each) => each.section === 'drawings' && each.kind !== 'heading').map((each) => each.text);
}

function imageFiles(drawings: XmlElement | null): string[] {
  return [...descendants(drawings, 'img')].flatMap((image) => attribute(image, 'file') ?? []);
}
