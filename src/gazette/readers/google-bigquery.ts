import { z } from 'zod';
import {
  type Citation,
  type CitedBy,
  type ClassScheme,
  type ClassSymbol,
  type LocalText,
  type Party,
  parseDate,
  parseDocumentNumber,
  SimsaError,
} from '../../core/index.js';
import { type ClaimDraft, citationOf, type Draft, type ParagraphDraft } from '../parts.js';
import { jsonReader } from '../record-reader.js';
import { splitPassages } from '../split-passages.js';
import { listOf, optionalText, parseFields } from './json-lines/fields.js';
import { usParagraphs } from './json-lines/us-description.js';
import { yearNumber } from './korea/numbers.js';
import { citedDocument } from './shared/cited-document.js';
import { classFromText } from './shared/class-text.js';
import { printedNumber, splitNumberedClaims } from './shared/numbered-claims.js';

const localised = z.object({ text: optionalText, language: optionalText });
const symbol = z.object({ code: z.string(), inventive: z.boolean().nullish(), first: z.boolean().nullish() });
const person = z.union([z.string(), z.object({ name: optionalText, country_code: optionalText })]);

/** Dates are whole numbers YYYYMMDD, 0 where not known; exports write them as text. */
const date = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (Number(value) > 0 ? String(value) : null));

/** Schema of the public table `patents-public-data.patents.publications`. */
const publication = z.object({
  publication_number: z.string(),
  application_number: optionalText,
  family_id: optionalText,
  title_localized: listOf(localised),
  abstract_localized: listOf(localised),
  claims_localized: listOf(localised),
  description_localized: listOf(localised),
  publication_date: date,
  filing_date: date,
  grant_date: date,
  priority_claim: listOf(
    z.object({ publication_number: optionalText, application_number: optionalText, filing_date: date }),
  ),
  cpc: listOf(symbol),
  ipc: listOf(symbol),
  uspc: listOf(symbol),
  fi: listOf(symbol),
  fterm: listOf(symbol),
  locarno: listOf(symbol),
  citation: listOf(
    z.object({
      publication_number: optionalText,
      npl_text: optionalText,
      category: optionalText,
      type: optionalText,
      filing_date: date,
    }),
  ),
  assignee: listOf(z.string()),
  assignee_harmonized: listOf(person),
  inventor: listOf(z.string()),
  inventor_harmonized: listOf(person),
  examiner: listOf(z.object({ name: optionalText })),
  parent: listOf(z.object({ application_number: optionalText, type: optionalText, filing_date: date })),
  child: listOf(z.object({ application_number: optionalText, type: optionalText, filing_date: date })),
});

type Row = z.output<typeof publication>;

/** Rows of Google's public patents table, exported as JSON. */
export const googleBigQueryReader = jsonReader({
  name: 'google-bigquery-json',
  title: 'Google Patents public data (BigQuery rows as JSON lines)',
  licence: 'CC BY 4.0 (Google Patents Public Data, by IFI CLAIMS Patent Services and Google)',
  recognises: (head) => head.has('publication_number') && (head.has('title_localized') || head.has('family_id')),
  *map(value) {
    for (const item of Array.isArray(value) ? value : [value]) yield draftOf(parseFields(publication, item));
  },
});

function draftOf(row: Row): Draft {
  const document = parseDocumentNumber(row.publication_number);
  if (!document)
    throw new SimsaError('gazette.bad-field', { field: 'publication_number', reason: row.publication_number });
  const application = row.application_number ? partsOf(row.application_number).number : null;
  const language =
    row.description_localized[0]?.language ?? row.claims_localized[0]?.language ?? row.title_localized[0]?.language;
  return {
    country: document.country,
    kind: document.kind,
    numbers: {
      publication: partsOf(row.publication_number).number,
      application,
      registration: row.grant_date ? document.number : null,
    },
    dates: { filed: row.filing_date, published: row.publication_date, granted: row.grant_date },
    language: language ?? 'und',
    titles: textsOf(row.title_localized),
    abstracts: textsOf(row.abstract_localized),
    parties: partiesOf(row),
    classes: classesOf(row),
    priorities: row.priority_claim.flatMap((claim) => {
      const printed = claim.application_number ?? claim.publication_number;
      return printed ? [{ ...partsOf(printed), date: parseDate(claim.filing_date) }] : [];
    }),
    related: [...related('parent', row.parent), ...related('child', row.child)],
    family: { simple: row.family_id === '-1' ? null : row.family_id, extended: null, members: [] },
    citations: row.citation.flatMap(citationsOf),
    claims: claimsOf(row.claims_localized, language),
    description: descriptionOf(row.description_localized),
  };
}

/**
 * `US-201414123456-A` → country and number; US applications leave out the year before their serial, Korean ones the
 * right (10 patent, 20 utility model) before their year.
 */
function partsOf(printed: string): { country: string; number: string } {
  const [country = '', number = '', kind = ''] = printed.split('-');
  if (country === 'KR') return { country, number: yearNumber(number, kind === 'U' ? '20' : '10') ?? number };
  if (country === 'US') return { country, number: number.replace(/^(?:19|20)\d\d(?=\d{8}$)/, '') };
  return { country, number };
}

function textsOf(texts: Row['title_localized']): LocalText[] {
  return texts.flatMap(({ text, language }) => (text ? [{ text, language: language ?? 'und' }] : []));
}

function partiesOf(row: Row): Party[] {
  const applicants = row.assignee_harmonized.length > 0 ? row.assignee_harmonized : row.assignee;
  const inventors = row.inventor_harmonized.length > 0 ? row.inventor_harmonized : row.inventor;
  return [
    ...applicants.flatMap((one) => partyOf('applicant', one)),
    ...inventors.flatMap((one) => partyOf('inventor', one)),
    ...row.examiner.flatMap(({ name }) => partyOf('examiner', name ?? '')),
  ];
}

function partyOf(role: Party['role'], found: z.output<typeof person>): Party[] {
  const name = (typeof found === 'string' ? found : found.name)?.trim();
  const country = typeof found === 'string' ? null : found.country_code;
  return name ? [{ role, name, otherNames: [], country, address: null }] : [];
}

function classesOf(row: Row): ClassSymbol[] {
  return [
    ...row.ipc.map((entry) => patentClass('IPC', entry)),
    ...row.cpc.map((entry) => patentClass('CPC', entry)),
    ...row.uspc.map((entry) => plainClass('USPC', entry)),
    ...row.fi.map((entry) => plainClass('FI', entry)),
    ...row.fterm.map((entry) => plainClass('F-TERM', entry)),
    ...row.locarno.map((entry) => plainClass('LOCARNO', entry)),
  ];
}

function patentClass(scheme: 'IPC' | 'CPC', entry: Row['cpc'][number]): ClassSymbol {
  return classFromText(entry.code, scheme, marksOf(entry)) ?? plainClass('OTHER', entry);
}

function plainClass(scheme: ClassScheme, entry: Row['cpc'][number]): ClassSymbol {
  return { scheme, symbol: entry.code, version: null, ...marksOf(entry) };
}

function marksOf({ first, inventive }: Row['cpc'][number]): Pick<ClassSymbol, 'position' | 'value'> {
  return {
    position: first === null || first === undefined ? null : first ? 'first' : 'later',
    value: inventive === null || inventive === undefined ? null : inventive ? 'inventive' : 'additional',
  };
}

/** Phases of a procedure in which a document was cited (DOCDB), as the column `category` has them. */
const CITED_IN: Readonly<Record<string, CitedBy>> = {
  SEA: 'search-report',
  ISR: 'search-report',
  SUP: 'search-report',
  PRS: 'search-report',
  EXA: 'examiner',
  APP: 'applicant',
  OPP: 'opponent',
  '3RD': 'third-party',
};

function citationsOf({
  publication_number: number,
  npl_text: literature,
  category,
  type,
}: Row['citation'][number]): Citation[] {
  const text = number || literature;
  if (!text) return [];
  const document = number ? citedDocument(number.replace(/-/g, ' ').replace(/ ([A-Z]\d?)$/, '$1')) : null;
  const letters = type && /^[XYADEPOTL]+$/.test(type) ? [...type] : [];
  return [citationOf({ document, text, citedBy: CITED_IN[category ?? ''] ?? 'unknown', categories: letters })];
}

function related(side: 'parent' | 'child', rows: Row['parent']) {
  return rows.flatMap(({ application_number: number, type, filing_date }) => {
    if (!number) return [];
    const named = type?.toLowerCase() || 'related-application';
    return [
      { relation: side === 'child' ? `${named}-child` : named, ...partsOf(number), date: parseDate(filing_date) },
    ];
  });
}

/** All claims stand in one text. */
function claimsOf(texts: Row['claims_localized'], language: string | null | undefined): ClaimDraft[] {
  const text = (texts.find((one) => one.language === language) ?? texts[0])?.text;
  if (!text) return [];
  const claims = splitNumberedClaims(text.split(/\n+/));
  return printedNumber(text) || claims.length > 1 ? claims : [{ number: 1, text }];
}

/** The description stands in one text: lines are its paragraphs where it has any, else it is split at sentence ends. */
function descriptionOf(texts: Row['description_localized']): ParagraphDraft[] {
  const lines = (texts[0]?.text ?? '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return usParagraphs(lines).flatMap((paragraph): ParagraphDraft[] => {
    if (paragraph.number || paragraph.text.length < LONGEST_LINE) return [paragraph];
    return splitPassages(paragraph.text).map((text) => ({ text, section: paragraph.section, origin: 'split' }));
  });
}

/** A longer line than this, without a number of the office, is a whole section that has lost its paragraphs. */
const LONGEST_LINE = 2000;
