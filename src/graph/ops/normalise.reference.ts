import { mapRows, type NdArray, sum } from '../reference/array.js';

export function layerNormReference(x: NdArray, weight: NdArray, bias: NdArray, epsilon = 1e-12): NdArray {
  return mapRows(x, (row) => {
    const mean = sum(row.length, (i) => row[i]!) / row.length;
    const variance = sum(row.length, (i) => (row[i]! - mean) ** 2) / row.length;
    return row.map(
      (value, i) => ((value - mean) / Math.sqrt(variance + epsilon)) * weight.values[i]! + bias.values[i]!,
    );
  });
}

export function rmsNormReference(x: NdArray, weight: NdArray, epsilon = 1e-5): NdArray {
  return mapRows(x, (row) => {
    const square = sum(row.length, (i) => row[i]! ** 2) / row.length;
    return row.map((value, i) => (value / Math.sqrt(square + epsilon)) * weight.values[i]!);
  });
}

export function normaliseRowsReference(x: NdArray): NdArray {
  return mapRows(x, (row) => {
    const length = Math.sqrt(sum(row.length, (i) => row[i]! ** 2));
    return row.map((value) => value / length);
  });
}
