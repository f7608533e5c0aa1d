import { arrayOf, at, type NdArray, sum } from '../reference/array.js';
import { matmulReference } from './gemm.reference.js';
import { linearReference } from './linear.reference.js';
import { softmaxReference } from './softmax.reference.js';

export function crossEntropyReference(logits: NdArray, labels: readonly number[], weights: readonly number[]): NdArray {
  const p = softmaxReference(logits);
  return arrayOf([1], () => sum(labels.length, (row) => -weights[row]! * Math.log(at(p, row, labels[row]!))));
}

export function vocabularyLossReference(
  x: NdArray,
  table: NdArray,
  { bias, labels, weights }: { bias: NdArray; labels: readonly number[]; weights: readonly number[] },
): NdArray {
  return crossEntropyReference(linearReference(x, table, bias), labels, weights);
}

export function binaryCrossEntropyReference(z: NdArray, targets: NdArray, weights: NdArray): NdArray {
  const each = (i: number) => Math.log1p(Math.exp(z.values[i]!)) - targets.values[i]! * z.values[i]!;
  return arrayOf([1], () => sum(z.values.length, (i) => weights.values[i]! * each(i)));
}

export function contrastiveLossReference(a: NdArray, b: NdArray, temperature: number): NdArray {
  const labels = Array.from({ length: a.shape[0]! }, (_, i) => i);
  const weights = labels.map(() => 0.5 / labels.length);
  const options = { transposeB: true, alpha: 1 / temperature };
  const forth = crossEntropyReference(matmulReference(a, b, options), labels, weights);
  const back = crossEntropyReference(matmulReference(b, a, options), labels, weights);
  return arrayOf([1], () => forth.values[0]! + back.values[0]!);
}
