import type { DocumentOrdinal, Matches } from './types.js';

export interface Ranked {
  readonly document: DocumentOrdinal;
  readonly score: number;
}

/**
 * The `count` best matches, best first; equal scores in order of ordinal. A heap of the best so far:
 * sorting all of 40,000 matches to show ten takes longer than finding them.
 */
export function best({ documents, scores }: Matches, count: number): Ranked[] {
  const size = Math.min(count, documents.length);
  if (size === 0) return [];
  const heap = new Uint32Array(size);
  const isWorse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  const siftDown = (start: number) => {
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) return;
      if (child + 1 < size && isWorse(heap[child + 1]!, heap[child]!)) child++;
      if (!isWorse(heap[child]!, heap[at]!)) return;
      [heap[at], heap[child]] = [heap[child]!, heap[at]!];
      at = child;
    }
  };
  for (let index = 0; index < size; index++) heap[index] = index;
  for (let at = (size >>> 1) - 1; at >= 0; at--) siftDown(at);
  for (let index = size; index < documents.length; index++) {
    if (!isWorse(heap[0]!, index)) continue;
    heap[0] = index;
    siftDown(0);
  }
  return Array.from(heap)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .map((index) => ({ document: documents[index]!, score: scores[index]! }));
}
