/** A pair that may be merged, with what it was worth when it was offered. */
export interface MergeCandidate {
  readonly pair: number;
  readonly value: number;
}

/** The candidate worth most on top; of equal ones the pair that was met first. */
export class CandidateHeap {
  readonly #heap: MergeCandidate[] = [];

  push(pair: number, value: number): void {
    const heap = this.#heap;
    const candidate = { pair, value };
    let at = heap.push(candidate) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(candidate, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = candidate;
  }

  pop(): MergeCandidate | null {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return null;
    if (heap.length > 0) this.#sink(last);
    return top;
  }

  #sink(candidate: MergeCandidate): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, candidate)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = candidate;
  }
}

const isBefore = (a: MergeCandidate, b: MergeCandidate) =>
  a.value > b.value || (a.value === b.value && a.pair < b.pair);
