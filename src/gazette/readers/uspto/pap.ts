/** USPTO application publications of 2001 to 2004: `patent-application-publication` 1.5 and 1.6. */
import {
  type ClassSymbol,
  normaliseNumber,
  normaliseSymbol,
  type Party,
  type Priority,
  parseDate,
  type RelatedDocument,
  type Section,
} from '../../../core/index.js';
import type { ClaimDraft, Draft, ParagraphDraft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, TEXT_ROLES, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { figureCaptions, sheets } from './figures.js';
import { typeOfKind } from './kind.js';
import { USPTO_LICENCE } from './licence.js';
import { relatedDocument } from './related.js';
import { sectionAfterHeading, sectionOfMark } from './sections.js';
import { sequenceParagraphs } from './sequences.js';
import { columnsOf, usClass } from './us-class.js';

/** `number` is the printed number of a paragraph, table or formula; the claim a reference names is no step of its own. */
const ROLES = { ...TEXT_ROLES, number: 'skip', 'dependent-claim-reference': 'flat' } as const;

export const usptoEarlyApplication = xmlReader({
  name: 'uspto-pap-xml',
  title: 'USPTO patent application publications, PAP 1.5 and 1.6 (2001–2004)',
  licence: USPTO_LICENCE,
  recognises: (head) => head.root === 'patent-application-publication',
  *map(root, { others }) {
    const biblio = child(root, 'subdoc-bibliographic-information') ?? root;
    const textOf = createTextOf(ROLES);
    const kind = textAt(biblio, 'document-id/kind-code');
    const abstract = children(child(root, 'subdoc-abstract'), 'paragraph').map(textOf).join('\n');
    const description = [
      ...readDescription(child(root, 'subdoc-description'), textOf),
      ...[...findAll(root, 'sequence-list'), ...others].flatMap(sequenceParagraphs),
    ];
    yield {
      country: textAt(biblio, 'document-id/country-code') ?? 'US',
      kind,
      type: typeOfKind(kind),
      numbers: {
        publication: textAt(biblio, 'document-id/doc-number'),
        application: textAt(biblio, 'domestic-filing-data/application-number/doc-number'),
      },
      dates: {
        published: textAt(biblio, 'document-id/document-date'),
        filed: textAt(biblio, 'domestic-filing-data/filing-date'),
      },
      language: 'en',
      titles: findAll(biblio, 'technical-information/title-of-invention').map((title) => ({
        language: 'en',
        text: textOf(title),
      })),
      abstracts: [{ language: 'en', text: abstract }],
      parties: readParties(biblio),
      classes: readClasses(child(biblio, 'technical-information')),
      priorities: readPriorities(biblio),
      related: readRelated(biblio),
      claims: children(child(root, 'subdoc-claims'), 'claim').map((claim) => readClaim(claim, textOf)),
      description,
      drawings: [
        ...figureCaptions(description.filter((each) => each.section === 'drawings').map((each) => each.text)),
        ...sheets(
          [...descendants(child(root, 'subdoc-drawings'), 'image')].flatMap((image) => attribute(image, 'file') ?? []),
        ),
      ],
    } satisfies Draft;
  },
});

function readDescription(description: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  for (const part of children(description)) {
    let section: Section = sectionOfMark(part.name) ?? 'other';
    for (const element of partsOf(part)) {
      const words = textOf(element);
      if (element.name === 'heading') {
        section = sectionAfterHeading(words, section);
        paragraphs.push({ text: words, section, kind: 'heading' });
      } else paragraphs.push({ text: words, section, number: textAt(element, 'number') });
    }
  }
  return paragraphs;
}

/** `section` only groups what a heading opens. */
function* partsOf(element: XmlElement): Generator<XmlElement> {
  if (element.name === 'paragraph' || element.name === 'heading') yield element;
  else if (child(element, 'section') || child(element, 'paragraph') || child(element, 'heading')) {
    for (const inner of children(element)) yield* partsOf(inner);
  } else yield element;
}

function readClaim(claim: XmlElement, textOf: TextOf): ClaimDraft {
  const refersTo = [...descendants(claim, 'dependent-claim-reference')].flatMap((reference) =>
    [...(attribute(reference, 'depends_on') ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
  return { number: Number(/\d+/.exec(attribute(claim, 'id') ?? '')?.[0]) || null, text: textOf(claim), refersTo };
}

function readClasses(technical: XmlElement | null): ClassSymbol[] {
  const classes: (ClassSymbol | null)[] = [];
  const ipc = child(technical, 'classification-ipc');
  const version = textAt(ipc, 'classification-ipc-edition')?.replace(/^0+/, '') ?? null;
  for (const group of children(ipc)) {
    const position = positionOf(group);
    const symbol = position && normaliseSymbol(textAt(group, 'ipc') ?? '');
    if (symbol) classes.push({ scheme: 'IPC', symbol, position, value: null, version });
  }
  for (const group of children(child(technical, 'classification-us'))) {
    for (const uspc of children(group, 'uspc')) {
      const head = textAt(uspc, 'class')?.padStart(3, '0') ?? '';
      classes.push(usClass(head + columnsOf(child(uspc, 'subclass')), positionOf(group)));
    }
  }
  return classes.filter((symbol) => symbol !== null);
}

function positionOf(group: XmlElement): 'first' | 'later' | null {
  if (group.name.endsWith('-primary')) return 'first';
  return group.name.endsWith('-secondary') ? 'later' : null;
}

function readParties(biblio: XmlElement): Party[] {
  const inventors = findAll(biblio, 'inventors/first-named-inventor|inventor|deceased-inventor');
  return [
    ...inventors.flatMap((inventor) => partyOf(inventor, 'inventor')),
    ...findAll(biblio, 'applicants/applicant|first-named-applicant').flatMap((applicant) =>
      partyOf(applicant, 'applicant'),
    ),
    ...children(biblio, 'assignee').flatMap((assignee) => partyOf(assignee, 'assignee')),
    ...children(biblio, 'correspondence-address').flatMap((address) => partyOf(address, 'agent')),
  ];
}

const NAMES = ['name-prefix', 'given-name', 'middle-name', 'family-name', 'name-suffix'];
const ADDRESS = ['address-1', 'address-2', 'address-3', 'city', 'state', 'postalcode'];

function partyOf(element: XmlElement, role: Party['role']): Party[] {
  const person = NAMES.map((part) => textAt(element, `name/${part}`))
    .filter(Boolean)
    .join(' ');
  const lines = [textAt(element, 'name-1'), textAt(element, 'name-2')].filter(Boolean).join(', ');
  const name = textAt(element, 'organization-name') ?? (person || lines || text(child(element, 'name')));
  if (!name) return [];
  const place =
    child(child(element, 'residence'), 'residence-us') ??
    child(child(element, 'residence'), 'residence-non-us') ??
    child(element, 'address');
  const country = textAt(place, 'country-code') ?? textAt(place, 'country/country-code');
  const address =
    ADDRESS.map((part) => textAt(place, part))
      .filter(Boolean)
      .join(', ') || null;
  return [{ role, name, otherNames: [], country, address }];
}

function readPriorities(biblio: XmlElement): Priority[] {
  return children(biblio, 'foreign-priority-data').flatMap((claim) => {
    const country = textAt(claim, 'country-code') ?? '';
    const number = normaliseNumber(country, textAt(claim, 'priority-application-number/doc-number') ?? '');
    return number ? [{ country, number, date: parseDate(textAt(claim, 'filing-date')) }] : [];
  });
}

/** Element names of PAP in the words of ST.36. */
const RELATIONS: Readonly<Record<string, string>> = {
  'continuation-of': 'continuation',
  'continuation-in-part-of': 'continuation-in-part',
  'division-of': 'division',
  'reissue-of': 'reissue',
  'substitution-for': 'substitution',
  'non-provisional-of-provisional': 'us-provisional-application',
  'a-371-of-international': 'pct-filing',
};

function readRelated(biblio: XmlElement): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  const add = (relation: string, id: XmlElement | null) => {
    const country = textAt(id, 'country-code') ?? 'US';
    const printed = { country, number: textAt(id, 'doc-number'), date: textAt(id, 'document-date') };
    related.push(...relatedDocument(relation, printed));
  };
  for (const group of descendants(child(biblio, 'continuity-data'), ...Object.keys(RELATIONS))) {
    const relation = RELATIONS[group.name]!;
    const own = child(group, 'document-id');
    if (own) add(relation, own);
    for (const pair of children(group, 'parent-child')) {
      add(relation, child(child(pair, 'parent'), 'document-id'));
      add('parent-grant-document', child(child(pair, 'parent-patent'), 'document-id'));
    }
  }
  for (const prior of children(biblio, 'prior-publication')) add('related-publication', child(prior, 'document-id'));
  return related;
}
