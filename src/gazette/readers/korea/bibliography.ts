import {
  type Citation,
  type Language,
  type LegalEvent,
  type LocalText,
  normaliseNumber,
  type Party,
  type PartyRole,
  type Priority,
  parseDate,
  type RelatedDocument,
} from '../../../core/index.js';
import { type ClaimDraft, citationOf, type Draft, type ParagraphDraft } from '../../parts.js';
import { citedDocument } from '../shared/cited-document.js';
import { type KoreanApplication, koreanHead } from './application.js';
import { type ClaimChange, claimsOf, claimVersions } from './claim-history.js';
import { koreanClass } from './classes.js';
import { countryCode } from './countries.js';
import { yearNumber } from './numbers.js';

/** What Korean sources say of one application, whatever they call the fields; every one may be left out. */
export interface KoreanBibliography extends KoreanApplication {
  readonly titleKorean?: string | null;
  readonly titleEnglish?: string | null;
  readonly abstract?: string | null;
  readonly parties?: readonly KoreanParty[];
  readonly ipc?: readonly PrintedClass[];
  readonly cpc?: readonly PrintedClass[];
  readonly priorities?: readonly Printed[];
  /** `국내출원/분할`, `국제출원/신규` and the like. */
  readonly applicationKind?: string | null;
  readonly original?: Printed | null;
  readonly pctFiling?: Printed | null;
  readonly pctPublication?: Printed | null;
  readonly families?: readonly string[];
  /** Number of the DOCDB simple family. */
  readonly simpleFamily?: string | null;
  readonly citations?: readonly Citation[];
  readonly claims?: readonly ClaimDraft[];
  readonly claimChanges?: readonly ClaimChange[];
  readonly description?: readonly ParagraphDraft[];
  readonly events?: readonly LegalEvent[];
  readonly examinationRequestDate?: string | null;
  readonly translationDate?: string | null;
  readonly status?: string | null;
  readonly finalDisposal?: string | null;
  readonly licence?: string | null;
}

export interface KoreanParty {
  readonly role: PartyRole;
  readonly name: string;
  readonly nameEnglish?: string | null;
  /** Korean name or code of the country. */
  readonly country?: string | null;
  readonly address?: string | null;
}

export interface PrintedClass {
  readonly symbol: string;
  /** `(2006.01.01)` */
  readonly edition?: string | null;
}

/** A number with its country and date as printed. */
export interface Printed {
  readonly country?: string | null;
  readonly number?: string | null;
  readonly date?: string | null;
}

/** The publication that a Korean bibliography describes. @param bytes of the record, for a made key */
export function koreanDraft(record: KoreanBibliography, bytes: Uint8Array): Draft {
  const versions = claimVersions(record.claimChanges ?? []);
  return {
    ...koreanHead(record, bytes),
    language: 'ko',
    titles: [...textIn('ko', record.titleKorean), ...textIn('en', record.titleEnglish)],
    abstracts: textIn('ko', record.abstract),
    parties: (record.parties ?? []).flatMap(partyOf),
    classes: [...classesOf('IPC', record.ipc), ...classesOf('CPC', record.cpc)],
    priorities: (record.priorities ?? []).flatMap(priorityOf),
    related: relatedOf(record),
    family: {
      simple: record.simpleFamily ?? null,
      extended: null,
      members: (record.families ?? []).map(memberOf).filter(Boolean),
    },
    citations: record.citations ?? [],
    claims: versions.length > 0 ? claimsOf(versions) : (record.claims ?? []),
    claimVersions: versions,
    description: record.description ?? [],
    legalEvents: [...(record.events ?? []), ...datesAsEvents(record)],
    status: record.status?.trim() || null,
    licence: record.licence,
  };
}

function textIn(language: Language, text: string | null | undefined): LocalText[] {
  return text?.trim() ? [{ language, text }] : [];
}

/** Some services list several persons in one field: `유재만|김길용`. */
function partyOf({ role, name, nameEnglish, country, address }: KoreanParty): Party[] {
  const english = nameEnglish?.trim();
  const known = name.trim() || english;
  if (!known) return [];
  const otherNames = english && english !== known ? [{ language: 'en', text: english }] : [];
  const details = { country: countryCode(country), address: address?.trim() || null };
  const names = known
    .split('|')
    .map((one) => one.trim())
    .filter(Boolean);
  if (names.length > 1) return names.map((one) => ({ role, name: one, otherNames: [], ...details }));
  return [{ role, name: known, otherNames, ...details }];
}

function classesOf(scheme: 'IPC' | 'CPC', printed: readonly PrintedClass[] = []) {
  const filled = printed.filter(({ symbol }) => symbol.trim() !== '');
  return filled.map(({ symbol, edition }) => koreanClass(scheme, symbol, edition));
}

function priorityOf({ country, number, date }: Printed): Priority[] {
  const raw = number?.trim();
  if (!raw) return [];
  const code = countryCode(country) ?? '';
  // A PCT filing as priority keeps its own spelling, whatever country received it.
  const known = raw.startsWith('PCT') ? raw : normaliseNumber(code, raw.replace(/^JP-P-/, ''));
  return [{ country: code, number: known, date: parseDate(date) }];
}

const RELATIONS: readonly (readonly [word: RegExp, relation: string])[] = [
  [/분할/, 'division'],
  [/분리/, 'separation'],
  [/변경/, 'conversion'],
  [/이중/, 'double-application'],
];

function relatedOf(record: KoreanBibliography): RelatedDocument[] {
  const relation = RELATIONS.find(([word]) => word.test(record.applicationKind ?? ''))?.[1] ?? 'original-application';
  const parent = record.original && { ...record.original, country: 'KR', number: yearNumber(record.original.number) };
  return [
    ...relatedDocument(relation, parent),
    ...relatedDocument('pct-filing', record.pctFiling && { ...record.pctFiling, country: 'WO' }),
    ...relatedDocument('pct-publication', record.pctPublication && publishedByWipo(record.pctPublication)),
    ...furtherRegistrations(record.registrationNumber),
  ];
}

function publishedByWipo({ number, date }: Printed): Printed {
  return { country: 'WO', number: number ? normaliseNumber('WO', number) : null, date };
}

/** The register may list several numbers in one field; all but the first stand here. */
function furtherRegistrations(listed: string | null | undefined): RelatedDocument[] {
  const further = (listed ?? '').split(/[,|]/).slice(1);
  return further.flatMap((number) => relatedDocument('registration', { country: 'KR', number }));
}

function relatedDocument(relation: string, printed: Printed | null | undefined): RelatedDocument[] {
  const number = printed?.number?.trim();
  return printed && number
    ? [{ relation, country: printed.country ?? null, number, date: parseDate(printed.date) }]
    : [];
}

/** Korean applications by their key, members elsewhere as the source names them. */
function memberOf(member: string): string {
  const printed = member.trim();
  const digits = /^(?:KR)?\s*(\d{13}|\d{2}-\d{4}-\d{7})$/.exec(printed)?.[1];
  return digits ? `KR${yearNumber(digits)}` : printed;
}

/** Dates and decisions of the procedure that have no field of their own. */
function datesAsEvents(record: KoreanBibliography): LegalEvent[] {
  return [
    ...eventOn('심사청구', record.examinationRequestDate),
    ...eventOn('번역문 제출', record.translationDate),
    ...(record.finalDisposal?.trim()
      ? [{ date: null, code: null, text: '최종처분', status: record.finalDisposal.trim() }]
      : []),
  ];
}

function eventOn(text: string, printed: string | null | undefined): LegalEvent[] {
  const date = parseDate(printed);
  return date ? [{ date, code: null, text, status: null }] : [];
}

/** A paper of the procedure: `의견제출통지서`, `발송처리완료 (Completion of Transmission)`. */
export function paperEvent(date: string | null | undefined, paper: string, state: string | null = null): LegalEvent[] {
  const text = paper.trim();
  return text ? [{ date: parseDate(date), code: null, text, status: state?.trim() || null }] : [];
}

/** Documents of a prior art list with who put them there. */
export function citationsOf(
  documents: readonly { readonly text: string; readonly by: Citation['citedBy'] }[],
): Citation[] {
  return documents.flatMap(({ text, by }) => {
    const printed = text.trim();
    return printed ? [citationOf({ document: citedDocument(printed), text: printed, citedBy: by })] : [];
  });
}
