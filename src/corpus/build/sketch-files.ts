import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Sketch, type Sketches, sketchLength } from '../duplicates/index.js';

/**
 * The sketches that stage one left in a file for each batch. Those of one batch lie in memory at a time, so documents
 * should be asked for in order.
 */
export class SketchFiles implements Sketches {
  #batch = -1;
  #sketches: readonly Sketch[] = [];

  /** @param starts number of the first document of each batch, and last the number of all */
  constructor(
    private readonly starts: readonly number[],
    private readonly fileOf: (batch: number) => string,
  ) {}

  get length(): number {
    return this.starts.at(-1) ?? 0;
  }

  at(document: number): Sketch | undefined {
    if (document < 0 || document >= this.length) return undefined;
    const batch = this.#batchOf(document);
    if (batch !== this.#batch) this.#sketches = readSketches(this.fileOf(batch));
    this.#batch = batch;
    return this.#sketches[document - this.starts[batch]!];
  }

  #batchOf(document: number): number {
    let batch = document < (this.starts[this.#batch] ?? Infinity) ? 0 : this.#batch;
    while (document >= this.starts[batch + 1]!) batch++;
    return batch;
  }
}

function readSketches(file: string): Sketch[] {
  const words = wordsIn(file);
  const sketches: Sketch[] = [];
  for (let at = 0; at < words.length; ) {
    const end = at + sketchLength(words, at);
    sketches.push(words.subarray(at, end));
    at = end;
  }
  return sketches;
}

function wordsIn(file: string): Uint32Array {
  const handle = openSync(file, 'r');
  try {
    const words = new Uint32Array(fstatSync(handle).size / Uint32Array.BYTES_PER_ELEMENT);
    readSync(handle, words);
    return words;
  } finally {
    closeSync(handle);
  }
}
