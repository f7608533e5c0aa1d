/** A tensor of a checkpoint: row-major, whatever the file kept it in. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** An opened checkpoint: what it holds is known, values are read when asked for. */
export interface TensorFile {
  readonly names: readonly string[];
  /** Null when there is no such tensor. */
  shapeOf(name: string): readonly number[] | null;
  /** @throws `model.missing-tensors` when there is no such tensor. */
  read(name: string): NamedTensor;
  /** Free text that the file carries about itself. */
  readonly metadata: Readonly<Record<string, string>>;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
