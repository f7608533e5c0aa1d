import { SimsaError } from '../core/index.js';
import { type CutOptions, cutRecords } from './cut.js';
import { readerNamed } from './readers.js';
import { rejectOf } from './record-reader.js';
import type { ByteSource, RawRecord, Read } from './types.js';

/** Reads one cut record with the reader it names. It never throws: what goes wrong is a reject with its place. */
export function* readRecord(record: RawRecord): Generator<Read> {
  const reader = readerNamed(record.format);
  if (!reader) {
    yield rejectOf(record, new SimsaError('gazette.unknown-format', { start: record.format }));
    return;
  }
  try {
    yield* reader.read(record);
  } catch (thrown) {
    yield rejectOf(record, thrown);
  }
}

/** Everything in a source, record by record: cut and read. */
export async function* readGazettes(source: ByteSource, options?: CutOptions): AsyncGenerator<Read> {
  for await (const cut of cutRecords(source, options)) {
    if (cut.type === 'reject') yield cut;
    else yield* readRecord(cut.record);
  }
}
