import { type ErrorCode, type ErrorDetails, SimsaError, type Where } from '../core/index.js';
import { moved } from '../core/pool.js';
import { type Cut, type RawRecord, readRecord } from '../gazette/index.js';
import { type PackedPublication, packPublication, type Reject } from '../store/index.js';
import type { Repair } from './types.js';

/** Records of one source as they go to another thread: their bytes end to end in one buffer, which moves over. */
export interface ReadTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly items: readonly (TaskRecord | PlainReject)[];
}

interface TaskRecord extends Omit<RawRecord, 'bytes'> {
  readonly length: number;
}

/** A reject as it crosses a thread: an error's class would be lost on the way. */
interface PlainReject {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly where: Where;
}

/** What became of a task's records, in their order. The texts' bytes stand end to end in one buffer. */
export interface ReadResult {
  readonly publications: readonly (Omit<PackedPublication, 'text'> & { readonly textLength: number })[];
  readonly texts: Uint8Array<ArrayBuffer>;
  readonly rejects: readonly PlainReject[];
  readonly repairs: readonly Repair[];
}

export function toTask(cuts: readonly Cut[]): ReadTask {
  const bytes = joined(cuts.map((cut) => (cut.type === 'record' ? cut.record.bytes : new Uint8Array())));
  const items = cuts.map((cut) => {
    if (cut.type === 'reject') return plainReject(cut);
    const { bytes: own, ...record } = cut.record;
    return { ...record, length: own.length };
  });
  return { bytes, items };
}

/** The work of a thread: reads the records of a task and makes their rows. */
export function readTask(task: ReadTask): ReadResult {
  const publications: PackedPublication[] = [];
  const rejects: PlainReject[] = [];
  const repairs: Repair[] = [];
  let offset = 0;
  for (const item of task.items) {
    if (!('length' in item)) {
      rejects.push(item);
      continue;
    }
    const { length, ...record } = item;
    const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset + offset, length);
    offset += length;
    for (const read of readRecord({ ...record, bytes })) {
      if (read.type === 'reject') {
        rejects.push(plainReject(read));
        continue;
      }
      publications.push(packPublication(read.publication));
      if (read.repairs) repairs.push({ where: record.place, repairs: read.repairs });
    }
  }
  const texts = joined(publications.map(({ text }) => text));
  return {
    publications: publications.map(({ text, ...rest }) => ({ ...rest, textLength: text.length })),
    texts,
    rejects,
    repairs,
  };
}

/** {@link readTask} as the default export of the thread's module gives it back. */
export function readTaskInThread(task: ReadTask): ReadResult {
  const result = readTask(task);
  return moved(result, [result.texts.buffer]);
}

/** The rows of a result, as the store takes them. */
export function rowsOf({ publications, texts }: ReadResult): PackedPublication[] {
  let offset = 0;
  return publications.map(({ textLength, ...rest }) => {
    const text = texts.subarray(offset, offset + textLength);
    offset += textLength;
    return { ...rest, text };
  });
}

export function rejectsOf({ rejects }: ReadResult): Reject[] {
  return rejects.map(({ code, details, where }) => ({ where, error: new SimsaError(code, details, where) }));
}

function plainReject({ error, where }: Reject): PlainReject {
  return { code: error.code, details: error.details, where };
}

/** Copies into a buffer of their own: parts may be views of larger, shared ones, which would all be sent along. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
