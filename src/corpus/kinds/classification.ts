import { z } from 'zod';
import { type ClassScheme, type ClassSymbol, normaliseSymbol } from '../../core/index.js';
import {
  badField,
  type CorpusFormat,
  checked,
  type Draft,
  NO_IDENTITY,
  optional,
  partOf,
  type RecordText,
  readFields,
} from './format.js';

const SUBCLASS = 4;

const titleRow = z.object({ symbol: z.string().min(1), title_en: optional, title_ko: optional });

/** Titles of a classification scheme; the rows of one subclass are one document. */
export const classTitleTable: CorpusFormat = {
  name: 'class-title-table',
  kind: 'classification',
  title: {
    en: 'titles of IPC or CPC: a table with symbol, title_en, title_ko',
    ko: 'IPC·CPC 표제: symbol, title_en, title_ko 열을 가진 표',
  },
  container: 'table',
  recognises: ({ columns }) => columns.includes('symbol') && columns.some((name) => /^title_(en|ko)$/.test(name)),
  groupOf: (line) => line.slice(0, SUBCLASS).trimEnd(),
  *read(record) {
    const rows: z.output<typeof titleRow>[] = [];
    for (const [at, line] of record.text.split('\n').entries()) {
      const cells = line.replace(/\r$/, '').split('\t');
      if (cells.length === record.columns.length) rows.push(titleOf(cells, record, at));
      else yield badField({ ...place(record, at), field: 'columns', reason: `${cells.length} cells` });
    }
    if (rows.length > 0) yield titleDocument(rows, record);
  },
};

function titleOf(cells: readonly string[], record: RecordText, at: number): z.output<typeof titleRow> {
  const fields = Object.fromEntries(record.columns.map((name, column) => [name, cells[column]]));
  return checked(titleRow, fields, place(record, at));
}

function place(record: RecordText, at: number) {
  return { format: 'class-title-table', line: record.line + at };
}

function titleDocument(rows: readonly z.output<typeof titleRow>[], { line }: RecordText): Draft {
  const texts = (language: 'title_en' | 'title_ko') =>
    rows.flatMap((row) => (row[language] ? [`${row.symbol} ${row[language]}`] : []));
  const head = rows[0]?.symbol.slice(0, SUBCLASS) ?? '';
  return {
    id: `titles/${head}/${line}`,
    kind: 'classification',
    identity: NO_IDENTITY,
    classes: symbolsOf([head], 'IPC'),
    parts: [
      ...partOf('body', texts('title_en'), { language: 'en' }),
      ...partOf('body', texts('title_ko'), { language: 'ko' }),
    ],
  };
}

const definition = z
  .object({ symbol: z.string().min(1), title: optional, ko: optional, en: optional })
  .catchall(z.unknown());

/** Names of fields that are no text of the definition. */
const NO_TEXT = new Set(['symbol', 'title', 'revised', 'references']);

/** Definitions of classes: what belongs there, special rules, glossary, synonyms. A subclass is one document. */
export const classDefinitionLines: CorpusFormat = {
  name: 'class-definition-lines',
  kind: 'classification',
  title: {
    en: 'definitions of IPC or CPC places: symbol, title, statement, special_rules, glossary, …',
    ko: 'IPC·CPC 정의: symbol, title, statement, special_rules, glossary 등',
  },
  container: 'lines',
  recognises: ({ fields }) => fields.has('symbol') && !fields.has('applicationNumber'),
  groupOf: (line) => /"symbol":\s*"(.{1,4})/.exec(line.slice(0, 40))?.[1] ?? line.slice(0, 20),
  *read(record) {
    const texts: string[] = [];
    let head = '';
    for (const [at, text] of record.text.split('\n').entries()) {
      const fields = readFields(definition, 'class-definition-lines', { ...record, text, line: record.line + at });
      head ||= fields.symbol.slice(0, SUBCLASS);
      texts.push(...definitionTexts(fields));
    }
    const parts = partOf('body', texts);
    if (parts.length === 0) return;
    yield {
      id: `definitions/${head}/${record.line}`,
      kind: 'classification',
      identity: NO_IDENTITY,
      classes: symbolsOf([head], 'CPC'),
      parts,
    };
  },
};

function* definitionTexts(fields: z.output<typeof definition>): Generator<string> {
  if (fields.title) yield `${fields.symbol} ${fields.title}`;
  for (const [name, value] of Object.entries(fields)) {
    if (NO_TEXT.has(name)) continue;
    if (typeof value === 'string') yield value;
    else if (Array.isArray(value)) yield* value.filter((text): text is string => typeof text === 'string');
  }
}

const labelled = z.object({
  text: z.string().min(1),
  labels: z.array(z.string().min(1)).min(1),
  scheme: z.enum(['IPC', 'CPC', 'OTHER']).default('IPC'),
  applicationNumber: optional,
});

/** Texts with the classes that a person gave them. */
export const labelledTextLines: CorpusFormat = {
  name: 'labelled-text-lines',
  kind: 'classification',
  title: { en: 'texts with classes: text, labels[], scheme', ko: '분류가 붙은 텍스트: text, labels[], scheme' },
  container: 'lines',
  recognises: ({ fields }) => fields.has('text') && fields.has('labels'),
  *read(record) {
    const { text, labels, scheme, applicationNumber } = readFields(labelled, 'labelled-text-lines', record);
    yield {
      id: `labelled/${record.line}`,
      kind: 'classification',
      identity: {
        ...NO_IDENTITY,
        numbers: applicationNumber ? [`application:KR${applicationNumber.replace(/\D/g, '')}`] : [],
      },
      classes: symbolsOf(labels, scheme),
      parts: partOf('abstract', text.split('\n')),
    };
  },
};

function symbolsOf(symbols: readonly string[], scheme: ClassScheme): ClassSymbol[] {
  return symbols.map((symbol, at) => ({
    scheme,
    symbol: normaliseSymbol(symbol) ?? symbol,
    position: at === 0 ? 'first' : 'later',
    value: null,
    version: null,
  }));
}
