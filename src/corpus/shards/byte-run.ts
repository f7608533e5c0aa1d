/** Bytes that a run asks for at once: little at first, since a shard of few texts is held for long, then twice as much each time. */
const SMALLEST = 1 << 15;
const LARGEST = 1 << 19;

/**
 * Texts as UTF-8, one behind the other in few pieces of memory, so that they move to another thread without a copy and
 * without a piece of memory for each.
 */
export class ByteRun {
  /** The pieces in which the bytes lie, in order. */
  readonly pieces: ArrayBuffer[] = [];
  #piece = Buffer.alloc(0);
  #end = 0;

  /** @returns the text's bytes, in a piece of the run */
  add(text: string): Uint8Array {
    // A unit takes three bytes at most; only near the end of a piece they are worth counting.
    if (this.#piece.length - this.#end < text.length * 3) this.#makeRoom(Buffer.byteLength(text));
    const start = this.#end;
    this.#end += this.#piece.write(text, start);
    return this.#piece.subarray(start, this.#end);
  }

  #makeRoom(length: number): void {
    if (this.#piece.length - this.#end >= length) return;
    const usual = Math.min(LARGEST, Math.max(SMALLEST, 2 * this.#piece.length));
    const buffer = new ArrayBuffer(Math.max(usual, length));
    this.pieces.push(buffer);
    this.#piece = Buffer.from(buffer);
    this.#end = 0;
  }
}
