/** How often what belongs together is found among all candidates. */
export interface Found {
  readonly queries: number;
  /** Share of the queries whose own text comes first (R@1), and among the first ten (R@10). */
  readonly first: number;
  readonly ten: number;
}

/** Vectors one after the other, each as wide as the others. */
export interface Rows {
  readonly width: number;
  readonly values: Float32Array;
}

/**
 * Looks for the text that belongs to each query among the texts of all: row i of `texts` belongs to row i of `queries`.
 * All rows are of length one. A text as near as the right one counts as nearer, so that equal vectors find nothing.
 */
export function findOwn(queries: Rows, texts: Rows): Found {
  const count = queries.values.length / queries.width;
  let [first, ten] = [0, 0];
  for (let query = 0; query < count; query++) {
    const nearer = nearerThanOwn(queries, texts, query);
    if (nearer < 1) first++;
    if (nearer < 10) ten++;
  }
  return { queries: count, first: count > 0 ? first / count : 0, ten: count > 0 ? ten / count : 0 };
}

function nearerThanOwn(queries: Rows, texts: Rows, query: number): number {
  const { width } = queries;
  const vector = queries.values.subarray(query * width, (query + 1) * width);
  const own = product(vector, texts.values, query * width);
  let nearer = 0;
  for (let text = 0; text < texts.values.length / width; text++)
    if (text !== query && product(vector, texts.values, text * width) >= own) nearer++;
  return nearer;
}

function product(vector: Float32Array, values: Float32Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += vector[at]! * values[from + at]!;
  return sum;
}
