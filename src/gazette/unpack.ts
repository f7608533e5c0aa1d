/**
 * Takes compression and archives off, told from the bytes and never from the name: gzip, Zstandard and ZIP, inside
 * one another too (the EPO delivers ZIP in ZIP). One allowance for each file the user named bounds what all layers
 * together may unpack to, which stops bombs of every make, nested and overlapping ones included.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import iconv from 'iconv-lite';
import yauzl from 'yauzl';
import { SimsaError } from '../core/index.js';
import { leave, peek } from './bytes.js';
import type { ByteSource, Reject } from './types.js';

export interface UnpackLimits {
  /** Archives and compressions inside one another. */
  readonly depth: number;
  readonly entries: number;
  /** How often the bytes of the outermost file may be multiplied by all layers together … */
  readonly ratio: number;
  /** … on top of this many bytes, which small files of repeated text may always have. */
  readonly free: number;
}

export const UNPACK_LIMITS: UnpackLimits = { depth: 6, entries: 2_000_000, ratio: 250, free: 256 * 1024 * 1024 };

/** Archives up to this size are unpacked in memory, larger ones inside another archive through a temporary file. */
const IN_MEMORY = 32 * 1024 * 1024;

/** A source that needs no more unpacking, with its bytes at hand, or a reject for what could not be unpacked. */
export type Unpacked =
  | { readonly type: 'source'; readonly name: string; readonly stream: AsyncIterable<Uint8Array> }
  | Reject;

/**
 * Unpacks a source completely. Members are named after `!` (`week.zip!ipg.xml`) and come in the order of the archive;
 * each stream must be read, or left, before the next is asked for.
 */
export async function* unpack(source: ByteSource, limits: UnpackLimits = UNPACK_LIMITS): AsyncGenerator<Unpacked> {
  const allowance = new Allowance(source, limits);
  yield* unpackLayer(source, { allowance, limits, depth: 0 });
}

interface Layer {
  readonly allowance: Allowance;
  readonly limits: UnpackLimits;
  readonly depth: number;
}

class Allowance {
  private left: number;
  private readonly granted: number;

  constructor(source: ByteSource, limits: UnpackLimits) {
    this.granted = limits.free + limits.ratio * (source.size ?? 0);
    this.left = this.granted;
  }

  async *meter(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      this.left -= chunk.length;
      if (this.left < 0) throw new SimsaError('gazette.archive-bomb', { reason: `more than ${this.granted} bytes` });
      yield chunk;
    }
  }
}

async function* unpackLayer(source: ByteSource, layer: Layer): AsyncGenerator<Unpacked> {
  const { allowance, limits, depth } = layer;
  if (depth > limits.depth) {
    yield rejectAt(source.name, new SimsaError('gazette.archive-bomb', { reason: `${depth} archives in one another` }));
    return;
  }
  let peeked: Awaited<ReturnType<typeof peek>>;
  try {
    peeked = await peek(source.open(), 4);
  } catch (thrown) {
    // A member that fails at its first bytes takes no other with it.
    yield rejectAt(source.name, broken(thrown));
    return;
  }
  const { head, whole } = peeked;
  const inner = { ...layer, depth: depth + 1 };
  switch (packingOf(head)) {
    case 'gzip':
      yield* unpackLayer(packed(source, allowance.meter(named(gunzip(whole)))), inner);
      return;
    case 'zstd':
      yield* unpackLayer(packed(source, allowance.meter(named(unzstd(whole)))), inner);
      return;
    case 'zip':
      yield* unpackZip(source, whole, inner);
      return;
    case null:
      yield { type: 'source', name: source.name, stream: whole };
  }
}

/** What a compressed stream holds; it has no member name of its own and can be opened once. */
function packed({ name }: ByteSource, stream: AsyncIterable<Uint8Array>): ByteSource {
  return { name, size: null, open: () => stream };
}

function packingOf(head: Buffer): 'gzip' | 'zstd' | 'zip' | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))) return 'zstd';
  if (head.equals(Buffer.from('PK\x03\x04', 'latin1')) || head.equals(Buffer.from('PK\x05\x06', 'latin1')))
    return 'zip';
  return null;
}

function gunzip(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzipped = createGunzip({ chunkSize: 1 << 18 });
  const input = Readable.from(stream);
  input.on('error', (error) => gunzipped.destroy(error));
  return input.pipe(gunzipped);
}

async function* unzstd(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const decompress = new Decompress((chunk) => {
    ready.push(chunk);
  });
  for await (const chunk of stream) {
    // Small pieces, because the decoder gives out all it can make of a push at once.
    for (let from = 0; from < chunk.length; from += 1 << 16) {
      decompress.push(chunk.subarray(from, from + (1 << 16)));
      yield* ready;
      ready = [];
    }
  }
  decompress.push(new Uint8Array(0), true);
  yield* ready;
}

/** Faults of a decoder as named errors; ours pass. */
async function* named(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (cause) {
    throw broken(cause);
  }
}

function broken(cause: unknown): SimsaError {
  if (cause instanceof SimsaError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SimsaError('gazette.broken-archive', { reason }, {}, { cause });
}

async function* unpackZip(
  source: ByteSource,
  whole: AsyncIterable<Uint8Array>,
  layer: Layer,
): AsyncGenerator<Unpacked> {
  let opened: OpenArchive;
  try {
    opened = await openArchive(source, whole);
  } catch (thrown) {
    yield rejectAt(source.name, broken(thrown));
    return;
  }
  try {
    yield* unpackEntries(source, opened.zip, layer);
  } catch (thrown) {
    yield rejectAt(source.name, broken(thrown));
  } finally {
    opened.zip.close();
    await opened.dispose();
  }
}

async function* unpackEntries(archive: ByteSource, zip: yauzl.ZipFile, layer: Layer): AsyncGenerator<Unpacked> {
  let count = 0;
  let done = 0;
  for await (const entry of entriesOf(zip)) {
    if (++count > layer.limits.entries) {
      throw new SimsaError('gazette.archive-bomb', { reason: `more than ${layer.limits.entries} entries` });
    }
    const member = memberName(entry);
    const name = `${archive.name}!${member}`;
    if (isOutside(member)) {
      yield rejectAt(name, new SimsaError('gazette.unsafe-path', { name: member }));
    } else if (!member.endsWith('/')) {
      const before = done;
      const open = () =>
        told(layer.allowance.meter(named(readEntry(zip, entry))), entry, (bytes) => archive.onRead?.(before + bytes));
      yield* unpackLayer({ name, size: entry.uncompressedSize, open }, layer);
    }
    done += entry.compressedSize;
  }
}

/** Tells of each piece of a member how many of the archive's bytes it took, as far as the member's sizes say. */
async function* told(
  stream: AsyncIterable<Uint8Array>,
  { compressedSize, uncompressedSize }: yauzl.Entry,
  tell: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of stream) {
    read += chunk.length;
    tell(Math.round(compressedSize * Math.min(1, read / Math.max(1, uncompressedSize))));
    yield chunk;
  }
}

interface OpenArchive {
  readonly zip: yauzl.ZipFile;
  readonly dispose: () => Promise<void>;
}

/** ZIP keeps its directory at the end, so an archive that is itself a member must first be held somewhere. */
async function openArchive(source: ByteSource, whole: AsyncIterable<Uint8Array>): Promise<OpenArchive> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;
  if (source.path !== undefined) {
    await leave(whole);
    return { zip: await yauzl.openPromise(source.path, options), dispose: async () => {} };
  }
  if (source.size !== null && source.size <= IN_MEMORY) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of whole) chunks.push(chunk);
    return { zip: await yauzl.fromBufferPromise(Buffer.concat(chunks), options), dispose: async () => {} };
  }
  const path = join(tmpdir(), `simsa-${randomUUID()}.zip`);
  const dispose = () => rm(path, { force: true });
  try {
    await pipeline(whole, createWriteStream(path, { mode: 0o600 }));
    return { zip: await yauzl.openPromise(path, options), dispose };
  } catch (thrown) {
    await dispose();
    throw thrown;
  }
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  yield* zip.eachEntry();
}

async function* readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  yield* await zip.openReadStreamPromise(entry);
}

const UTF8_NAME = 0x800;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Korean archives write their names in CP949 and do not say so; every other name of this field is ASCII or UTF-8. */
function memberName(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw;
  if (entry.generalPurposeBitFlag & UTF8_NAME) return raw.toString('utf8').replaceAll('\\', '/');
  try {
    return utf8.decode(raw).replaceAll('\\', '/');
  } catch {
    // CP949 has no backslash of its own: the byte may be the second half of a syllable, so only decoded text is searched.
    return iconv.decode(raw, 'cp949').replaceAll('\\', '/');
  }
}

function isOutside(name: string): boolean {
  return name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..') || name.includes('\0');
}

function rejectAt(file: string, error: SimsaError): Reject {
  const where = { ...error.where, file };
  return { type: 'reject', error: new SimsaError(error.code, error.details, where, { cause: error.cause }), where };
}
