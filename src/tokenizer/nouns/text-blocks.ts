import { createReadStream, createWriteStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SimsaError } from '../../core/index.js';
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

/** Keeps a stream, which can be read only once, as a file. */
export async function spool(stream: Readable, path: string): Promise<void> {
  await pipeline(stream, createWriteStream(path));
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
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const stream: Readable = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  let kept: Buffer[] = [];
  let size = 0;
  let byLine: boolean | null = null;
  try {
    for await (const chunk of stream) {
      kept.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size < BLOCK) continue;
      const whole = Buffer.concat(kept);
      byLine ??= whole.indexOf('\n\n') < 0;
      const end = endOfDocuments(whole, byLine);
      kept = end < whole.length ? [whole.subarray(end)] : [];
      size = whole.length - end;
      if (end > 0) yield { bytes: block(whole.subarray(0, end), byLine), read: file.bytesRead };
    }
  } catch (thrown) {
    throw new SimsaError('input.unreadable', { path, reason: String(thrown) }, { file: path }, { cause: thrown });
  }
  const rest = Buffer.concat(kept);
  byLine ??= rest.indexOf('\n\n') < 0;
  if (rest.length > 0) yield { bytes: block(rest, byLine), read: file.bytesRead };
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

/** A copy with memory of its own, so that it can go to another thread. */
function block(bytes: Buffer, byLine: boolean): Uint8Array<ArrayBuffer> {
  return byLine ? new TextEncoder().encode(bytes.toString('utf8').replaceAll('\n', '\n\n')) : new Uint8Array(bytes);
}
