import { stat } from 'node:fs/promises';
import path from 'node:path';
import { SimsaError, toSimsaError } from '../../core/index.js';
import { type ByteSource, cutRecords, fileSource, filesAt, unpack } from '../../gazette/index.js';
import { openStore } from '../../store/index.js';
import type { Container } from '../kinds/format.js';
import { fileHead, formatOf } from '../kinds/formats.js';
import { grouped, linesOf } from './lines.js';
import { BatchMaker, type Origin, plainReject, type RawBatch } from './raw-batch.js';
import { LIST_NAME, readSourceList, type SourceEntry, type SourceLookup, withoutList } from './source-list.js';

/** A file of the corpus's input with what is known of it, or a store. */
export interface SourceFile {
  readonly origin: Origin;
  readonly path: string;
  readonly size: number;
  /** Size and time of the last change, of a store its last change: tells a build that goes on from one whose input has changed. */
  readonly stamp: string;
  readonly isStore: boolean;
}

/** Name of a store's database, by which a folder is known as a store. */
const STORE_FILE = 'simsa.db';

/**
 * The files that paths name, in the order named and sorted below a folder; a folder that is a store counts as one.
 * Rights come from `list`, else from the `sources.json` that a folder carries, else nothing is allowed.
 * @throws SimsaError `input.not-found`, `corpus.bad-source-list`
 */
export async function listSources(paths: readonly string[], list: string | null = null): Promise<SourceFile[]> {
  const files = new Map<string, SourceFile>();
  for (const named of paths) {
    const root = await rootOf(named);
    const lookup = await lookupFor(root, list);
    for (const file of await filesBelow(named, root, lookup)) if (!files.has(file.path)) files.set(file.path, file);
  }
  return [...files.values()];
}

async function rootOf(named: string): Promise<string> {
  const found = await stat(named).catch((cause: unknown) => {
    throw new SimsaError('input.not-found', { path: named }, {}, { cause });
  });
  return path.resolve(found.isDirectory() ? named : path.dirname(named));
}

async function lookupFor(root: string, list: string | null): Promise<SourceLookup> {
  if (list) return readSourceList(list, root);
  const own = path.join(root, LIST_NAME);
  const isThere = await stat(own).then(
    () => true,
    () => false,
  );
  return isThere ? readSourceList(own, root) : withoutList;
}

async function filesBelow(named: string, root: string, lookup: SourceLookup): Promise<SourceFile[]> {
  const database = await stat(path.join(named, STORE_FILE)).catch(() => null);
  if (database) return [storeFile(named, lookup(named), database.size)];
  const found: SourceFile[] = [];
  for await (const source of filesAt(named)) {
    const own = path.resolve(source.path ?? source.name);
    const file = path.relative(root, own).split(path.sep).join('/');
    if (file === LIST_NAME) continue;
    const { size, mtimeMs } = await stat(own);
    const entry = lookup(own);
    if (entry.use === 'ignore') continue;
    found.push({ origin: { entry, file }, path: own, size, stamp: `${size}-${Math.round(mtimeMs)}`, isStore: false });
  }
  return found;
}

function storeFile(folder: string, entry: SourceEntry, size: number): SourceFile {
  const origin = { entry: { ...entry, name: 'store' }, file: 'store' };
  return { origin, path: path.resolve(folder), size, stamp: stampOf(folder), isStore: true };
}

/** The last change that the store's own log tells: what was put lies beside the database for a while, which shows no sign of it. */
function stampOf(folder: string): string {
  const store = openStore(folder, { readOnly: true });
  try {
    return `changes-${store.lastSequence}`;
  } finally {
    store.close();
  }
}

/** Cuts a file into batches of records, while it streams: memory does not grow with the file. */
export async function* batchesOf(file: SourceFile): AsyncGenerator<RawBatch> {
  if (file.isStore) {
    yield* storeBatches(file);
    return;
  }
  for await (const part of unpack(await fileSource(file.path))) {
    const inner = part.type === 'source' ? part.name.slice(file.path.length) : '';
    const origin = { ...file.origin, file: `${file.origin.file}${inner}` };
    if (part.type === 'source') yield* partBatches(part.stream, origin);
    else yield* rejected(origin, part.error);
  }
}

function* rejected(origin: Origin, thrown: unknown): Generator<RawBatch> {
  const maker = new BatchMaker({ origin, format: 'gazette', columns: [] });
  yield* maker.reject(plainReject(toSimsaError(thrown), { file: origin.file }));
  yield* maker.finish();
}

/** Bytes of a file that are enough to tell its form. */
const SNIFF = 64 << 10;

async function* partBatches(stream: AsyncIterable<Uint8Array>, origin: Origin): AsyncGenerator<RawBatch> {
  const { head, whole } = await peek(stream);
  const seen = fileHead(head);
  const format = formatOf(seen);
  if (format === null) {
    yield* gazetteBatches(whole, origin);
    return;
  }
  const maker = new BatchMaker({ origin, format: format.name, columns: seen.columns });
  let record = 0;
  try {
    for await (const { bytes, line } of recordsOf(whole, format)) yield* maker.add(bytes, { record: ++record, line });
  } catch (thrown) {
    yield* maker.reject(plainReject(toSimsaError(thrown), { file: origin.file, record: record + 1 }));
  }
  yield* maker.finish();
}

interface Cutting {
  readonly container: Container;
  readonly groupOf?: (line: string) => string;
}

async function* recordsOf(stream: AsyncIterable<Uint8Array>, { container, groupOf }: Cutting) {
  if (container === 'whole') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk.slice());
    yield { bytes: Buffer.concat(chunks), line: 1 };
    return;
  }
  const lines = container === 'table' ? withoutFirst(linesOf(stream)) : linesOf(stream);
  yield* groupOf ? grouped(lines, groupOf) : lines;
}

async function* withoutFirst<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  let isFirst = true;
  for await (const item of items) {
    if (!isFirst) yield item;
    isFirst = false;
  }
}

async function* gazetteBatches(stream: AsyncIterable<Uint8Array>, origin: Origin): AsyncGenerator<RawBatch> {
  const maker = new BatchMaker({ origin, format: 'gazette', columns: [] });
  const source: ByteSource = { name: origin.file, size: null, open: () => stream };
  let record = 0;
  for await (const cut of cutRecords(source)) {
    record++;
    if (cut.type === 'reject') {
      yield* maker.reject(plainReject(cut.error, cut.where));
      continue;
    }
    const { bytes, ...gazette } = cut.record;
    yield* maker.add(bytes, { record, line: record, gazette });
  }
  yield* maker.finish();
}

async function* storeBatches({ path: folder, origin }: SourceFile): AsyncGenerator<RawBatch> {
  const store = openStore(folder, { readOnly: true });
  const maker = new BatchMaker({ origin, format: 'store', columns: [], store: folder });
  try {
    let record = 0;
    for (const id of store.ids()) yield* maker.add(Buffer.from(id), { record: ++record, line: record });
    yield* maker.finish();
  } finally {
    store.close();
  }
}

/** The first bytes of a stream, and the whole of it. A stream that breaks off breaks off where it did, not before its first bytes are used. */
async function peek(stream: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let next = iterator.next();
  while (length < SNIFF) {
    const found = await next.catch(() => null);
    if (!found || found.done) break;
    chunks.push(found.value.slice());
    length += found.value.length;
    next = iterator.next();
    // Its fault is met when it is asked for; until then it must not count as unhandled.
    next.catch(() => {});
  }
  return { head: Buffer.concat(chunks).subarray(0, SNIFF), whole: continued(chunks, next, iterator) };
}

async function* continued(
  chunks: readonly Uint8Array[],
  first: Promise<IteratorResult<Uint8Array>>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let next = first; ; next = rest.next()) {
      const { value, done } = await next;
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
