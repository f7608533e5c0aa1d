import { arrayOf, at, type NdArray } from '../reference/array.js';

export function transposeReference(x: NdArray, order: readonly number[]): NdArray {
  const shape = order.map((axis) => x.shape[axis]!);
  return arrayOf(shape, (...index) => at(x, ...order.map((_, axis) => index[order.indexOf(axis)]!)));
}

export function sliceReference(x: NdArray, axis: number, start: number, end: number): NdArray {
  return arrayOf(x.shape.with(axis, end - start), (...index) => at(x, ...index.with(axis, index[axis]! + start)));
}

export function concatReference(a: NdArray, b: NdArray, axis: number): NdArray {
  const first = a.shape[axis]!;
  return arrayOf(a.shape.with(axis, first + b.shape[axis]!), (...index) => {
    const place = index[axis]!;
    return place < first ? at(a, ...index) : at(b, ...index.with(axis, place - first));
  });
}
