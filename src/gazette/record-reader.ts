import { createHash } from 'node:crypto';
import { SimsaError, type Source, toSimsaError, type Where } from '../core/index.js';
import { bytesBefore, type Decoded, decodeText } from './encoding.js';
import { completePublication, type Draft } from './parts.js';
import type { RawRecord, Read, Reader, RecordHead, Reject } from './types.js';
import { parseXml } from './xml/parse.js';
import type { XmlDocument, XmlElement, XmlNote } from './xml/types.js';

interface Description {
  readonly name: string;
  readonly title: string;
  /** Licence of the records, as it goes into every {@link Source}; null when not known. */
  readonly licence: string | null;
}

/** What a reader of XML adds to the shared shape. */
export interface XmlFormat extends Description {
  readonly recognises: (head: Extract<RecordHead, { kind: 'xml' }>) => boolean;
  /** Drafts of the publications in a record, in order. Throw a SimsaError to reject the record. */
  readonly map: (root: XmlElement, document: XmlDocument, record: RawRecord) => Iterable<Draft>;
}

/** What a reader of JSON adds: `value` is the parsed record, of any shape. */
export interface JsonFormat extends Description {
  readonly recognises: (head: Extract<RecordHead, { kind: 'json' }>) => boolean;
  readonly map: (value: unknown, record: RawRecord) => Iterable<Draft>;
}

/** What a reader of plain text adds. */
export interface TextFormat extends Description {
  readonly recognises: (head: Extract<RecordHead, { kind: 'text' }>) => boolean;
  readonly map: (text: string, record: RawRecord) => Iterable<Draft>;
}

/** A reader of an XML format: decoding, parsing, source, rejects and repairs are the same for all. */
export function xmlReader(format: XmlFormat): Reader {
  return {
    name: format.name,
    title: format.title,
    recognises: (head) => head.kind === 'xml' && format.recognises(head),
    read: (record) =>
      readDrafts(record, format, (text) => {
        const document = parseXml(text, { declared: record.declares });
        return { drafts: format.map(document.root, document, record), repairs: document.notes.map(describeRepair) };
      }),
  };
}

/** A reader of a JSON format, whole files and lines alike. */
export function jsonReader(format: JsonFormat): Reader {
  return {
    name: format.name,
    title: format.title,
    recognises: (head) => head.kind === 'json' && format.recognises(head),
    read: (record) =>
      readDrafts(record, format, (text) => ({ drafts: format.map(parseJson(text), record), repairs: [] })),
  };
}

/** A reader of a plain text format. */
export function textReader(format: TextFormat): Reader {
  return {
    name: format.name,
    title: format.title,
    recognises: (head) => head.kind === 'text' && format.recognises(head),
    read: (record) => readDrafts(record, format, (text) => ({ drafts: format.map(text, record), repairs: [] })),
  };
}

interface Drafts {
  readonly drafts: Iterable<Draft>;
  readonly repairs: readonly string[];
}

function* readDrafts(record: RawRecord, description: Description, parse: (text: string) => Drafts): Generator<Read> {
  let count = 0;
  let decoded: Decoded | null = null;
  try {
    decoded = decodeText(record.bytes, record.encoding);
    const { drafts, repairs } = parse(decoded.text);
    const source = sourceOf(record, description);
    for (const draft of drafts) {
      count++;
      yield readDraft(draft, source, record, repairs);
    }
  } catch (thrown) {
    count++;
    yield rejectOf(record, thrown, decoded);
  }
  if (count === 0) yield rejectOf(record, new SimsaError('gazette.no-publication', { format: description.name }));
}

/** A publication that cannot be given a key does not take its neighbours in the same record with it. */
function readDraft(draft: Draft, source: Source, record: RawRecord, repairs: readonly string[]): Read {
  try {
    const publication = completePublication(draft, source);
    return repairs.length > 0 ? { type: 'publication', publication, repairs } : { type: 'publication', publication };
  } catch (thrown) {
    return rejectOf(record, thrown);
  }
}

function sourceOf({ bytes, place, format }: RawRecord, { licence }: Description): Source {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { file: place.file, offset: place.offset, hash, format, licence };
}

/**
 * A reject with its place in the file.
 * @param decoded the record's text, when the fault's own offset counts in it; without, it counts bytes of the record
 */
export function rejectOf(record: RawRecord, thrown: unknown, decoded: Decoded | null = null): Reject {
  const error = toSimsaError(thrown);
  const { file, offset, record: ordinal } = record.place;
  const units = error.where.offset ?? 0;
  const inside = decoded === null ? units : bytesBefore(decoded, units);
  const where: Where = { ...error.where, file, offset: offset + inside, record: ordinal };
  return { type: 'reject', error: new SimsaError(error.code, error.details, where, { cause: error.cause }), where };
}

/** @throws SimsaError `gazette.not-json` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SimsaError(
      'gazette.not-json',
      { reason: cause instanceof Error ? cause.message : String(cause) },
      {},
      { cause },
    );
  }
}

function describeRepair({ defect, found, at }: XmlNote): string {
  return `${defect} at ${at}: ${found}`;
}
