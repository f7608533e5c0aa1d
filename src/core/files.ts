/** Imported directly and not through the door of this room, because the browser uses that and has no files. */

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file so that a crash leaves the old one or the whole new one, never a part: beside, brought to disk, renamed.
 * @throws the system's error (a full disk, a read-only folder), with nothing left behind.
 */
export function writeWhole(path: string, chunks: Iterable<Uint8Array>): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w');
  try {
    for (const chunk of chunks) writeAll(file, chunk);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(beside, { force: true });
    throw error;
  }
  closeSync(file);
  renameSync(beside, path);
  syncFolder(dirname(path));
}

/** One call writes at most 2 GiB, and on some systems less than asked. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 30));
}

/** A renamed file is safe only when its folder is on disk too. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
