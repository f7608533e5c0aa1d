import { arrayOf, at, type NdArray } from '../reference/array.js';

export function gatherReference(table: NdArray, ids: readonly number[]): NdArray {
  return arrayOf([ids.length, table.shape[1]!], (row, column) => at(table, ids[row]!, column));
}
