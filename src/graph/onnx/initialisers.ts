import type { DType } from '../types.js';
import { ELEMENT_TYPES } from './model.js';
import { readProtobuf } from './protobuf.js';

/** A constant of a model: its values as they stand in the file, little-endian and row-major. */
export interface ReadInitialiser {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

const DTYPES = new Map(Object.entries(ELEMENT_TYPES).map(([dtype, number]) => [number, dtype as DType]));

/**
 * Constants of an `.onnx` file by name, where their values stand in the file itself as `raw_data`, in a type that is
 * known here; others are left out.
 * @throws RangeError where the bytes are no message or are cut short
 */
export function readInitialisers(model: Uint8Array): ReadonlyMap<string, ReadInitialiser> {
  const found = new Map<string, ReadInitialiser>();
  for (const graph of messages(model, 7))
    for (const message of messages(graph, 5)) {
      const { name, ...initialiser } = readTensor(message);
      if (initialiser.dtype && initialiser.bytes) found.set(name, initialiser as ReadInitialiser);
    }
  return found;
}

/** Fields of `TensorProto` (onnx.proto3): 1 sides, 2 type, 8 name, 9 values. */
function readTensor(message: Uint8Array) {
  let [name, dtype, bytes]: [string, DType | undefined, Uint8Array | undefined] = ['', undefined, undefined];
  const shape: number[] = [];
  for (const { field, value } of readProtobuf(message)) {
    if (field === 1) shape.push(Number(value));
    else if (field === 2) dtype = DTYPES.get(Number(value));
    else if (field === 8) name = Buffer.from(value as Uint8Array).toString('utf8');
    else if (field === 9) bytes = value as Uint8Array;
  }
  return { name, dtype, shape, bytes };
}

function* messages(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const { field, value } of readProtobuf(message))
    if (field === wanted && value instanceof Uint8Array) yield value;
}
