import type { PublicationId } from '../core/index.js';
import { bytesOf, type Connection, connect } from './connection.js';
import { guarded, storeError } from './errors.js';
import { findNumber } from './finding.js';
import { type Outcome, storeRecord } from './joining.js';
import { packPublication, unpackPassages, unpackPublication } from './pack.js';
import { forgetRejects, readRejects, storeReject } from './rejects.js';
import { PublicationRows } from './rows.js';
import { SCHEMA_VERSION } from './schema.js';
import type { Change, PutResult, SourceProgress, Store, StoreBatch, StoreCounts } from './types.js';

export interface StoreOptions {
  /** Refuse every write, and do not make a store where there is none. */
  readonly readOnly?: boolean;
  /** Milliseconds to wait for another process that is writing, 5,000 when not given. */
  readonly patience?: number;
}

/**
 * Opens the store in a folder, and makes it when it is not there.
 * @throws SimsaError `store.not-found` (read-only and nothing there), `store.not-a-store`,
 * `store.newer-schema`, `store.corrupt`, `store.read-only`, `store.disk-full`, `store.busy`.
 */
export function openStore(folder: string, options: StoreOptions = {}): Store {
  const connection = connect(folder, options);
  const rows = new PublicationRows(connection);
  const guard = <T>(action: () => T): T => guarded(folder, action);
  return {
    path: folder,
    schema: SCHEMA_VERSION,
    put: (batch) => guard(() => rows.transaction(() => storeBatch(rows, batch))),
    get: (id) => guard(() => read(rows, id, unpackPublication)),
    find: (number) => guard(() => findNumber(rows, number)),
    passages: (id) => guard(() => read(rows, id, unpackPassages) ?? []),
    ids: () => idsInOrder(rows, guard),
    rejects: ({ offset = 0, limit = 1_000 } = {}) => guard(() => readRejects(rows, offset, limit)),
    changesSince: (sequence, limit) => guard(() => changesSince(rows, sequence, limit)),
    get lastSequence() {
      return guard(() => Number(rows.get('SELECT max(sequence) AS last FROM changes', [])?.last ?? 0));
    },
    counts: () => guard(() => counts(rows)),
    progressOf: (file) => guard(() => progressOf(rows, file)),
    getSetting: (name) => guard(() => setting(rows, name)),
    setSetting: (name, value) =>
      guard(() => void rows.run('INSERT OR REPLACE INTO settings VALUES (?, ?)', [name, value])),
    bytes: () => bytesOf(folder),
    check: () => guard(() => faults(connection, folder)),
    checkpoint: () => guard(() => void connection.pragma('wal_checkpoint(TRUNCATE)')),
    close: () => connection.close(),
  };
}

function storeBatch(rows: PublicationRows, batch: StoreBatch): PutResult {
  const { progress } = batch;
  if (progress && progressOf(rows, progress.file)?.stamp !== progress.stamp) forgetRejects(rows, progress.file);
  const packed = [...batch.publications.map(packPublication), ...(batch.packed ?? [])];
  const result: Record<Outcome, number> = { added: 0, merged: 0, unchanged: 0 };
  for (const record of packed) result[storeRecord(rows, record)] += 1;
  for (const reject of batch.rejects) storeReject(rows, reject);
  if (progress) storeProgress(rows, progress);
  return result;
}

function storeProgress(rows: PublicationRows, { file, stamp, records, finished }: SourceProgress): void {
  rows.run('INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?)', [file, stamp, records, Number(finished)]);
}

function progressOf(rows: PublicationRows, file: string): SourceProgress | null {
  const row = rows.get('SELECT stamp, records, finished FROM imports WHERE file = ?', [file]);
  if (!row) return null;
  return { file, stamp: String(row.stamp), records: Number(row.records), finished: row.finished === 1 };
}

function read<T>(rows: PublicationRows, id: PublicationId, unpack: (head: string, text: string) => T): T | null {
  const sql = 'SELECT p.head, t.text FROM publications p JOIN texts t ON t.seq = p.seq WHERE p.id = ?';
  const row = rows.get(sql, [id]);
  return row ? unpack(String(row.head), String(row.text)) : null;
}

const ID_PAGE = 1_000;

/** Reads in pages, so that writing between two keys is no trouble. */
function* idsInOrder(rows: PublicationRows, guard: <T>(action: () => T) => T): Generator<PublicationId> {
  for (let last = 0; ; ) {
    const sql = 'SELECT seq, id FROM publications WHERE seq > ? ORDER BY seq LIMIT ?';
    const page = guard(() => rows.all(sql, [last, ID_PAGE]));
    for (const { id } of page) yield String(id);
    if (page.length < ID_PAGE) return;
    last = Number(page.at(-1)?.seq);
  }
}

function changesSince(rows: PublicationRows, sequence: number, limit: number): readonly Change[] {
  const sql = 'SELECT sequence, publication, type FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?';
  return rows.all(sql, [sequence, limit]) as unknown as readonly Change[];
}

function counts(rows: PublicationRows): StoreCounts {
  const total = (name: string) => Number(rows.get('SELECT value FROM totals WHERE name = ?', [name])?.value ?? 0);
  const rejected = Number(rows.get('SELECT count(*) AS n FROM rejects', [])?.n ?? 0);
  return { publications: total('publications'), paragraphs: total('paragraphs'), rejected };
}

function setting(rows: PublicationRows, name: string): string | null {
  const row = rows.get('SELECT value FROM settings WHERE name = ?', [name]);
  return row ? String(row.value) : null;
}

/** Damage that stops even the check is a fault found, not a failure of the check. */
function faults(connection: Connection, folder: string): readonly string[] {
  try {
    const rows = connection.pragma('quick_check(20)') as Record<string, unknown>[];
    return rows.map((row) => String(Object.values(row)[0])).filter((message) => message !== 'ok');
  } catch (error) {
    const named = storeError(error, folder);
    if (named.code !== 'store.corrupt') throw named;
    return [String(named.details.reason)];
  }
}
