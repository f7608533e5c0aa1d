import { rowsOf, type SparseRows } from './sparse-rows.js';

/** A plane for each class, which parts it from all others. */
export interface ClassPlanes {
  readonly classes: number;
  /** [columns, classes]: the weights of one column stand together, as rows are read. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** How far each row is on the side of each class: above zero is in. */
export function decide({ classes, weights, biases }: ClassPlanes, rows: SparseRows): readonly Float32Array[] {
  return Array.from({ length: rowsOf(rows) }, (_, row) => {
    const sums = Float64Array.from(biases);
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      const [start, value] = [rows.places[at]! * classes, rows.values[at]!];
      for (let one = 0; one < classes; one++) sums[one]! += weights[start + one]! * value;
    }
    return Float32Array.from(sums);
  });
}
