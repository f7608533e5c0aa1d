import {
  type Citation,
  type ClassSymbol,
  normaliseNumber,
  type Party,
  type PartyRole,
  parseDate,
} from '../../../core/index.js';
import { citationOf, type Draft, documentKey } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, TEXT_ROLES, type TextOf } from '../../text-of.js';
import {
  attribute,
  child,
  children,
  descendant,
  descendants,
  find,
  findAll,
  text,
  textAt,
} from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { classSymbol, readClassText } from '../shared/class-text.js';
import { formOf } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { digitsOf, readDescription } from '../shared/st36-text.js';
import { withoutHardBreaks } from './hard-breaks.js';
import { grantedWhenPublished, realNumber, typeOfKind, withHeadings } from './text.js';

/** Gazettes of CNIPA in the current schema, `PatentDocumentAndRelated` V2.2.1 (`business:` and `base:` elements). */
export const cnipaNew = xmlReader({
  name: 'cnipa-new-xml',
  title: 'CNIPA gazettes, PatentDocumentAndRelated',
  licence: null,
  recognises: (head) => head.root === 'PatentDocumentAndRelated',
  *map(root) {
    yield draftOf(root);
  },
});

const ROLES = { ...TEXT_ROLES, paragraphs: 'block' } as const;
const SECTIONS = {
  TechnicalField: 'technical-field',
  BackgroundArt: 'background',
  Disclosure: 'summary',
  DrawingsDescription: 'drawings',
  InventionMode: 'embodiments',
  IndustrialApplicability: 'industrial-applicability',
  SequenceListing: 'sequence-listing',
} as const;

function draftOf(root: XmlElement): Draft {
  const textOf = withoutHardBreaks(createTextOf(ROLES));
  const biblio = child(root, 'BibliographicData') ?? root;
  const publication = readId(officesOwn(children(biblio, 'PublicationReference')));
  const application = readId(officesOwn(children(biblio, 'ApplicationReference')));
  const kind = attribute(root, 'kind') ?? publication?.kind ?? null;
  const language = languageOf(attribute(root, 'lang') ?? 'zh');
  return {
    country: attribute(root, 'country') ?? publication?.country ?? 'CN',
    kind,
    type: typeOfKind(kind),
    language,
    numbers: {
      publication: attribute(root, 'docNumber') ?? publication?.number,
      application: application?.number,
    },
    dates: {
      filed: application?.date,
      published: attribute(root, 'datePublication') ?? publication?.date,
      granted: grantedWhenPublished(kind) ? (attribute(root, 'datePublication') ?? publication?.date) : null,
    },
    titles: children(biblio, 'InventionTitle').map((title) => ({
      language: languageOf(attribute(title, 'lang') ?? language),
      text: text(title),
    })),
    abstracts: abstractsOf(root, textOf, language),
    parties: partiesOf(biblio),
    classes: classesOf(biblio),
    priorities: prioritiesOf(biblio),
    related: relatedOf(biblio),
    citations: [...descendants(child(biblio, 'ReferencesCited'), 'Citation')].map(readCitation),
    claims: findAll(root, 'Claims/Claim').map((claim) => ({
      number: Number(attribute(claim, 'num')) || null,
      text: children(claim, 'ClaimText').map(textOf).join('\n'),
    })),
    description: withHeadings(
      readDescription(child(root, 'Description'), {
        textOf,
        sections: SECTIONS,
        skip: ['InventionTitle'],
        numberOf: (paragraph) => digitsOf(attribute(paragraph, 'num')),
      }),
    ),
    drawings: findAll(root, 'Drawings/Figure').map((figure, place) => ({
      number: figureNumber(figure) ?? String(place + 1),
      caption: null,
      file: attribute(child(figure, 'Image'), 'file'),
    })),
  };
}

/** References and priorities stand twice, as the office prints them (`original`) and in a form of its database. */
function officesOwn(references: readonly XmlElement[]): XmlElement | null {
  return references.find((reference) => formOf(reference) === 'original') ?? references[0] ?? null;
}

interface Id {
  readonly country: string;
  readonly number: string;
  readonly kind: string | null;
  readonly date: string | null;
}

/** A `DocumentID`, or an element with the same parts. */
function readId(reference: XmlElement | null): Id | null {
  const id = child(reference, 'DocumentID') ?? reference;
  const country = textAt(id, 'WIPOST3Code') ?? '';
  const number = realNumber(country, textAt(id, 'DocNumber'));
  if (!number) return null;
  return { country, number, kind: textAt(id, 'Kind'), date: parseDate(textAt(id, 'Date')) };
}

function abstractsOf(root: XmlElement, textOf: TextOf, language: string) {
  return children(root, 'Abstract').map((abstract) => ({
    language: languageOf(attribute(abstract, 'lang') ?? language),
    text: children(abstract, 'Paragraphs').map(textOf).join('\n'),
  }));
}

const PARTIES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['ApplicantDetails/Applicant', 'applicant'],
  ['PatenteeDetails|AssigneeDetails/Patentee|Assignee', 'assignee'],
  ['InventorDetails/Inventor', 'inventor'],
  ['AgentDetails/Agent', 'agent'],
];

function partiesOf(biblio: XmlElement): Party[] {
  const parties = PARTIES.flatMap(([path, role]) =>
    findAll(child(biblio, 'Parties'), path).map((party) => readParty(party, role)),
  );
  const examiners = [...descendants(child(biblio, 'ExaminerDetails'), 'Name')];
  const names = examiners.map((name): Party => ({ ...readParty(name, 'examiner'), name: text(name) }));
  return [...parties, ...names].filter((party) => party.name !== '');
}

/** The address in one text is used; its parts are filled with zeros. */
function readParty(party: XmlElement, role: PartyRole): Party {
  const book = child(party, 'AddressBook') ?? party;
  const address = child(book, 'Address');
  const agency = textAt(party, 'Agency/AddressBook/OrganizationName|Name');
  return {
    role,
    name: textAt(book, 'Name|OrganizationName|PersonName') ?? '',
    otherNames: [],
    country: textAt(address, 'WIPOST3Code'),
    address: textAt(address, 'Text') ?? agency,
  };
}

function classesOf(biblio: XmlElement): ClassSymbol[] {
  const entries = findAll(biblio, 'ClassificationIPCRDetails/ClassificationIPCR');
  const found = entries.map((entry, place) => {
    const position = place === 0 ? 'first' : 'later';
    const [section, main, subclass, group, subgroup] = [
      'Section',
      'MainClass',
      'Subclass',
      'MainGroup',
      'Subgroup',
    ].map((part) => textAt(entry, part) ?? '');
    if (!section || !group) return readClassText('IPC', textAt(entry, 'Text') ?? text(entry), position);
    const symbol = `${section}${main}${subclass}${group}/${subgroup || '00'}`;
    return classSymbol('IPC', symbol, {
      position,
      value: textAt(entry, 'ClassificationValue'),
      version: textAt(entry, 'IPCVersionDate'),
    });
  });
  return found.filter((symbol) => symbol !== null);
}

function prioritiesOf(biblio: XmlElement) {
  const groups = new Map<string, XmlElement[]>();
  for (const priority of findAll(biblio, 'PriorityDetails/Priority')) {
    const sequence = attribute(priority, 'sequence') ?? '';
    groups.set(sequence, [...(groups.get(sequence) ?? []), priority]);
  }
  return [...groups.values()].flatMap((forms) => {
    const id = readId(officesOwn(forms));
    return id ? [{ country: id.country, number: id.number, date: id.date }] : [];
  });
}

const INTERNATIONAL: readonly (readonly [name: RegExp, relation: string])[] = [
  [/^(PCT|International).*(Filing|Application)/, 'pct-filing'],
  [/^(PCT|International).*Publi/, 'pct-publication'],
];

function relatedOf(biblio: XmlElement) {
  const relations = children(child(biblio, 'RelatedDocuments')).flatMap((relation) => {
    const name = relation.name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
    const parents = [...descendants(relation, 'ParentDocument')].map((each) => ({ relation: name, id: readId(each) }));
    const offspring = [...descendants(relation, 'ChildDocument')].map((each) => ({
      relation: `${name}-child`,
      id: readId(each),
    }));
    return [...parents, ...offspring];
  });
  const international = children(biblio).flatMap((element) => {
    const relation = INTERNATIONAL.find(([name]) => name.test(element.name))?.[1];
    const reference = descendant(element, 'DocumentID');
    return relation ? [{ relation, id: readId(reference) }] : [];
  });
  return [...relations, ...international].flatMap(({ relation, id }) => {
    if (!id) return [];
    const country = relation.startsWith('pct-') ? 'WO' : id.country;
    return [{ relation, country: country || null, number: normaliseNumber(country, id.number), date: id.date }];
  });
}

/** Documents on the front page of a granted invention: its examiner's. */
function readCitation(citation: XmlElement): Citation {
  const patent = find(citation, 'PatentCitation|PatCit|Patcit') ?? citation;
  const id = readId(descendant(patent, 'DocumentID'));
  const printed = textAt(citation, 'NonPatentCitation|NPLCit|Nplcit/Text') ?? text(descendant(citation, 'Text'));
  const number = id ? [id.country, id.number, id.kind].filter(Boolean).join(' ') : '';
  return citationOf({
    document: id ? documentKey(id.country, id.number, id.kind) : null,
    text: number || printed || text(citation),
    citedBy: 'examiner',
    categories: [...descendants(citation, 'Category')].flatMap((category) => text(category).match(/[A-Z]/g) ?? []),
    claims: text(descendant(citation, 'RelatedClaims', 'RelClaims')) || null,
    passages: [...descendants(citation, 'Passage')].map(text).join('; ') || null,
    date: id?.date ?? null,
  });
}

/** `图4A` → `4A`. */
function figureNumber(figure: XmlElement): string | null {
  const label = attribute(figure, 'figureLabels');
  return (label?.replace(/^图\s*/, '') || attribute(figure, 'num')?.replace(/^0+(?=\d)/, '')) ?? null;
}
