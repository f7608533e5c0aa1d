import { z } from 'zod';
import { type Language, SimsaError } from '../../core/index.js';
import { detectLanguage } from '../../text/index.js';
import type { CorpusDocument, DataKind, DocumentPart, Identity } from '../types.js';

/** How a file is cut into records: a line each, a row each below a line of column names, or not at all. */
export type Container = 'lines' | 'table' | 'whole';

/** What can be told of an unpacked file from its beginning. */
export interface FileHead {
  /** The first 64 KB. */
  readonly text: string;
  /** Names of the fields of the first line, where that is a JSON object; also of a cut-off one as far as it is there. */
  readonly fields: ReadonlySet<string>;
  /** Cells of the first line, where it is a line of a table (tabs). */
  readonly columns: readonly string[];
}

/** One record as it is handed to its reader: a line, some rows of one table, or a whole file. */
export interface RecordText {
  readonly text: string;
  /** Line of the file at which it begins, from 1. */
  readonly line: number;
  /** Names of the columns of a table, else empty. */
  readonly columns: readonly string[];
}

/** A document before the build gives it its source, place and rights. */
export interface Draft extends Omit<CorpusDocument, 'provenance'> {
  /** Name within its source; the build puts the source before it. */
  readonly id: string;
}

/** A reader of one form of one kind of data. Adding a form is adding one such value and naming it in `formats.ts`. */
export interface CorpusFormat {
  /** Stable name: `office-action-lines`. */
  readonly name: string;
  readonly kind: DataKind;
  readonly title: { readonly en: string; readonly ko: string };
  readonly container: Container;
  /** Whether a file is of this form, told from its content. */
  readonly recognises: (head: FileHead) => boolean;
  /** Rows with the same group that follow each other are one record; without it each line is one. */
  readonly groupOf?: (line: string) => string;
  /** Documents of a record, and what is wrong with parts of it. Throws a SimsaError when all of it is wrong. */
  readonly read: (record: RecordText) => Iterable<Draft | SimsaError>;
}

/** Reads a line as JSON of a shape. @throws SimsaError `corpus.not-json`, `corpus.bad-record` with line and field */
export function readFields<Fields>(schema: z.ZodType<Fields>, format: string, { text, line }: RecordText): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw new SimsaError('corpus.not-json', { reason: reasonOf(thrown) }, { line });
  }
  return checked(schema, value, { format, line });
}

/** A value of a shape. @throws SimsaError `corpus.bad-record` with line and field */
export function checked<Fields>(
  schema: z.ZodType<Fields>,
  value: unknown,
  { format, line }: { readonly format: string; readonly line: number },
): Fields {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw badField({ format, line, field: issue?.path.join('.') || 'record', reason: issue?.message ?? '' });
}

export function badField(fault: { format: string; line: number; field: string; reason: string }): SimsaError {
  const { line, ...details } = fault;
  return new SimsaError('corpus.bad-record', details, { line });
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export const NO_IDENTITY: Identity = { numbers: [], families: [], titles: [], cites: [] };

interface PartOptions {
  readonly language?: Language;
  readonly section?: DocumentPart['section'];
  readonly fromPrintedPage?: boolean;
}

/** A part of a document, or none when nothing but blanks is left of its paragraphs. */
export function partOf(
  name: DocumentPart['name'],
  texts: readonly (string | null | undefined)[],
  options: PartOptions = {},
): DocumentPart[] {
  const paragraphs = texts.map((text) => text?.trim() ?? '').filter((text) => text !== '');
  if (paragraphs.length === 0) return [];
  const { language = detectLanguage(paragraphs.join('\n')), section, fromPrintedPage } = options;
  return [
    {
      name,
      language,
      ...(section ? { section } : {}),
      ...(fromPrintedPage ? { fromPrintedPage: true } : {}),
      paragraphs,
    },
  ];
}

/** Paragraphs of a text in which an empty line, or a line break before an indented or listed line, parts them. */
export function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
}

/** A text that may be missing, null or empty. */
export const optional = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);
