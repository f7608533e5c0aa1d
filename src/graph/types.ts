export type DType = 'float32' | 'int64' | 'int32' | 'int8' | 'uint8' | 'bool';

/**
 * One side of a tensor: a number, or a name (`batch`, `batch*length`) where a graph is used with many sizes.
 * Training graphs have numbers only; names are for graphs that are exported.
 */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** What is known of a tensor without its data. */
export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Data of one tensor on the side of the caller; `int64` is given as Int32Array, ids are never larger. */
export interface TensorData {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Int8Array | Uint8Array;
}
