import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { SimsaError } from '../../core/index.js';
import { linesOf } from './lines.js';

const TEXT = /\.txt(\.gz|\.zst)?$/;
const LINES_OF_JSON = /\.jsonl(\.gz|\.zst)?$/;

/**
 * The texts of files and folders, a line at a time: lines of `.txt`, and of `.jsonl` the lines of the field `text`
 * of each record; plain, or as `.gz` or `.zst`. A folder that holds both kinds is read by its `.jsonl`, for a corpus
 * writes the same text in both.
 * @throws `input.not-found`, `tokenizer.bad-text`
 */
export async function* readLines(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths.flatMap(filesOf)) {
    const isJson = LINES_OF_JSON.test(path);
    let number = 0;
    for await (const line of linesAt(path)) {
      number++;
      if (!isJson) yield line;
      else if (line !== '') yield* textOf(line, path, number).split('\n');
    }
  }
}

function filesOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SimsaError('input.not-found', { path }, { file: path });
  if (!stats.isDirectory()) return [path];
  const names = readdirSync(path).sort();
  const json = names.filter((name) => LINES_OF_JSON.test(name));
  return (json.length > 0 ? json : names.filter((name) => TEXT.test(name))).map((name) => join(path, name));
}

async function* linesAt(path: string): AsyncGenerator<string> {
  try {
    yield* linesOf(unpacked(path));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SimsaError('tokenizer.bad-text', { reason }, { file: path }, { cause: thrown });
  }
}

function unpacked(path: string): AsyncIterable<Uint8Array> {
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
  if (path.endsWith('.zst')) return unpackZstandard(bytes);
  if (!path.endsWith('.gz')) return bytes;
  const text = createGunzip();
  bytes.on('error', (error) => text.destroy(error)).pipe(text);
  return text;
}

async function* unpackZstandard(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const stream = new Decompress((chunk) => chunks.push(chunk));
  for await (const chunk of bytes) {
    stream.push(chunk);
    yield* chunks.splice(0);
  }
}

function textOf(line: string, file: string, number: number): string {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (thrown) {
    throw new SimsaError('tokenizer.bad-text', { reason: String(thrown) }, { file, line: number });
  }
  const text = (record as { text?: unknown } | null)?.text;
  if (typeof text === 'string') return text;
  throw new SimsaError('tokenizer.bad-text', { reason: 'the record has no field "text"' }, { file, line: number });
}
