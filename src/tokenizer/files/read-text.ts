import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { SimsaError } from '../../core/index.js';
import { linesOf } from './lines.js';

const TEXT = /\.txt(\.gz|\.zst)?$/;
const LINES_OF_JSON = /\.jsonl(\.gz|\.zst)?$/;
/** A corpus lists the documents of each shard beside it, without their text. */
const LIST = /\.documents\.jsonl$/;

export interface ReadOptions {
  /** Only records that say of themselves `"weights": true`: the text may train what ships. */
  readonly weightsOnly?: boolean;
}

/**
 * The texts of files and folders, a line at a time: lines of `.txt`, and of `.jsonl` the lines of the field `text`
 * of each record; plain, or as `.gz` or `.zst`. A folder that holds both kinds is read by its `.jsonl`, for a corpus
 * writes the same text in both; of a folder with `train` only that is read.
 * @throws `input.not-found`, `tokenizer.bad-text`
 */
export async function* readLines(paths: readonly string[], options: ReadOptions = {}): AsyncGenerator<string> {
  for (const path of paths.flatMap(filesOf)) {
    if (isJsonLines(path)) for await (const text of readTexts(path, options)) yield* text.split('\n');
    else if (options.weightsOnly) throw badText('plain text does not say whether it may train weights', { file: path });
    else yield* linesAt(path);
  }
}

/** Whether a file holds the documents of a corpus, or other JSON lines with a field `text`. */
export function isJsonLines(path: string): boolean {
  return LINES_OF_JSON.test(path);
}

/**
 * The field `text` of each record of a file of JSON lines.
 * @throws `tokenizer.bad-text`
 */
export async function* readTexts(path: string, { weightsOnly = false }: ReadOptions = {}): AsyncGenerator<string> {
  let number = 0;
  for await (const line of linesAt(path)) {
    number++;
    const record = line === '' ? null : recordOf(line, path, number);
    if (record && (!weightsOnly || record.weights === true)) yield record.text;
  }
}

function filesOf(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SimsaError('input.not-found', { path }, { file: path });
  if (!stats.isDirectory()) return [path];
  const names = readdirSync(path).sort();
  if (names.includes('train')) return filesOf(join(path, 'train'));
  const json = names.filter((name) => LINES_OF_JSON.test(name) && !LIST.test(name));
  return (json.length > 0 ? json : names.filter((name) => TEXT.test(name))).map((name) => join(path, name));
}

async function* linesAt(path: string): AsyncGenerator<string> {
  try {
    yield* linesOf(unpacked(path));
  } catch (thrown) {
    throw badText(thrown instanceof Error ? thrown.message : String(thrown), { file: path }, thrown);
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

interface TextRecord {
  readonly text: string;
  readonly weights?: unknown;
}

function recordOf(line: string, file: string, number: number): TextRecord {
  const where = { file, line: number };
  let record: Partial<TextRecord> | null;
  try {
    record = JSON.parse(line) as Partial<TextRecord> | null;
  } catch (thrown) {
    throw badText(String(thrown), where);
  }
  if (typeof record?.text !== 'string') throw badText('the record has no field "text"', where);
  return { text: record.text, weights: record.weights };
}

function badText(reason: string, where: { file: string; line?: number }, cause?: unknown): SimsaError {
  return new SimsaError('tokenizer.bad-text', { reason }, where, { cause });
}
