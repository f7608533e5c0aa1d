import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { SimsaError } from '../core/index.js';
import { guarded, storeError } from './errors.js';
import { APPLICATION_ID, SCHEMA_VERSION, TABLES } from './schema.js';

export type Connection = InstanceType<typeof Database>;

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, string | number | null>>;

export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** Milliseconds to wait for another process that is writing. */
  readonly patience?: number;
}

const FILE = 'simsa.db';

/** Opens the database of a store's folder; makes both when they are not there, unless it may only read. */
export function connect(folder: string, options: ConnectionOptions): Connection {
  const file = join(folder, FILE);
  const isNew = !existsSync(file) || statSync(file).size === 0;
  if (isNew && options.readOnly) throw new SimsaError('store.not-found', { path: folder }, { file });
  return guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    const address = options.readOnly && isSealed(folder) ? `${pathToFileURL(file).href}?immutable=1` : file;
    return prepared(new Database(address, { timeout: options.patience ?? 5_000 }), folder, options);
  });
}

/**
 * Whether a store lies where nothing can be written, as on a medium or in a folder of somebody else. SQLite keeps
 * a file beside a database with a log even to read it, unless told that nobody writes; a log that is not empty must be read.
 */
function isSealed(folder: string): boolean {
  if ((statSync(join(folder, `${FILE}-wal`), { throwIfNoEntry: false })?.size ?? 0) > 0) return false;
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Size of the database and its log in bytes. */
export function bytesOf(folder: string): number {
  const files = ['', '-wal'].map((ending) => join(folder, FILE + ending));
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** One number that a PRAGMA answers. */
export function pragma(connection: Connection, name: string): number {
  const [row] = connection.pragma(name) as Row[];
  return Number(Object.values(row ?? {})[0] ?? 0);
}

function prepared(connection: Connection, folder: string, { readOnly }: ConnectionOptions): Connection {
  try {
    checkIdentity(connection, folder);
    if (readOnly) connection.exec('PRAGMA query_only = 1');
    else makeReady(connection);
    connection.exec('PRAGMA cache_size = -65536');
    return connection;
  } catch (error) {
    connection.close();
    throw storeError(error, folder);
  }
}

/** A file of another program, or of a later Simsa, is left as it is. */
function checkIdentity(connection: Connection, path: string): void {
  if (pragma(connection, 'schema_version') === 0) return;
  if (pragma(connection, 'application_id') !== APPLICATION_ID) {
    throw new SimsaError('store.not-a-store', { path, reason: 'it is a database of another program' });
  }
  const found = pragma(connection, 'user_version');
  if (found !== SCHEMA_VERSION) throw new SimsaError('store.newer-schema', { path, found, known: SCHEMA_VERSION });
}

function makeReady(connection: Connection): void {
  connection.exec('PRAGMA page_size = 8192');
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = NORMAL');
  // 128 MB: a quarter of the checkpoints that 32 MB would need saves a third of the time spent committing an import.
  connection.exec('PRAGMA wal_autocheckpoint = 16000');
  if (pragma(connection, 'schema_version') !== 0) return;
  inTransaction(connection, () => {
    if (pragma(connection, 'schema_version') !== 0) return;
    connection.exec(TABLES);
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

/** All of the action or nothing. */
export function inTransaction<T>(connection: Connection, action: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = action();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // After some faults (a full disk) SQLite has rolled back by itself.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
