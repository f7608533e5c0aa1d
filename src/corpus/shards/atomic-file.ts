import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';

/** Ends of names of files that are not whole yet. */
export const UNFINISHED = '.part';

/** What a whole file is known by. */
export interface FileSum {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * A file that is written piece by piece, so that under its name it is whole or not there: it grows under another name
 * and is renamed when all of it is on the disk.
 */
export class GrowingFile {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  private constructor(
    readonly file: string,
    readonly handle: FileHandle,
  ) {}

  /** @throws `corpus.no-space` */
  static async open(file: string): Promise<GrowingFile> {
    return new GrowingFile(file, await named(file, () => open(unfinished(file), 'w')));
  }

  /** @throws `corpus.no-space` */
  async append(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    await named(this.file, () => this.handle.writeFile(bytes));
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /** Gives the file its name. @throws `corpus.no-space` */
  async finish(): Promise<FileSum> {
    await named(this.file, async () => {
      await this.handle.sync();
      await this.handle.close();
      await rename(unfinished(this.file), this.file);
      syncFolder(path.dirname(this.file));
    });
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Takes away what was written and is not finished. */
  async discard(): Promise<void> {
    await this.handle.close();
    await rm(unfinished(this.file), { force: true });
  }
}

/**
 * Writes a file so that under its name it is whole or not there.
 * @throws `corpus.no-space`; the unfinished file is gone then
 */
export async function writeWholeFile(file: string, bytes: Uint8Array): Promise<FileSum> {
  const growing = await GrowingFile.open(file);
  try {
    await growing.append(bytes);
    return await growing.finish();
  } catch (thrown) {
    await growing.discard();
    throw thrown;
  }
}

function unfinished(file: string): string {
  return `${file}${UNFINISHED}`;
}

/** A full disk by its name. */
async function named<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw isFull(thrown) ? new SimsaError('corpus.no-space', { path: file }, { file }, { cause: thrown }) : thrown;
  }
}

function isFull(thrown: unknown): boolean {
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
