import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from 'hono';
import { SimsaError } from '../core/index.js';
import type { ApplicationInput } from '../simsa.js';
import { LIMITS, withinLimit } from './limits.js';
import { boundaryOf, type FormPart, formParts } from './multipart.js';

/** Files of one upload, in a temporary folder of their own. */
export interface Upload {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly remove: () => Promise<void>;
}

function bodyOf(c: Context, limit: number): AsyncIterable<Uint8Array> {
  const { body } = c.req.raw;
  if (!body) throw new SimsaError('server.bad-request', { reason: 'the body is empty' });
  return withinLimit(Readable.fromWeb(body as import('node:stream/web').ReadableStream<Uint8Array>), limit);
}

/** Whether a request carries a form with files. */
export function isForm(c: Context): boolean {
  return boundaryOf(c.req.header('content-type')) !== null;
}

/** The files of a form, each to be read before the next. */
async function* filesOf(c: Context, limit: number): AsyncGenerator<FormPart & { readonly fileName: string }> {
  const boundary = boundaryOf(c.req.header('content-type'));
  if (boundary === null) throw new SimsaError('server.bad-request', { reason: 'multipart/form-data is expected' });
  for await (const part of formParts(bodyOf(c, limit), boundary)) {
    if (part.fileName !== null) yield { ...part, fileName: part.fileName };
  }
}

/** The last component of a name, whatever separators and dots it carries, so that it cannot leave its folder. */
export function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a file name
  const last = basename(name.replaceAll('\\', '/').normalize('NFC')).replace(/[\u0000-\u001f\u007f]/g, '');
  return /^\.*$/.test(last) ? 'upload' : last.slice(-200);
}

/** Writes the files of a form to a temporary folder as they arrive; nothing stays behind when that fails. */
export async function receiveUpload(c: Context): Promise<Upload> {
  const folder = await mkdtemp(join(tmpdir(), 'simsa-upload-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const paths: string[] = [];
    for await (const part of filesOf(c, LIMITS.upload)) paths.push(await writePart(part, folder, paths));
    if (paths.length === 0) throw new SimsaError('server.bad-request', { reason: 'the form holds no file' });
    return { folder, paths, remove };
  } catch (thrown) {
    await remove();
    throw thrown;
  }
}

/** A second file of one name goes into a folder of its own, so that two stay two. */
async function writePart(
  part: FormPart & { readonly fileName: string },
  folder: string,
  written: readonly string[],
): Promise<string> {
  const wanted = join(folder, safeName(part.fileName));
  const own = written.includes(wanted) ? join(folder, String(written.length + 1)) : folder;
  await mkdir(own, { recursive: true });
  const path = join(own, basename(wanted));
  await pipeline(part.bytes, createWriteStream(path, { flags: 'wx' }));
  return path;
}

/** The one file of a form, in memory. */
export async function receiveApplication(c: Context): Promise<ApplicationInput> {
  let input: ApplicationInput | null = null;
  for await (const part of filesOf(c, LIMITS.application)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.bytes) chunks.push(chunk);
    input ??= { name: safeName(part.fileName), bytes: Buffer.concat(chunks) };
  }
  if (!input) throw new SimsaError('server.bad-request', { reason: 'the form holds no file' });
  return input;
}
