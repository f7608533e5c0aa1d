import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { z } from 'zod';
import { writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';
import { BYTES_OF, type NumberFormat, toFloat32 } from './numbers.js';
import { type NamedTensor, sizeOf, type TensorFile } from './tensor.js';

/** Longest header that is believed, as in the reference implementation. */
const MAX_HEADER = 100_000_000;

const entrySchema = z.object({
  dtype: z.enum(Object.keys(BYTES_OF) as [NumberFormat, ...NumberFormat[]]),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const headerSchema = z.record(z.string(), z.unknown());
type Entry = z.infer<typeof entrySchema>;

/**
 * Opens a safetensors file (https://github.com/huggingface/safetensors): eight bytes with the length of a
 * JSON header, the header, then the numbers, little-endian. Nothing of such a file is ever executed.
 * @throws `model.not-safetensors`, `model.cut-short`
 */
export function openSafetensors(path: string): TensorFile {
  const { entries, metadata, start } = readHeader(path);
  return {
    names: [...entries.keys()],
    metadata,
    shapeOf: (name) => entries.get(name)?.shape ?? null,
    read(name) {
      const entry = entries.get(name);
      if (!entry) throw new SimsaError('model.missing-tensors', { count: 1, names: name }, { file: path });
      const [from, to] = entry.data_offsets;
      return { name, shape: entry.shape, data: toFloat32(readBytes(path, start + from, to - from), entry.dtype) };
    },
  };
}

function readHeader(path: string) {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const first = take(file, path, { at: 0, length: 8, size });
    refusePickle(first, path);
    const length = Number(first.readBigUInt64LE(0));
    if (length > MAX_HEADER) throw foreign(path, 'the length of its header makes no sense');
    const text = take(file, path, { at: 8, length, size }).toString('utf8');
    const { entries, metadata } = parseHeader(text, path);
    const start = 8 + length;
    checkLayout(entries, { path, available: size - start });
    return { entries, metadata, start };
  } finally {
    closeSync(file);
  }
}

/**
 * Python's pickle begins with the byte 0x80 and its protocol, PyTorch's newer files are zip archives of such. A header of
 * 640 bytes begins like that too, but a pickle's next bytes are no zeros.
 */
function refusePickle(first: Buffer, path: string): void {
  const isPickle = first[0] === 0x80 && first[1]! <= 5 && first.readBigUInt64LE(0) > MAX_HEADER;
  const isZip = first.toString('latin1', 0, 4) === 'PK\x03\x04';
  if (isPickle || isZip) throw foreign(path, 'it is a pickle, which can run code when opened');
}

function parseHeader(text: string, path: string) {
  try {
    const { __metadata__, ...tensors } = headerSchema.parse(JSON.parse(text));
    const metadata = z.record(z.string(), z.string()).parse(__metadata__ ?? {});
    const entries = new Map(Object.entries(tensors).map(([name, entry]) => [name, entrySchema.parse(entry)]));
    return { entries, metadata };
  } catch (cause) {
    throw new SimsaError(
      'model.not-safetensors',
      { path, reason: 'its header cannot be read' },
      { file: path },
      { cause },
    );
  }
}

/** Tensors lie one after the other without gaps or overlaps, and all of them are there. */
function checkLayout(entries: ReadonlyMap<string, Entry>, { path, available }: { path: string; available: number }) {
  let end = 0;
  for (const [name, { dtype, shape, data_offsets }] of [...entries].sort(byPlace)) {
    const [from, to] = data_offsets;
    if (from !== end) throw foreign(path, `${name} does not begin where the tensor before it ends`);
    if (to - from !== sizeOf(shape) * BYTES_OF[dtype])
      throw foreign(path, `the length of ${name} does not fit its shape`);
    end = to;
  }
  if (end > available) throw new SimsaError('model.cut-short', { path, wanted: end, found: available }, { file: path });
}

function byPlace([, a]: readonly [string, Entry], [, b]: readonly [string, Entry]): number {
  return a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1];
}

function take(file: number, path: string, { at, length, size }: { at: number; length: number; size: number }): Buffer {
  if (at + length > size)
    throw new SimsaError('model.cut-short', { path, wanted: at + length, found: size }, { file: path });
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
}

/** Bytes of a file from a place on. Tensors are read one at a time, so a large checkpoint never stands in memory twice. */
function readBytes(path: string, at: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const read = readSync(file, bytes, filled, Math.min(length - filled, 1 << 30), at + filled);
      if (read === 0) throw new SimsaError('model.cut-short', { path, wanted: length, found: filled }, { file: path });
      filled += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function foreign(path: string, reason: string): SimsaError {
  return new SimsaError('model.not-safetensors', { path, reason }, { file: path });
}

/** A tensor as it is written: floats of 32 bits, of 16 bits as {@link toHalves} gives them, or whole numbers of 8 bits. */
type WrittenTensor = Omit<NamedTensor, 'data'> & { readonly data: Float32Array | Uint16Array | Int8Array };

/** Writes tensors, whole or not at all. Names are sorted: the same tensors give the same bytes. */
export function writeSafetensors(
  path: string,
  tensors: readonly WrittenTensor[],
  metadata: Readonly<Record<string, string>> = {},
): void {
  if (endianness() !== 'LE') throw new SimsaError('internal', { reason: 'safetensors needs a little-endian machine' });
  // `format: pt` is what transformers asks for before it opens a file.
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...metadata } };
  const sorted = [...tensors].sort((a, b) => (a.name < b.name ? -1 : 1));
  let end = 0;
  for (const { name, shape, data } of sorted) {
    const dtype = data instanceof Int8Array ? 'I8' : data instanceof Uint16Array ? 'F16' : 'F32';
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  writeWhole(path, [...headerBytes(header), ...sorted.map(({ data }) => bytesOf(data))]);
}

/** The header is filled with blanks so that the numbers begin at a multiple of eight. */
function headerBytes(header: Readonly<Record<string, unknown>>): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((8 - (text.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length + padding.length));
  return [length, text, padding];
}

function bytesOf(data: WrittenTensor['data']): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
