import { leadingEigenpairs, type SymmetricMatrix } from './eigenpairs.js';
import type { NeighbourCounts } from './neighbours.js';

/** Exponent of context counts: rare contexts say less than their count has it (Levy, Goldberg and Dagan 2015). */
const SMOOTHING = 0.75;

/**
 * Vectors of words from what stands near them: positive pointwise mutual information, its leading directions, each
 * scaled by the root of its weight (Levy and Goldberg 2014).
 * @returns [size, width], one vector a row; rows of tokens that were hardly seen are zero.
 */
export function wordVectors(counts: NeighbourCounts, width: number, seed: number): Float32Array {
  const { size } = counts;
  const { values, vectors } = leadingEigenpairs(positiveInformation(counts), width, seed);
  const table = new Float32Array(size * width);
  for (let k = 0; k < width; k++) {
    const scale = Math.sqrt(Math.max(0, values[k]!));
    for (let word = 0; word < size; word++) table[word * width + k] = vectors[k]![word]! * scale;
  }
  return table;
}

/** max(0, ln (pair · total / (word · context))), made symmetric by the mean of both readings of a pair. */
export function positiveInformation({ size, rows, columns, counts }: NeighbourCounts): SymmetricMatrix {
  const totals = new Float64Array(size);
  forEachPair({ size, rows, columns, counts }, (row, column, count) => {
    totals[row]! += count;
    if (column !== row) totals[column]! += count;
  });
  const all = totals.reduce((sum, total) => sum + total, 0);
  const smoothed = totals.map((total) => total ** SMOOTHING);
  const share = smoothed.reduce((sum, value) => sum + value, 0);
  const values = new Float32Array(counts.length);
  let at = 0;
  forEachPair({ size, rows, columns, counts }, (row, column, count) => {
    const reading = (word: number, context: number) =>
      Math.log(count / all / ((totals[word]! / all) * (smoothed[context]! / share)));
    values[at++] = Math.max(0, (reading(row, column) + reading(column, row)) / 2);
  });
  return { size, rows, columns, values };
}

function forEachPair(
  { size, rows, columns, counts }: NeighbourCounts,
  visit: (row: number, column: number, count: number) => void,
): void {
  for (let row = 0; row < size; row++)
    for (let at = rows[row]!; at < rows[row + 1]!; at++) visit(row, columns[at]!, counts[at]!);
}
