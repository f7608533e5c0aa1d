/** Rows of which most numbers are zero: those of row `r` are `values[starts[r]] … values[starts[r + 1] − 1]`. */
export interface SparseRows {
  readonly columns: number;
  /** One entry more than rows. */
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float32Array;
}

export const rowsOf = ({ starts }: SparseRows): number => starts.length - 1;

/** Puts rows together; each is a list of places and their values. */
export function sparseRows(columns: number, rows: readonly (readonly (readonly [number, number])[])[]): SparseRows {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => {
    starts[at + 1] = starts[at]! + row.length;
  });
  const [places, values] = [new Uint32Array(starts.at(-1)!), new Float32Array(starts.at(-1)!)];
  rows.forEach((row, at) => {
    row.forEach(([place, value], within) => {
      places[starts[at]! + within] = place;
      values[starts[at]! + within] = value;
    });
  });
  return { columns, starts, places, values };
}

/** Puts the numbers of a vector behind each row, in columns of their own. */
export function withVectors(rows: SparseRows, vectors: readonly Float32Array[]): SparseRows {
  const width = vectors[0]?.length ?? 0;
  const starts = rows.starts.map((start, row) => start + row * width);
  const [places, values] = [new Uint32Array(starts.at(-1)!), new Float32Array(starts.at(-1)!)];
  vectors.forEach((vector, row) => {
    const [from, to] = [rows.starts[row]!, rows.starts[row + 1]!];
    const end = starts[row]! + to - from;
    places.set(rows.places.subarray(from, to), starts[row]!);
    values.set(rows.values.subarray(from, to), starts[row]!);
    places.set(
      vector.map((_, at) => rows.columns + at),
      end,
    );
    values.set(vector, end);
  });
  return { columns: rows.columns + width, starts, places, values };
}
