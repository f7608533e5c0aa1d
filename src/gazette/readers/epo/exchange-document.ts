import {
  type Citation,
  type CitedBy,
  type LocalText,
  normaliseNumber,
  type Party,
  type Priority,
  type RelatedDocument,
  SimsaError,
} from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { createTextOf } from '../../text-of.js';
import { attribute, child, children, collapse, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { type DocumentId, formOf, keyOf, mergeForms, readDocumentId } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { readParties } from '../shared/parties.js';
import { readCitation } from '../shared/search-report.js';
import { exchangeClasses } from './exchange-classes.js';

/**
 * One `exchange-document` of DOCDB or OPS: bibliography, abstracts and family, no text. Numbers and names stand there
 * up to three times, in the form of the office, of DOCDB and of EPODOC.
 * @throws SimsaError `gazette.deleted` for a record by which a delivery takes a document back (status D)
 */
export function draftOfExchange(document: XmlElement): Draft {
  const biblio = child(document, 'bibliographic-data') ?? document;
  const country = attribute(document, 'country') ?? textAt(biblio, 'publication-reference/document-id/country') ?? '';
  const kind = attribute(document, 'kind') ?? textAt(biblio, 'publication-reference/document-id/kind');
  const number = attribute(document, 'doc-number') ?? textAt(biblio, 'publication-reference/document-id/doc-number');
  if (attribute(document, 'status') === 'D') {
    throw new SimsaError('gazette.deleted', { document: `${country}${number ?? ''}${kind ?? ''}` });
  }
  const application = readForms(findAll(biblio, 'application-reference'));
  const language = documentLanguage(biblio);
  return {
    country,
    kind,
    numbers: { publication: number, application: applicationNumber(application, country) },
    dates: {
      filed: application?.date,
      published: attribute(document, 'date-publ') ?? textAt(biblio, 'publication-reference/document-id/date'),
      granted: textAt(biblio, 'dates-of-public-availability/printed-with-grant/document-id/date'),
    },
    language,
    titles: children(biblio, 'invention-title').map((title) => localText(title, language)),
    abstracts: children(document, 'abstract').map((abstract) => localAbstract(abstract, language)),
    parties: partiesOf(biblio),
    classes: exchangeClasses(biblio),
    priorities: prioritiesOf(biblio),
    related: relatedOf(biblio),
    family: {
      simple: attribute(document, 'family-id'),
      extended: null,
      members: familyMembers(document),
    },
    citations: findAll(biblio, 'references-cited/citation').map(exchangeCitation),
  };
}

/** PCT applications are filed under the receiving office, which is part of their number: `IB2022055385`. */
export function applicationNumber(application: DocumentId | null, country: string): string | null {
  if (!application) return null;
  const elsewhere = application.country !== '' && application.country !== country;
  return elsewhere ? `${application.country}${application.number}` : application.number;
}

/** One number out of references repeated for each form (DOCDB) or holding an id for each form (OPS). */
export function readForms(references: readonly XmlElement[]): DocumentId | null {
  return mergeForms(
    references.flatMap((reference) =>
      findAll(reference, 'document-id').map((id) => ({
        form: formOf(id) || formOf(reference),
        id: readDocumentId(id),
      })),
    ),
  );
}

function documentLanguage(biblio: XmlElement): string {
  const stated = textAt(biblio, 'language-of-publication') ?? textAt(biblio, 'language-of-filing');
  return languageOf(stated ?? attribute(find(biblio, 'publication-reference/document-id'), 'lang'));
}

function localText(element: XmlElement, fallback: string): LocalText {
  const words = text(element);
  const language = languageOf(attribute(element, 'lang'), words);
  return { language: language === 'und' ? fallback : language, text: words };
}

/** OPS gives original abstracts with the office's paragraph number in the text. */
function localAbstract(abstract: XmlElement, fallback: string): LocalText {
  const words = createTextOf()(abstract).replace(/^\[\d{4}\]\s*/, '');
  const language = languageOf(attribute(abstract, 'lang'), words);
  return { language: language === 'und' ? fallback : language, text: words };
}

function partiesOf(biblio: XmlElement): Party[] {
  return [
    ...readParties(findAll(biblio, 'parties/applicants/applicant'), 'applicant'),
    ...readParties(findAll(biblio, 'parties/inventors/inventor'), 'inventor'),
    ...readParties(findAll(biblio, 'parties/agents/agent'), 'agent'),
  ];
}

interface PriorityClaim {
  readonly id: DocumentId;
  readonly linkage: string | null;
}

/**
 * Priorities, each repeated for every form of its number. DOCDB and EPODOC share a `sequence`; the office's own form
 * counts for itself, so it is found by its digits: DOCDB writes serial and year (`8359798` for `09/083597` of 1998).
 */
function priorityClaims(biblio: XmlElement): PriorityClaim[] {
  const claims = findAll(biblio, 'priority-claims/priority-claim');
  const originals = claims.filter((claim) => formOf(claim) === 'original').map((claim) => readForms([claim]));
  const groups = new Map<string, XmlElement[]>();
  for (const claim of claims.filter((each) => formOf(each) !== 'original' || originals.length === claims.length)) {
    const sequence = attribute(claim, 'sequence') ?? `#${groups.size}`;
    groups.set(sequence, [...(groups.get(sequence) ?? []), claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const id = readForms(group);
    if (!id) return [];
    const printed = originals.find((original) => original && isSameNumber(original.number, id.number))?.number;
    const linkage = group.map((claim) => textAt(claim, 'priority-linkage-type')).find(Boolean) ?? null;
    return [{ id: { ...id, number: normaliseNumber(id.country, printed ?? id.number) }, linkage }];
  });
}

function isSameNumber(original: string, docdb: string): boolean {
  return original.includes(docdb) || (docdb.length > 4 && original.includes(docdb.slice(0, -2)));
}

function prioritiesOf(biblio: XmlElement): Priority[] {
  return priorityClaims(biblio).map(({ id }) => ({ country: id.country, number: id.number, date: id.date }));
}

/** Priority linkage types of DOCDB, in the words of ST.36. */
const LINKAGES: Readonly<Record<string, string>> = {
  A: 'addition',
  C: 'continuation',
  D: 'division',
  P: 'continuation-in-part',
  R: 'reissue',
  S: 'substitution',
  W: 'pct-filing',
};

function relatedOf(biblio: XmlElement): RelatedDocument[] {
  return priorityClaims(biblio).flatMap(({ id, linkage }) => {
    const relation = linkage ? LINKAGES[linkage] : undefined;
    if (!relation) return [];
    const country = relation === 'pct-filing' ? 'WO' : id.country;
    return [{ relation, country, number: normaliseNumber(country, id.number), date: id.date }];
  });
}

function familyMembers(document: XmlElement): string[] {
  const members = findAll(document, 'patent-family/family-member').flatMap((member) => {
    const publications = children(member, 'publication-reference');
    const docdb = publications.filter((publication) => formOf(publication) !== 'epodoc');
    return (docdb.length > 0 ? docdb : publications).map((publication) => readForms([publication]));
  });
  return [...new Set(members.flatMap((member) => (member ? (keyOf(member) ?? []) : [])))];
}

/** Phases of DOCDB; OPS names the phase and the citing party in words. */
const PHASES: Readonly<Record<string, CitedBy>> = {
  APP: 'applicant',
  SEA: 'search-report',
  ISR: 'search-report',
  SUP: 'search-report',
  PRS: 'search-report',
  ISP: 'search-report',
  EXA: 'examiner',
  CH2: 'examiner',
  OPP: 'opponent',
  FOP: 'opponent',
  TPO: 'third-party',
  APL: 'other',
};

const CITING_PARTIES: Readonly<Record<string, CitedBy>> = {
  applicant: 'applicant',
  opponent: 'opponent',
  'third-party': 'third-party',
  other: 'other',
};

function exchangeCitation(citation: XmlElement): Citation {
  return readCitation(citation, whoCited(citation));
}

/** An examiner who cites in a search report is the search report; any other party named is believed. */
export function whoCited(citation: XmlElement): CitedBy {
  const phase = collapse(attribute(citation, 'cited-phase') ?? '');
  const party = (attribute(citation, 'cited-by') ?? '').toLowerCase().replace(/\s+/g, '-');
  const named = PHASES[phase] ?? CITING_PARTIES[party];
  if (named) return named;
  const words = phase.toLowerCase();
  if (/opposition/.test(words)) return 'opponent';
  if (/applicant|description/.test(words)) return 'applicant';
  if (/third|observation/.test(words)) return 'third-party';
  if (/search|report/.test(words)) return 'search-report';
  return /exam/.test(words) || party === 'examiner' ? 'examiner' : 'unknown';
}
