import { z } from 'zod';
import {
  type Citation,
  type ClassSymbol,
  normaliseNumber,
  type Priority,
  parseDate,
  SimsaError,
} from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { citedBy, citedDocument } from '../shared/cited-document.js';
import { classFromText } from '../shared/class-text.js';
import { isUsGrant, usDocument, usType } from '../usa-json/number.js';
import { listOf, optionalText, optionalTexts, parseFields, sourceNote } from './fields.js';
import { usClaims } from './us-claims.js';
import { usParagraphs } from './us-description.js';

const citation = z.object({
  doc: optionalText,
  npl: optionalText,
  /** A reference as the source has it, not taken apart. */
  raw: optionalText,
  by: z.string().optional(),
  date: optionalText,
});

const origin = z.object({ repo: z.string(), commit: optionalText, path: optionalText });

/** The common record of US publications in JSON lines. */
const usRecord = z.object({
  number: z.string(),
  publication_date: optionalText,
  filing_date: optionalText,
  application_number: optionalText,
  title: optionalText,
  abstract: optionalText,
  claims: optionalTexts,
  description: optionalTexts,
  ipc: optionalTexts,
  cpc: optionalTexts,
  /** For the one symbol of `cpc`, in the collections that have it. */
  cpc_category: optionalTexts,
  uspc: optionalTexts,
  locarno: optionalText,
  priority: optionalTexts,
  citations: listOf(citation),
  source: origin.nullish(),
});

type UsRecord = z.output<typeof usRecord>;

/** US grants and applications in a common record: number, claims, description as a list of paragraphs. */
export const usRecordReader = jsonReader({
  name: 'us-record-json',
  title: 'US records in JSON lines (number, claims, description as a list of paragraphs)',
  licence: null,
  recognises: (head) => head.has('number') && head.has('country') && (head.has('description') || head.has('cpc')),
  *map(value) {
    const record = parseFields(usRecord, value);
    const document = usDocument(record.number);
    if (!document) throw new SimsaError('gazette.bad-field', { field: 'number', reason: record.number });
    const granted = isUsGrant(document);
    const { source } = record;
    yield {
      country: 'US',
      kind: document.kind,
      type: usType(document.number),
      numbers: {
        publication: document.number,
        application: record.application_number,
        registration: granted ? document.number : null,
      },
      dates: {
        filed: record.filing_date,
        published: record.publication_date,
        granted: granted ? record.publication_date : null,
      },
      language: 'en',
      titles: textIn(record.title),
      abstracts: textIn(record.abstract),
      classes: classesOf(record),
      priorities: record.priority.flatMap(priorityOf),
      citations: record.citations.flatMap(cited),
      claims: usClaims(record.claims),
      description: usParagraphs(record.description),
      licence: source ? sourceNote([source.repo, source.commit, source.path].filter(Boolean).join(' ')) : null,
    } satisfies Draft;
  },
});

function textIn(text: string | null) {
  return text ? [{ language: 'en', text }] : [];
}

function classesOf({ ipc, cpc, cpc_category, uspc, locarno }: UsRecord): ClassSymbol[] {
  const bare = { position: null, value: null, version: null };
  return [
    ...ipc.map((symbol) => classFromText(symbol, 'IPC') ?? { scheme: 'OTHER' as const, symbol, ...bare }),
    ...cpc.map((symbol, place) => {
      const value = CATEGORY[cpc_category[place] ?? ''] ?? null;
      return classFromText(symbol, 'CPC', { value }) ?? { scheme: 'OTHER' as const, symbol, ...bare };
    }),
    ...uspc.map((symbol) => ({ scheme: 'USPC' as const, symbol: symbol.replace(/\s+/g, ' ').trim(), ...bare })),
    ...(locarno ? [{ scheme: 'LOCARNO' as const, symbol: locarno.replace(/^(\d\d)(\d\d)$/, '$1-$2'), ...bare }] : []),
  ];
}

const CATEGORY: Readonly<Record<string, ClassSymbol['value']>> = {
  inventional: 'inventive',
  inventive: 'inventive',
  additional: 'additional',
};

/** `EP2009-123456`, `DE20 2009 001 036 U`: country and number in one. */
function priorityOf(printed: string): Priority[] {
  const match = /^([A-Z]{2})\s*(.+)$/.exec(printed.trim());
  if (!match) return [];
  const [, country = '', number = ''] = match;
  return [{ country, number: normaliseNumber(country, number), date: null }];
}

function cited({ doc, npl, raw, by, date }: UsRecord['citations'][number]): Citation[] {
  const text = doc ?? npl ?? raw;
  if (!text) return [];
  return [citationOf({ document: doc && citedDocument(doc), text, citedBy: citedBy(by), date: parseDate(date) })];
}
