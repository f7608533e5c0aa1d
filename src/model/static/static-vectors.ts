import { SimsaError } from '../../core/index.js';
import { openSafetensors, writeSafetensors } from '../checkpoints/safetensors.js';

/** File of the vectors in a model's folder. */
export const STATIC_VECTORS = 'static.safetensors';

/** A vector for each word of a vocabulary, one a row: what a text is, without its order and without a network. */
export interface WordTable {
  readonly size: number;
  readonly width: number;
  /** [size, width]; how much a word says of a text is in the length of its vector. */
  readonly values: Float32Array;
}

/** The sum of the vectors of some words, at length one; zeros where none of them has a vector. */
export function poolWords({ width, values }: WordTable, ids: ArrayLike<number>): Float32Array {
  const sum = new Float32Array(width);
  for (let at = 0; at < ids.length; at++) {
    const row = ids[at]! * width;
    for (let k = 0; k < width; k++) sum[k]! += values[row + k]!;
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}

/** Two vectors of length one as one of length one, in which both count the same. */
export function joinVectors(first: Float32Array, second: Float32Array): Float32Array {
  const joined = new Float32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined.map((value) => value * Math.SQRT1_2);
}

const LARGEST = 127;

/** Writes a table in 8 bits with a scale a row: a quarter of the size, and vectors turned by less than a degree. */
export function writeWordTable(path: string, { size, width, values }: WordTable): void {
  const [vectors, scales] = [new Int8Array(size * width), new Float32Array(size)];
  for (let row = 0; row < size; row++) {
    const own = values.subarray(row * width, (row + 1) * width);
    const scale = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST;
    scales[row] = scale;
    if (scale > 0)
      vectors.set(
        own.map((value) => Math.round(value / scale)),
        row * width,
      );
  }
  writeSafetensors(path, [
    { name: 'vectors', shape: [size, width], data: vectors },
    { name: 'scales', shape: [size], data: scales },
  ]);
}

/**
 * Reads such a file.
 * @param vocabularySize rows that are wanted.
 * @throws `model.not-safetensors`, `model.cut-short`, `model.missing-tensors`, `model.wrong-shape`
 */
export function readWordTable(path: string, vocabularySize: number): WordTable {
  const file = openSafetensors(path);
  const { shape, data: values } = file.read('vectors');
  const scales = file.read('scales').data;
  const [size = 0, width = 0] = shape;
  if (shape.length !== 2 || size !== vocabularySize || scales.length !== size) {
    const details = { name: 'vectors', found: `[${shape.join(', ')}]`, wanted: `[${vocabularySize}, width]` };
    throw new SimsaError('model.wrong-shape', details, { file: path });
  }
  for (let at = 0; at < values.length; at++) values[at]! *= scales[Math.floor(at / width)]!;
  return { size, width, values };
}
