import { arrayOf, at, type NdArray, sum } from '../reference/array.js';

export interface AttentionReferenceOptions {
  readonly batch: number;
  readonly heads: number;
  readonly keyHeads?: number;
  /** [batch or 1, 1, length or 1, length], added to the scores. */
  readonly mask?: NdArray;
  /** [batch, heads, length, length], times the weights. */
  readonly dropped?: NdArray;
}

/** Attention written as its definition: for each text, head and token. */
export function attentionReference(q: NdArray, k: NdArray, v: NdArray, options: AttentionReferenceOptions): NdArray {
  const { batch, heads, keyHeads = heads, mask, dropped } = options;
  const [tokens, width] = q.shape as [number, number];
  const length = tokens / batch;
  const size = width / heads;
  const shared = heads / keyHeads;
  const hidden = (b: number, i: number, j: number) =>
    mask ? at(mask, mask.shape[0] === 1 ? 0 : b, 0, mask.shape[2] === 1 ? 0 : i, j) : 0;
  return arrayOf([tokens, width], (token, column) => {
    const [b, i, head, part] = [Math.floor(token / length), token % length, Math.floor(column / size), column % size];
    const key = Math.floor(head / shared) * size;
    const scores = Array.from({ length }, (_, j) => {
      const product = sum(size, (d) => at(q, token, head * size + d) * at(k, b * length + j, key + d));
      return Math.exp(product / Math.sqrt(size) + hidden(b, i, j));
    });
    const total = sum(length, (j) => scores[j]!);
    const kept = (j: number) => (dropped ? at(dropped, b, head, i, j) : 1);
    return sum(length, (j) => (scores[j]! / total) * kept(j) * at(v, b * length + j, key + part));
  });
}
