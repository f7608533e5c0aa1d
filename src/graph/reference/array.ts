/** Plain arrays of doubles, for the slow references that the operations are held against. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** An array from a function of its indices. */
export function arrayOf(shape: readonly number[], value: (...index: number[]) => number): NdArray {
  const values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) values[i] = value(...indexOf(i, shape));
  return { shape, values };
}

/** The element at an index. */
export function at({ shape, values }: NdArray, ...index: readonly number[]): number {
  return values[index.reduce((place, i, axis) => place * shape[axis]! + i, 0)]!;
}

export function map({ shape, values }: NdArray, value: (x: number) => number): NdArray {
  return { shape, values: values.map(value) };
}

export function sum(count: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += term(i);
  return total;
}

export const reshaped = ({ values }: NdArray, shape: readonly number[]): NdArray => ({ shape, values });

/** The rows of the last axis. */
export function rowsOf({ shape, values }: NdArray): Float64Array[] {
  const width = shape.at(-1)!;
  return Array.from({ length: values.length / width }, (_, i) => values.subarray(i * width, (i + 1) * width));
}

/** An array with each row of the last axis replaced. */
export function mapRows(x: NdArray, row: (values: Float64Array, i: number) => ArrayLike<number>): NdArray {
  const rows = rowsOf(x).map(row);
  const width = rows[0]!.length;
  const values = new Float64Array(rows.length * width);
  for (const [i, part] of rows.entries()) values.set(part, i * width);
  return { shape: [...x.shape.slice(0, -1), width], values };
}

function indexOf(place: number, shape: readonly number[]): number[] {
  const index = new Array<number>(shape.length);
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
