import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SimsaError } from '../core/index.js';
import type { ByteSource } from './types.js';

const CHUNK = 1 << 20;

/** A file as a source of bytes. @throws SimsaError `input.not-found`, `input.unreadable` when opened */
export async function fileSource(path: string): Promise<ByteSource> {
  try {
    const { size } = await stat(path);
    return { name: path, size, path, open: () => readFileStream(path) };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function* readFileStream(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK });
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Bytes already in memory as a source, e.g. an upload. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/**
 * The files a path names: itself, or everything below a folder in sorted order, so that two runs see the same
 * sequence. Hidden files and folders and symbolic links below the folder are left out. Archives stay one source;
 * their members come out when they are cut.
 * @throws SimsaError `input.not-found`, `input.unreadable`
 */
export async function* filesAt(path: string): AsyncGenerator<ByteSource> {
  let folder: boolean;
  try {
    folder = (await stat(path)).isDirectory();
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (!folder) yield await fileSource(path);
  else yield* filesBelow(path);
}

async function* filesBelow(folder: string): AsyncGenerator<ByteSource> {
  let entries: string[];
  try {
    entries = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (cause) {
    throw unreadable(folder, cause);
  }
  for (const name of entries) {
    const path = join(folder, name);
    const kind = await lstat(path);
    if (kind.isDirectory()) yield* filesBelow(path);
    else if (kind.isFile()) yield await fileSource(path);
  }
}

function unreadable(path: string, cause: unknown): SimsaError {
  if (cause instanceof SimsaError) return cause;
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new SimsaError('input.not-found', { path }, { file: path }, { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SimsaError('input.unreadable', { path: basename(path), reason }, { file: path }, { cause });
}
