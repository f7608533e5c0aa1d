import { type ErrorCode, SimsaError } from '../core/index.js';

/** Result codes of SQLite, by the low byte, that have a name of their own among our errors. */
const BY_RESULT_CODE: Readonly<Record<number, ErrorCode>> = {
  3: 'store.read-only', // PERM
  5: 'store.busy', // BUSY
  6: 'store.busy', // LOCKED
  8: 'store.read-only', // READONLY
  10: 'store.disk-full', // IOERR, narrowed in codeOf
  11: 'store.corrupt', // CORRUPT
  13: 'store.disk-full', // FULL
  14: 'store.read-only', // CANTOPEN
  26: 'store.not-a-store', // NOTADB
};

const BY_MESSAGE: readonly (readonly [RegExp, ErrorCode])[] = [
  [/readonly|read-only|permission denied|unable to open/i, 'store.read-only'],
  [/database or disk is full|no space left|file too large/i, 'store.disk-full'],
  [/malformed|corrupt/i, 'store.corrupt'],
  [/not a database|file is encrypted/i, 'store.not-a-store'],
  [/database is locked|table is locked/i, 'store.busy'],
];

/** Faults of the file system while the folder is made. */
const BY_SYSTEM_CODE: Readonly<Record<string, ErrorCode>> = {
  EACCES: 'store.read-only',
  EPERM: 'store.read-only',
  EROFS: 'store.read-only',
  // What Node answers where missing parents cannot be made on a file system that is read-only.
  ENOENT: 'store.read-only',
  EEXIST: 'store.not-a-store',
  ENOTDIR: 'store.not-a-store',
  ENOSPC: 'store.disk-full',
  EDQUOT: 'store.disk-full',
};

/** Gives an error of the database driver its name among our errors; SimsaErrors pass unchanged. */
export function storeError(thrown: unknown, path: string): SimsaError {
  if (thrown instanceof SimsaError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const code = codeOf(thrown, reason) ?? 'internal';
  return new SimsaError(code, { path, reason }, { file: path }, { cause: thrown });
}

/** Runs an action on the database and names what goes wrong. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storeError(error, path);
  }
}

const IOERR_READ = 266;
const IOERR_SHORT_READ = 522;

function codeOf(thrown: unknown, reason: string): ErrorCode | null {
  const system = BY_SYSTEM_CODE[String(property(thrown, 'code'))];
  if (system) return system;
  const raw = property(thrown, 'rawCode');
  if (raw === IOERR_READ || raw === IOERR_SHORT_READ) return 'store.corrupt';
  const byCode = typeof raw === 'number' ? BY_RESULT_CODE[raw & 0xff] : undefined;
  if (byCode) return byCode;
  return BY_MESSAGE.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
