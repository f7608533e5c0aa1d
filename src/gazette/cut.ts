import { type ErrorCode, type ErrorDetails, SimsaError } from '../core/index.js';
import { leave, peek } from './bytes.js';
import { cutTextRecords } from './cut-lines.js';
import { cutXml } from './cut-xml.js';
import { type Container, containerOf, headOf, readerFor, rootOf, SNIFF_LENGTH } from './detect.js';
import { decodeText } from './encoding.js';
import type { Piece } from './piece.js';
import { rejectOf } from './record-reader.js';
import type { ByteSource, Cut, Place, RawRecord, RecordHead, Reject } from './types.js';
import { UNPACK_LIMITS, type UnpackLimits, unpack } from './unpack.js';

/** A larger record is refused by name; the largest real one known here has 40 MB (a grant with its sequences). */
export const RECORD_LIMIT = 64 * 1024 * 1024;

export interface CutOptions {
  readonly recordLimit?: number;
  readonly unpack?: UnpackLimits;
}

/**
 * Cuts a source into records while it streams, so that memory does not grow with the file: archives are unpacked,
 * files of several records are cut at their borders, and each record is given to the reader that recognises it.
 * What cannot be unpacked, cut or recognised comes out as a reject in its place, and the run goes on behind it.
 */
export async function* cutRecords(source: ByteSource, options: CutOptions = {}): AsyncGenerator<Cut> {
  try {
    for await (const part of unpack(source, options.unpack ?? UNPACK_LIMITS)) {
      if (part.type === 'reject') yield part;
      else yield* cutStream(part.name, part.stream, options.recordLimit ?? RECORD_LIMIT);
    }
  } catch (thrown) {
    yield rejectOfFile(source.name, thrown, 0);
  }
}

async function* cutStream(file: string, stream: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Cut> {
  let record = 0;
  let offset = 0;
  try {
    const { head, whole } = await peek(stream, SNIFF_LENGTH);
    const container = containerOf(head);
    if (container.type === 'other') {
      yield notAGazette(file, container.kind);
      await leave(whole);
      return;
    }
    for await (const piece of cutPieces(container.type, whole, limit)) {
      record++;
      const { bytes, offset: at, ...fromFile } = piece;
      const place = { file, offset: at, record };
      yield bytes === null
        ? rejectAt(place, 'gazette.too-large', { limit, unit: 'bytes' })
        : nameFormat({ ...fromFile, bytes, place }, container.type);
      offset = piece.offset + (piece.bytes?.length ?? 0);
    }
  } catch (thrown) {
    yield rejectOfFile(file, thrown, offset, record + 1);
  }
}

type RecordContainer = Exclude<Container['type'], 'other'>;

function cutPieces(container: RecordContainer, stream: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<Piece> {
  return container === 'xml' ? cutXml(stream, limit) : cutTextRecords(stream, container, limit);
}

/** A record that no reader knows still has its place in the list of rejects. */
function nameFormat(record: Omit<RawRecord, 'format'>, container: RecordContainer): Cut {
  const head = headOf(record.bytes, container);
  if (head === null) return rejectAt(record.place, 'gazette.not-xml', {});
  const reader = readerFor(head);
  if (reader) return { type: 'record', record: { ...record, format: reader.name } };
  return unknownFormat({ ...record, format: '' }, head);
}

/** Bytes in another encoding than they say are named as that: what stands in them cannot be told. */
function unknownFormat(record: RawRecord, head: RecordHead): Reject {
  try {
    const { text } = decodeText(record.bytes, record.encoding);
    const root = head.kind === 'xml' ? (rootOf(text)?.name ?? head.root) : null;
    const start = root === null ? text.slice(0, 60).replace(/\s+/g, ' ').trim() : `<${root}>`;
    return rejectAt(record.place, 'gazette.unknown-format', { start });
  } catch (thrown) {
    return rejectOf(record, thrown);
  }
}

function rejectAt(place: Place, code: ErrorCode, details: ErrorDetails): Reject {
  const where = { ...place };
  return { type: 'reject', error: new SimsaError(code, details, where), where };
}

function notAGazette(file: string, kind: string): Reject {
  const where = { file, offset: 0 };
  return { type: 'reject', error: new SimsaError('gazette.not-a-gazette', { name: file, kind }, where), where };
}

function rejectOfFile(file: string, thrown: unknown, offset: number, record?: number): Reject {
  const cause =
    thrown instanceof SimsaError
      ? thrown
      : new SimsaError('input.unreadable', reasonOf(file, thrown), {}, { cause: thrown });
  const where = { ...cause.where, file, offset, ...(record === undefined ? {} : { record }) };
  return { type: 'reject', error: new SimsaError(cause.code, cause.details, where, { cause: cause.cause }), where };
}

function reasonOf(path: string, thrown: unknown): { path: string; reason: string } {
  return { path, reason: thrown instanceof Error ? thrown.message : String(thrown) };
}
