import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { SimsaError } from '../../../core/index.js';
import { BYTES_OF, type NumberFormat, toFloat32 } from '../numbers.js';
import { sizeOf, type TensorFile } from '../tensor.js';
import { crc32c, masked } from './crc32c.js';
import { type Fields, fieldsOf, messagesIn, numberIn } from './messages.js';
import { tableEntries } from './table.js';

/** Numbers of `tensorflow.DataType` that hold weights; others (text, resources) are left out of the list. */
const NUMBER_FORMATS: Readonly<Record<number, NumberFormat>> = {
  1: 'F32',
  2: 'F64',
  3: 'I32',
  4: 'U8',
  5: 'I16',
  6: 'I8',
  9: 'I64',
  10: 'BOOL',
  14: 'BF16',
  19: 'F16',
};

interface Entry {
  readonly format: NumberFormat;
  readonly shape: readonly number[];
  readonly shard: number;
  readonly offset: number;
  readonly size: number;
  readonly checksum: number;
}

/**
 * Opens a checkpoint as TensorFlow saves it (`NAME.index` with `NAME.data-00000-of-0000N`; tensor_bundle.proto).
 * @param prefix the path up to `.index`, or the path of the `.index` file.
 * @throws `model.bad-checkpoint`, `model.cut-short`
 */
export function openTensorflowCheckpoint(prefix: string): TensorFile {
  const base = prefix.replace(/\.index$/, '');
  const { entries, shards } = readIndex(`${base}.index`);
  const pathOf = (shard: number) => `${base}.data-${digits(shard)}-of-${digits(shards)}`;
  for (const { shard } of entries.values())
    if (!existsSync(pathOf(shard))) throw damaged(`${base}.index`, `${pathOf(shard)} is missing`);
  return {
    names: [...entries.keys()],
    metadata: {},
    shapeOf: (name) => entries.get(name)?.shape ?? null,
    read(name) {
      const entry = entries.get(name);
      if (!entry) throw new SimsaError('model.missing-tensors', { count: 1, names: name }, { file: base });
      const bytes = readChecked(pathOf(entry.shard), entry, name);
      return { name, shape: entry.shape, data: toFloat32(bytes, entry.format) };
    },
  };
}

function digits(shard: number): string {
  return String(shard).padStart(5, '0');
}

function readIndex(path: string): { entries: ReadonlyMap<string, Entry>; shards: number } {
  try {
    const entries = new Map<string, Entry>();
    let shards = 0;
    for (const [key, value] of tableEntries(readFileSync(path))) {
      // The first key is empty: its value tells about the checkpoint as a whole.
      if (key === '') shards = shardsOf(fieldsOf(value));
      else {
        const entry = entryOf(fieldsOf(value));
        if (entry) entries.set(key, entry);
      }
    }
    if (shards === 0) throw new Error('it has no header');
    return { entries, shards };
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error), error);
  }
}

function shardsOf(header: Fields): number {
  if (numberIn(header, 2) !== 0) throw new Error('it is big-endian');
  return numberIn(header, 1);
}

function entryOf(fields: Fields): Entry | null {
  const format = NUMBER_FORMATS[numberIn(fields, 1)];
  if (!format) return null;
  if (fields.has(7)) throw new Error('a tensor is saved in slices, which is not supported');
  const shape = messagesIn(fields, 2).flatMap((dimensions) => messagesIn(dimensions, 2).map((d) => numberIn(d, 1)));
  const size = numberIn(fields, 5);
  if (size !== sizeOf(shape) * BYTES_OF[format]) throw new Error('the length of a tensor does not fit its shape');
  return {
    format,
    shape,
    size,
    shard: numberIn(fields, 3),
    offset: numberIn(fields, 4),
    checksum: numberIn(fields, 6),
  };
}

function readChecked(path: string, { offset, size, checksum }: Entry, name: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const found = fstatSync(file).size;
    if (offset + size > found)
      throw new SimsaError('model.cut-short', { path, wanted: offset + size, found }, { file: path });
    const bytes = Buffer.alloc(size);
    readSync(file, bytes, 0, size, offset);
    if (masked(crc32c(bytes)) !== checksum) throw damaged(path, `the checksum of ${name} is wrong`);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function damaged(path: string, reason: string, cause?: unknown): SimsaError {
  return new SimsaError('model.bad-checkpoint', { path, reason }, { file: path }, { cause });
}
