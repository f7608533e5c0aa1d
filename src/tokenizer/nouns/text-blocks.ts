import { closeSync, createReadStream, createWriteStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
import { cannotWrite } from '../counts/sorted-runs.js';
import { isJsonLines, readTexts } from '../files/read-text.js';

/** Bytes of a block of text, about. */
const BLOCK = 4 << 20;
/** A document longer than this is cut at a line end. */
const LONGEST_DOCUMENT = 16 << 20;
const LINE_FEED = 0x0a;
const TEXT = /\.txt(\.gz)?$/;
/** Documents of a corpus; only they say whether they may train what ships. */
const DOCUMENTS = /\.jsonl\.gz$/;

/** A text file, gzipped or not, and its size on disk. */
export interface TextFile {
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
  /** Of a file of documents: only those that may train what ships. */
  readonly weightsOnly?: boolean;
}

/**
 * The text files that are meant by paths: files as they are, and of a folder its `.txt` and `.txt.gz` files, in order
 * of names. Where a folder holds `train`, only that is read: no dictionary is to see the held-out splits.
 * @param weightsOnly of a folder its `.jsonl.gz` files are read, and of those only what may train weights that ship
 * @throws `input.not-found`, `input.no-files`
 */
export function textFiles(paths: readonly string[], weightsOnly = false): readonly TextFile[] {
  return paths.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw new SimsaError('input.not-found', { path }, { file: path });
    if (!stats.isDirectory())
      return [{ path, bytes: stats.size, changed: stats.mtimeMs, ...(isJsonLines(path) && { weightsOnly }) }];
    const files = textFiles(filesIn(path, weightsOnly ? DOCUMENTS : TEXT), weightsOnly);
    if (files.length === 0) throw new SimsaError('input.no-files', { path }, { file: path });
    return files;
  });
}

function filesIn(folder: string, wanted: RegExp): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const train = entries.find((entry) => entry.isDirectory() && entry.name === 'train');
  if (train) return filesIn(join(folder, train.name), wanted);
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, wanted);
    return wanted.test(entry.name) ? [path] : [];
  });
}

/**
 * Keeps a stream, which can be read only once, as a file.
 * @throws `tokenizer.cannot-write`
 */
export async function spool(stream: Readable, path: string): Promise<void> {
  await pipeline(stream, createWriteStream(path)).catch((thrown: unknown) => {
    throw cannotWrite(path, thrown);
  });
}

/** A piece of a file that ends where a document ends, as UTF-8. */
export interface TextBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of the file on disk that were read so far. */
  readonly read: number;
}

/**
 * Reads a file of lines in blocks cut at empty lines. A file without any has a document a line: it is cut at line
 * ends, and each line gets an empty one behind it.
 * @throws `input.unreadable`
 */
export async function* textBlocks(source: TextFile): AsyncGenerator<TextBlock> {
  const { path } = source;
  if (isJsonLines(path)) return yield* documentBlocks(source);
  try {
    yield* path.endsWith('.gz') ? zippedBlocks(path) : plainBlocks(path);
  } catch (thrown) {
    throw new SimsaError('input.unreadable', { path, reason: String(thrown) }, { file: path }, { cause: thrown });
  }
}

/** Read at once: from the system's cache that takes less time than to hear that it was read. */
async function* plainBlocks(path: string): AsyncGenerator<TextBlock> {
  const file = openSync(path, 'r');
  let read = 0;
  try {
    const readInto = (into: Uint8Array) => {
      const bytesRead = readSync(file, into);
      read += bytesRead;
      return bytesRead;
    };
    for await (const bytes of blocks(readInto)) yield { bytes, read };
  } finally {
    closeSync(file);
  }
}

async function* zippedBlocks(path: string): AsyncGenerator<TextBlock> {
  const file = createReadStream(path, { highWaterMark: BLOCK >> 2 });
  const stream = file.pipe(createGunzip({ chunkSize: BLOCK >> 4 }));
  file.on('error', (error) => stream.destroy(error));
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let chunk: Buffer = Buffer.alloc(0);
  const readInto = async (into: Uint8Array) => {
    if (chunk.length === 0) {
      const next = await chunks.next();
      if (next.done) return 0;
      chunk = next.value;
    }
    const size = Math.min(chunk.length, into.length);
    into.set(chunk.subarray(0, size));
    chunk = chunk.subarray(size);
    return size;
  };
  try {
    for await (const bytes of blocks(readInto)) yield { bytes, read: file.bytesRead };
  } finally {
    stream.destroy();
    file.destroy();
  }
}

/** Cuts what is read at ends of documents, about every {@link BLOCK} bytes; each block has memory of its own. */
async function* blocks(
  readInto: (into: Uint8Array) => number | Promise<number>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let memory = new Uint8Array(BLOCK);
  let size = 0;
  let byLine: boolean | null = null;
  for (;;) {
    const read = await readInto(memory.subarray(size));
    size += read;
    if (read === 0) break;
    if (size < memory.length) continue;
    const whole = Buffer.from(memory.buffer);
    byLine ??= whole.indexOf('\n\n') < 0;
    const end = endOfDocuments(whole, byLine);
    const next = new Uint8Array(size - end + BLOCK);
    next.set(memory.subarray(end));
    if (end > 0) yield block(memory.subarray(0, end), byLine);
    memory = next;
    size -= end;
  }
  byLine ??= Buffer.from(memory.buffer).lastIndexOf('\n\n', size) < 0;
  if (size > 0) yield block(memory.subarray(0, size), byLine);
}

/** The documents of a file of JSON lines, each with an empty line behind it. */
async function* documentBlocks({ path, bytes, weightsOnly }: TextFile): AsyncGenerator<TextBlock> {
  let texts: string[] = [];
  let size = 0;
  const encoder = new TextEncoder();
  for await (const text of readTexts(path, { weightsOnly })) {
    texts.push(text.replace(/\n{2,}/g, '\n'), '\n\n');
    size += text.length;
    if (size * 2 < BLOCK) continue;
    yield { bytes: encoder.encode(texts.join('')), read: 0 };
    texts = [];
    size = 0;
  }
  if (texts.length > 0) yield { bytes: encoder.encode(texts.join('')), read: bytes };
}

function endOfDocuments(bytes: Buffer, byLine: boolean): number {
  const gap = byLine ? -1 : bytes.lastIndexOf('\n\n');
  if (gap >= 0) return gap + 2;
  if (!byLine && bytes.length < LONGEST_DOCUMENT) return 0;
  const line = bytes.lastIndexOf(LINE_FEED) + 1;
  return line > 0 || bytes.length < LONGEST_DOCUMENT ? line : startOfCharacter(bytes);
}

/** A text without line ends is cut before the last character that may not be whole. */
function startOfCharacter(bytes: Buffer): number {
  let at = bytes.length - 1;
  while (at > 0 && (bytes[at]! & 0xc0) === 0x80) at--;
  return at;
}

function block(bytes: Uint8Array<ArrayBuffer>, byLine: boolean): Uint8Array<ArrayBuffer> {
  if (!byLine) return bytes;
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll('\n', '\n\n'));
}
