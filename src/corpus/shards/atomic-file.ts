import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';

/** Ends of names of files that are not whole yet. */
export const UNFINISHED = '.part';

/**
 * Writes a file so that under its name it is whole or not there: to another name, onto the disk, then renamed.
 * @throws `corpus.no-space`; the unfinished file is gone then
 */
export async function writeWholeFile(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}${UNFINISHED}`;
  try {
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    syncFolder(path.dirname(file));
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw isFull(thrown) ? new SimsaError('corpus.no-space', { path: file }, { file }, { cause: thrown }) : thrown;
  }
}

function isFull(thrown: unknown): boolean {
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
