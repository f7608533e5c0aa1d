import {
  type Citation,
  type CitedBy,
  type ClassSymbol,
  type LegalEvent,
  normaliseNumber,
  normaliseSymbol,
  type Party,
  type PartyRole,
  type Priority,
  parseDate,
  type RelatedDocument,
} from '../../../core/index.js';
import { citationOf, documentKey } from '../../parts.js';
import { attribute, child, children, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { relatedDocument } from './related.js';
import { columnsOf, usClass } from './us-class.js';

/** All classes of a version 4 record, main ones first within each scheme. */
export function readClasses(biblio: XmlElement): ClassSymbol[] {
  const classes: (ClassSymbol | null)[] = [
    ...findAll(biblio, 'classifications-ipcr/classification-ipcr').map((each) => splitSymbol(each, 'IPC')),
    ...oldIpc(child(biblio, 'classification-ipc')),
    ...cpcClasses(child(biblio, 'classifications-cpc')),
    ...nationalClasses(child(biblio, 'classification-national')),
    locarno(child(biblio, 'classification-locarno')),
  ];
  return classes.filter((symbol) => symbol !== null);
}

/** IPC since 2006 and CPC come in elements: section, class, subclass, main-group, subgroup. */
function splitSymbol(
  element: XmlElement,
  scheme: 'IPC' | 'CPC',
  position: ClassSymbol['position'] = null,
): ClassSymbol | null {
  const part = (name: string) => text(child(element, name));
  const group = part('main-group');
  const head = `${part('section')}${part('class')}${part('subclass')}`;
  const symbol = normaliseSymbol(group ? `${head} ${group}/${part('subgroup') || '00'}` : head);
  if (!symbol) return null;
  const printed = part('symbol-position');
  const value = part('classification-value');
  return {
    scheme,
    symbol,
    position: printed ? (printed === 'F' ? 'first' : 'later') : position,
    value: value ? (value === 'I' ? 'inventive' : 'additional') : null,
    version: parseDate(textAt(element, `${scheme.toLowerCase()}-version-indicator/date`)),
  };
}

function* cpcClasses(cpc: XmlElement | null): Generator<ClassSymbol | null> {
  if (!cpc) return;
  for (const each of findAll(cpc, 'main-cpc/classification-cpc')) yield splitSymbol(each, 'CPC', 'first');
  for (const each of findAll(cpc, 'further-cpc/classification-cpc')) yield splitSymbol(each, 'CPC', 'later');
  for (const set of descendants(cpc, 'combination-rank')) {
    for (const each of children(set, 'classification-cpc')) yield splitSymbol(each, 'CPC', 'later');
  }
}

function oldIpc(element: XmlElement | null): (ClassSymbol | null)[] {
  const edition = textAt(element, 'edition')?.replace(/^0+/, '') ?? null;
  return mainAndFurther(element).map(({ columns, position }) => {
    const symbol = normaliseSymbol(columns);
    return symbol ? { scheme: 'IPC', symbol, position, value: null, version: edition } : null;
  });
}

function nationalClasses(element: XmlElement | null): (ClassSymbol | null)[] {
  return mainAndFurther(element).map(({ columns, position }) => usClass(columns, position));
}

/** Column text keeps its blanks: they are part of the class. */
function mainAndFurther(element: XmlElement | null): { columns: string; position: 'first' | 'later' }[] {
  return children(element).flatMap((each) => {
    if (each.name !== 'main-classification' && each.name !== 'further-classification') return [];
    return [{ columns: columnsOf(each), position: each.name.startsWith('main') ? 'first' : 'later' } as const];
  });
}

function locarno(element: XmlElement | null): ClassSymbol | null {
  const printed = textAt(element, 'main-classification');
  if (!printed) return null;
  const symbol = /^\d{4}$/.test(printed) ? `${printed.slice(0, 2)}-${printed.slice(2)}` : printed;
  return { scheme: 'LOCARNO', symbol, position: 'first', value: null, version: textAt(element, 'edition') };
}

/** Who is named on the front page. `parties` became `us-parties` in version 4.3, and inventors stood among the applicants before. */
export function readParties(biblio: XmlElement): Party[] {
  const parties = find(biblio, 'us-parties|parties');
  const applicants = findAll(parties, 'us-applicants|applicants/us-applicant|applicant');
  const inventors = findAll(parties, 'inventors/inventor|deceased-inventor');
  const also = inventors.length > 0 ? [] : applicants.filter(isInventor);
  const agents = findAll(parties, 'agents/agent');
  const correspondents = agents.length > 0 ? [] : findAll(parties, 'correspondence-address');
  return [
    ...applicants.flatMap((each) => partyOf(each, 'applicant')),
    ...[...inventors, ...also].flatMap((each) => partyOf(each, 'inventor')),
    ...findAll(biblio, 'assignees/assignee').flatMap((each) => partyOf(each, 'assignee')),
    ...[...agents, ...correspondents].flatMap((each) => partyOf(each, 'agent')),
    ...children(child(biblio, 'examiners')).flatMap((each) => partyOf(each, 'examiner')),
  ];
}

function isInventor(applicant: XmlElement): boolean {
  return attribute(applicant, 'app-type')?.includes('inventor') ?? false;
}

function partyOf(element: XmlElement, role: PartyRole): Party[] {
  const book = child(element, 'addressbook') ?? element;
  const name = nameIn(book);
  if (!name) return [];
  const country =
    countryIn(child(element, 'residence')) ??
    countryIn(child(book, 'address')) ??
    countryIn(child(element, 'nationality'));
  const address = role === 'examiner' ? departmentOf(element) : addressIn(child(book, 'address'));
  return [{ role, name, otherNames: [], country, address }];
}

function nameIn(book: XmlElement): string | null {
  const organisation = textAt(book, 'orgname') ?? textAt(book, 'name');
  if (organisation) return organisation;
  const parts = ['prefix', 'first-name', 'middle-name', 'last-name', 'suffix'].map((part) => textAt(book, part));
  return parts.filter((part) => part !== null).join(' ') || null;
}

/** `unknown` and `omitted` are said in words. */
function countryIn(element: XmlElement | null): string | null {
  const country = textAt(element, 'country');
  return country && /^[A-Z]{2}$/i.test(country) ? country.toUpperCase() : null;
}

const ADDRESS_PARTS = ['address-1', 'address-2', 'address-3', 'street', 'pobox', 'city', 'state', 'postcode'];

function addressIn(address: XmlElement | null): string | null {
  return (
    ADDRESS_PARTS.map((part) => textAt(address, part))
      .filter((part) => part !== null)
      .join(', ') || null
  );
}

function departmentOf(examiner: XmlElement): string | null {
  const department = textAt(examiner, 'department');
  return department && `Art Unit ${department}`;
}

/** Foreign priorities (Paris Convention). */
export function readPriorities(biblio: XmlElement): Priority[] {
  return findAll(biblio, 'priority-claims/priority-claim').flatMap((claim) => {
    const country = textAt(claim, 'country')?.toUpperCase() ?? '';
    const number = normaliseNumber(country, textAt(claim, 'doc-number') ?? '');
    return number ? [{ country, number, date: parseDate(textAt(claim, 'date')) }] : [];
  });
}

/** Continuations, divisions, reissues, provisional applications, earlier publications and the PCT, in the element names of ST.36. */
export function readRelated(biblio: XmlElement): RelatedDocument[] {
  const related = children(child(biblio, 'us-related-documents')).flatMap((group) => [
    ...documents(group, 'document-id', group.name),
    ...documents(group, 'relation/parent-doc/document-id', group.name),
    ...documents(group, 'relation/parent-doc/parent-grant-document/document-id', 'parent-grant-document'),
    ...documents(group, 'relation/parent-doc/parent-pct-document/document-id', 'parent-pct-document'),
  ]);
  return [
    ...related,
    ...documents(biblio, 'pct-or-regional-filing-data/document-id', 'pct-filing'),
    ...documents(biblio, 'pct-or-regional-publishing-data/document-id', 'pct-publication'),
  ];
}

function documents(parent: XmlElement, path: string, relation: string): RelatedDocument[] {
  return findAll(parent, path).flatMap((id) =>
    relatedDocument(relation, {
      country: textAt(id, 'country'),
      number: textAt(id, 'doc-number'),
      date: textAt(id, 'date'),
    }),
  );
}

const CITED_BY: Readonly<Record<string, CitedBy>> = {
  'cited by examiner': 'examiner',
  'cited by applicant': 'applicant',
  'cited by third party': 'third-party',
  'cited by other': 'other',
  'imported from a related application': 'other',
};

/** References cited, in the order printed; `references-cited` became `us-references-cited` in version 4.3. */
export function readCitations(biblio: XmlElement): Citation[] {
  return findAll(biblio, 'us-references-cited|references-cited/us-citation|citation').flatMap((citation) => {
    const citedBy = CITED_BY[textAt(citation, 'category')?.toLowerCase() ?? ''] ?? 'unknown';
    const literature = textAt(citation, 'nplcit');
    if (literature) return [citationOf({ text: literature, citedBy })];
    const id = find(citation, 'patcit/document-id');
    if (!id) return [];
    const [country, number, kind, date] = ['country', 'doc-number', 'kind', 'date'].map((part) => textAt(id, part));
    const day = parseDate(date);
    const words = [country, number, kind, day, textAt(id, 'name')].filter(Boolean).join(' ');
    return words ? [citationOf({ document: documentKey(country, number, kind), text: words, citedBy, date: day })] : [];
  });
}

/** Facts of the grant that have dates or terms: extension, disclaimer, entry into the national phase. */
export function readLegalEvents(biblio: XmlElement): LegalEvent[] {
  const event = (code: string, words: string | null, date: string | null = null): LegalEvent[] =>
    words === null ? [] : [{ date: parseDate(date), code, text: words, status: null }];
  const term = child(biblio, 'us-term-of-grant');
  const extension = textAt(term, 'us-term-extension');
  const length = textAt(term, 'length-of-grant');
  const pct = child(biblio, 'pct-or-regional-filing-data');
  const entered = textAt(pct, 'us-371c124-date|us-371c12-date/date');
  return [
    ...event('us-term-extension', extension && `Term extended by ${extension} days`),
    ...event('length-of-grant', length && `Term of ${length} years`),
    ...event('disclaimer', textAt(term, 'disclaimer')),
    ...event('us-371c-date', entered && 'Requirements of 35 U.S.C. 371(c) met', entered),
  ];
}
