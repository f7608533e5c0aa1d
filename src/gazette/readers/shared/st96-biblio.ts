import type { ClassSymbol, Party, PartyRole, Priority, RelatedDocument } from '../../../core/index.js';
import { normaliseNumber, parseDate } from '../../../core/index.js';
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
import { classSymbol, positionOf, readClassText } from './class-text.js';
import { languageOf } from './language.js';
import { sameNameOnce } from './parties.js';

/** Parts of a bibliography in the components of WIPO ST.96, which WIPO's, JPO's and other offices' schemas share. */

const PARTIES: readonly (readonly [name: string, role: PartyRole])[] = [
  ['Applicant', 'applicant'],
  ['Inventor', 'inventor'],
  ['Assignee', 'assignee'],
  ['PatentGrantee', 'assignee'],
  ['RegisteredPractitioner', 'agent'],
  ['PrimaryExaminer', 'examiner'],
  ['AssistantExaminer', 'examiner'],
  ['Opponent', 'opponent'],
];

/** Parties of the bibliography, by role; a contact may be given in several languages. */
export function st96Parties(biblio: XmlElement): Party[] {
  return PARTIES.flatMap(([name, role]) =>
    [...descendants(biblio, name)].map((party) => readParty(party, role)).filter((party) => party.name !== ''),
  );
}

function readParty(party: XmlElement, role: PartyRole): Party {
  const names = [...descendants(party, 'Name')].flatMap((name) => {
    const words = nameOf(name);
    return words ? [{ language: languageOf(attribute(name, 'languageCode'), words), text: words }] : [];
  });
  const [first, ...others] = sameNameOnce(names);
  return {
    role,
    name: first?.text ?? '',
    otherNames: others,
    country: text(descendant(party, 'CountryCode')) || null,
    address: addressOf(party),
  };
}

/** A firm, a person in one piece, or a person in parts as `Last, First Middle`. */
function nameOf(name: XmlElement): string {
  const whole = descendant(name, 'EntityName', 'OrganizationStandardName', 'PersonFullName');
  if (whole) return text(whole);
  const person = descendant(name, 'PersonStructuredName');
  const first = [textAt(person, 'FirstName'), textAt(person, 'MiddleName')].filter(Boolean).join(' ');
  const suffix = textAt(person, 'NameSuffix');
  return `${[textAt(person, 'LastName'), first].filter(Boolean).join(', ')}${suffix ? ` ${suffix}` : ''}`;
}

function addressOf(party: XmlElement): string | null {
  const address = descendant(party, 'PostalAddress');
  const whole = text(descendant(address, 'PostalAddressText'));
  if (whole || !address) return whole || null;
  const structured = child(address, 'PostalStructuredAddress') ?? address;
  const lines = children(structured)
    .filter((line) => line.name !== 'CountryCode')
    .map(text);
  return lines.filter(Boolean).join(', ') || null;
}

/** Numbers and dates of a document, in a publication or an application identification. */
export interface Identification {
  readonly country: string;
  readonly number: string;
  readonly kind: string | null;
  readonly date: string | null;
}

export function readIdentification(element: XmlElement | null): Identification | null {
  const raw =
    textAt(element, 'PublicationNumber|DocumentNumber') ?? textAt(element, 'ApplicationNumber/ApplicationNumberText');
  if (!element || !raw) return null;
  const country = textAt(element, 'IPOfficeCode') ?? '';
  return {
    country,
    number: normaliseNumber(country, raw),
    kind: textAt(element, 'PatentDocumentKindCode'),
    date: parseDate(textAt(element, 'PublicationDate|FilingDate|PatentDocumentDate')),
  };
}

export function st96Priorities(biblio: XmlElement): Priority[] {
  return findAll(biblio, 'PriorityClaimBag/PriorityClaim').flatMap((claim) => {
    const id = readIdentification(claim);
    return id ? [{ country: id.country, number: id.number, date: id.date }] : [];
  });
}

const INTERNATIONAL: readonly (readonly [element: string, relation: string])[] = [
  ['InternationalFilingData', 'pct-filing'],
  ['InternationalPublishingData', 'pct-publication'],
];

/** PCT data, and the documents of `RelatedDocumentBag` with their relation in the words of ST.36. */
export function st96Related(biblio: XmlElement): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  for (const [element, relation] of INTERNATIONAL) {
    for (const data of findAll(biblio, element)) related.push(...identifiedBelow(data, relation, 'WO'));
  }
  for (const relation of children(child(biblio, 'RelatedDocumentBag'))) {
    const name = hyphenated(relation.name);
    const parent = child(relation, 'ParentDocument');
    const offspring = child(relation, 'ChildDocument');
    if (!parent && !offspring) related.push(...identifiedBelow(relation, name));
    for (const part of children(parent)) {
      if (part.name === 'PatentDocumentIdentification') related.push(...identifiedBelow(part, name));
      if (/^PCT/.test(part.name)) related.push(...identifiedBelow(part, 'pct-filing'));
    }
    if (offspring) related.push(...identifiedBelow(offspring, `${name}-child`));
  }
  return related;
}

function identifiedBelow(element: XmlElement, relation: string, office = ''): RelatedDocument[] {
  const names = ['PatentPublicationIdentification', 'ApplicationIdentification'];
  const ids = [...descendants(element, ...names)].map(readIdentification);
  return ids.flatMap((id) =>
    id
      ? [{ relation, country: office || id.country || null, number: normaliseNumber(office, id.number), date: id.date }]
      : [],
  );
}

/** `ContinuationInPart` → `continuation-in-part`. */
function hyphenated(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

/** IPC and CPC given in parts, with combination sets; IPC given as text. */
export function st96Classes(biblio: XmlElement): ClassSymbol[] {
  const bag = child(biblio, 'PatentClassificationBag') ?? biblio;
  const ipc = findAll(bag, 'IPCRClassificationBag/IPCRClassification').map((entry) => symbolInParts('IPC', entry));
  const cpc = [...descendants(child(bag, 'CPCClassificationBag'), 'CPCClassification')];
  return [...ipc, ...ipcTexts(bag), ...cpc.map((entry) => symbolInParts('CPC', entry))].filter((each) => each !== null);
}

function symbolInParts(scheme: 'IPC' | 'CPC', entry: XmlElement): ClassSymbol | null {
  const part = (names: string) => textAt(entry, names) ?? '';
  const subclass = `${part('Section|CPCSection')}${part('Class')}${part('Subclass')}`;
  const group = part('MainGroup');
  if (!subclass) return readClassText(scheme, part('PatentClassificationText'));
  return classSymbol(scheme, group ? `${subclass}${group}/${part('Subgroup') || '00'}` : subclass, {
    position: positionOf(textAt(entry, 'SymbolPositionCode')),
    value: textAt(entry, 'IPCClassificationValueCode|CPCClassificationValueCode'),
    version: textAt(entry, 'ClassificationVersionDate'),
  });
}

/** `IPCClassification` with one main and further symbols, each in the columns of ST.8. */
function ipcTexts(bag: XmlElement): (ClassSymbol | null)[] {
  return findAll(bag, 'IPCClassification/MainClassification|FurtherClassification').map((entry) =>
    readClassText('IPC', text(entry), entry.name === 'MainClassification' ? 'first' : 'later'),
  );
}

/** The element that holds the bibliography, whose name begins with the kind of publication in some schemas. */
export function st96Biblio(root: XmlElement): XmlElement {
  return children(root).find((element) => element.name.endsWith('BibliographicData')) ?? root;
}

/** Titles by language. */
export function st96Titles(biblio: XmlElement, language: string) {
  const titles = [
    ...children(biblio, 'InventionTitle'),
    ...children(find(biblio, 'InventionTitleBag'), 'InventionTitle'),
  ];
  return titles.map((title) => ({
    language: attribute(title, 'languageCode') ? languageOf(attribute(title, 'languageCode')) : language,
    text: text(title),
  }));
}
