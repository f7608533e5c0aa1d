import type { Citation, CitedBy, LegalEvent } from '../../../core/index.js';
import { parseDate } from '../../../core/index.js';
import { citationOf, documentKey } from '../../parts.js';
import { citedDocument } from '../shared/cited-document.js';
import { type KoreanBibliography, paperEvent } from './bibliography.js';
import type { ClaimChange } from './claim-history.js';
import { applicationKey } from './numbers.js';
import { field, type Tree } from './tree.js';

/** What the rows of one list answer say of one application. */
type RowKind = {
  /** A field that only rows of this kind have. */
  readonly mark: string;
  readonly read: (rows: readonly Tree[]) => KoreanBibliography;
};

/** List answers of KIPRIS Plus whose rows add to an application, by the field that tells them apart. */
export const ROW_KINDS: readonly RowKind[] = [
  { mark: 'standardcitationliteraturenumber', read: (rows) => ({ citations: rows.flatMap(citedLiterature) }) },
  { mark: 'standardcitationapplicationnumber', read: (rows) => ({ citations: rows.flatMap(citedApplication) }) },
  { mark: 'petitionclausenumber', read: (rows) => ({ claimChanges: claimChanges(rows) }) },
  { mark: 'documenttitle', read: (rows) => ({ events: rows.flatMap(paper) }) },
  { mark: 'legalstatuscode', read: (rows) => ({ events: rows.map(legalStatus) }) },
  { mark: 'eventcode', read: (rows) => ({ events: rows.map(legalEvent) }) },
  { mark: 'docdbfamilyid', read: family },
  { mark: 'familyidentification', read: family },
  { mark: 'cpccode', read: (rows) => ({ cpc: rows.map((row) => classOf(row, 'cpccode')) }) },
  { mark: 'ipccode', read: (rows) => ({ ipc: rows.map((row) => classOf(row, 'ipccode')) }) },
];

/** Who cited, by the code of the list the citation comes from, else by its name. */
const LISTS: Readonly<Record<string, CitedBy>> = { E0802: 'search-report', E0806: 'applicant' };

function citedByList(row: Tree): CitedBy {
  const known = LISTS[field(row, 'citationliteraturetypecode') ?? ''];
  if (known) return known;
  return field(row, 'citationliteraturetypecodename')?.includes('발송') ? 'examiner' : 'unknown';
}

function citedLiterature(row: Tree): Citation[] {
  const standard = field(row, 'standardcitationliteraturenumber');
  const printed = field(row, 'originalcitationliteraturenumber') ?? standard;
  if (!printed) return [];
  const country = field(row, 'standardcitationliteraturecountrycode');
  const kind = field(row, 'standardcitationidentificationcode', 'standardcitationliteratureidentificationcode');
  const whole = standard && country ? `${country}${standard.replace(country, '')}${kind ?? ''}` : printed;
  const date = parseDate(
    field(row, 'standardcitationliteraturepublicationdate', 'originalcitationliteraturenumberdate'),
  );
  const document = citedDocument(whole) ?? citedDocument(printed);
  return [citationOf({ document, text: printed, citedBy: citedByList(row), date })];
}

function citedApplication(row: Tree): Citation[] {
  const text = field(row, 'standardcitationapplicationnumber');
  return text ? [citationOf({ document: applicationKey(text), text, citedBy: citedByList(row) })] : [];
}

const CHANGES: Readonly<Record<string, string>> = { I: '신규', A: '수정', D: '삭제' };

/** Rows of the amendment history, one a claim, gathered by the paper that brought them. */
function claimChanges(rows: readonly Tree[]): ClaimChange[] {
  return [...groupedBy(rows, paperOf)].map(([version, ofPaper]) => ({
    version,
    date: parseDate(field(ofPaper[0]!, 'receiptsenddate')),
    document: field(ofPaper[0]!, 'receiptsenddocumentname'),
    claims: ofPaper.map((row) => ({
      number: Number(field(row, 'petitionclausenumber')),
      change: CHANGES[field(row, 'changetypecode') ?? ''] ?? field(row, 'changetypename') ?? '',
      text: field(row, 'petitionclause')?.replace(/^\d+\s*[.)]\s*/, '') ?? null,
      refersTo: [],
    })),
  }));
}

function paperOf(row: Tree): string {
  return field(row, 'receiptsendserialnumber', 'receiptsendnumber') ?? '';
}

export function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function paper(row: Tree): LegalEvent[] {
  return paperEvent(field(row, 'documentdate'), field(row, 'documenttitle') ?? '', field(row, 'status'));
}

function legalStatus(row: Tree): LegalEvent {
  return {
    date: parseDate(field(row, 'legalstatusdate')),
    code: field(row, 'legalstatuscode'),
    text: field(row, 'legalstatusname') ?? '',
    status: field(row, 'legalstatuscomment'),
  };
}

function legalEvent(row: Tree): LegalEvent {
  const code = field(row, 'eventcode');
  return { date: parseDate(field(row, 'eventdate')), code, text: field(row, 'eventname') ?? '', status: null };
}

/** DOCDB family: one row a member publication, the first naming the family. */
function family(rows: readonly Tree[]): KoreanBibliography {
  const families = rows.flatMap((row) => {
    const country = field(row, 'publicationcountrycode', 'gazettecountrycode');
    const kind = field(row, 'publicationkindcode', 'gazettekindcode');
    return documentKey(country, field(row, 'publicationnumber', 'gazettenumber'), kind) ?? [];
  });
  return { families, simpleFamily: field(rows[0]!, 'docdbfamilyid', 'familyidentification') };
}

function classOf(row: Tree, name: string) {
  const date = parseDate(field(row, 'versiondate'));
  return { symbol: field(row, name) ?? '', edition: date && `(${date.replaceAll('-', '.')})` };
}
