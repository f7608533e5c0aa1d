/**
 * The container of llama.cpp (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, version 3): metadata of
 * typed values, a list of tensors, then the numbers, each tensor at a multiple of 32 bytes.
 */
import { writeWhole } from '../../../core/files.js';
import { sizeOf } from '../tensor.js';
import { type BlockFormat, encodeNumbers, FORMAT_NUMBERS } from './numbers.js';

const ALIGNMENT = 32;

/** Numbers of value types in the file. */
const TYPE = { uint32: 4, int32: 5, float32: 6, boolean: 7, string: 8, array: 9 } as const;

/** A value of the metadata with the type it is kept in. */
export type GgufValue =
  | { readonly type: 'uint32' | 'float32'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'float32s' | 'int32s'; readonly value: readonly number[] };

export interface GgufTensor {
  readonly name: string;
  /** Slowest dimension first, as everywhere else here; the file has it the other way round. */
  readonly shape: readonly number[];
  readonly format: BlockFormat;
  /** Read when its turn comes, so that a large model is never in memory twice. */
  readonly data: () => Float32Array;
}

/** Writes a GGUF file, whole or not at all. */
export function writeGguf(
  path: string,
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): void {
  writeWhole(path, chunksOf(metadata, tensors));
}

function* chunksOf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Generator<Buffer> {
  const values = Object.entries(metadata);
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(3),
    uint64(tensors.length),
    uint64(values.length),
    ...values.flatMap(([key, value]) => [string(key), ...valueBytes(value)]),
    ...tensorList(tensors),
  ]);
  yield padded(header);
  for (const { shape, format, data } of tensors) {
    const numbers = data();
    if (numbers.length !== sizeOf(shape)) throw new RangeError('a tensor has not the length of its shape');
    yield padded(encodeNumbers(numbers, format));
  }
}

function tensorList(tensors: readonly GgufTensor[]): Buffer[] {
  let offset = 0;
  return tensors.flatMap(({ name, shape, format }) => {
    const place = offset;
    offset += aligned(FORMAT_NUMBERS[format].bytes(sizeOf(shape)));
    const dimensions = [...shape].reverse().map(uint64);
    return [string(name), uint32(shape.length), ...dimensions, uint32(FORMAT_NUMBERS[format].code), uint64(place)];
  });
}

function valueBytes(value: GgufValue): Buffer[] {
  switch (value.type) {
    case 'uint32':
      return [uint32(TYPE.uint32), uint32(value.value)];
    case 'float32':
      return [uint32(TYPE.float32), float32(value.value)];
    case 'boolean':
      return [uint32(TYPE.boolean), Buffer.from([value.value ? 1 : 0])];
    case 'string':
      return [uint32(TYPE.string), string(value.value)];
    case 'strings':
      return [uint32(TYPE.array), uint32(TYPE.string), uint64(value.value.length), ...value.value.map(string)];
    case 'float32s':
      return [uint32(TYPE.array), uint32(TYPE.float32), uint64(value.value.length), ...value.value.map(float32)];
    case 'int32s':
      return [uint32(TYPE.array), uint32(TYPE.int32), uint64(value.value.length), ...value.value.map(int32)];
  }
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
