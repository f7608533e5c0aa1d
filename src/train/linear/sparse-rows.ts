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
