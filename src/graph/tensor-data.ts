import type { TensorData } from './types.js';

/** Numbers as data of a tensor. */
export function floats(values: Float32Array | readonly number[], shape?: readonly number[]): TensorData {
  const data = values instanceof Float32Array ? values : Float32Array.from(values);
  return { dtype: 'float32', shape: shape ?? [data.length], data };
}

/** Whole numbers (ids, positions, labels) as data of an int64 tensor. */
export function integers(values: Int32Array | readonly number[], shape?: readonly number[]): TensorData {
  const data = values instanceof Int32Array ? values : Int32Array.from(values);
  return { dtype: 'int64', shape: shape ?? [data.length], data };
}
