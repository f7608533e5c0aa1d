/**
 * Strings in ascending order of their UTF-8 bytes, searched where they lie: nothing is decoded until it
 * is asked for, so that opening a dictionary of a million terms costs nothing.
 */
export class SortedStrings {
  readonly #bytes: Buffer;

  constructor(
    bytes: Uint8Array,
    /** Start of each string and the end of the last. */
    readonly offsets: Uint32Array,
  ) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.offsets.length - 1;
  }

  at(index: number): string {
    return this.#bytes.toString('utf8', this.offsets[index], this.offsets[index + 1]);
  }

  /** Bytes of a string, without copying. */
  bytesAt(index: number): Buffer {
    return this.#bytes.subarray(this.offsets[index], this.offsets[index + 1]);
  }

  /** Index of a string, or -1. */
  indexOf(text: string): number {
    const key = Buffer.from(text);
    const index = this.#lowerBound(key);
    return index < this.length && this.#compare(key, index) === 0 ? index : -1;
  }

  /** Half-open range of the strings that begin so. */
  withPrefix(prefix: string): { readonly start: number; readonly end: number } {
    const key = Buffer.from(prefix);
    const start = this.#lowerBound(key);
    let low = start;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.bytesAt(middle).subarray(0, key.length).equals(key)) low = middle + 1;
      else high = middle;
    }
    return { start, end: low };
  }

  #lowerBound(key: Buffer): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(key, middle) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(key: Buffer, index: number): number {
    return key.compare(this.#bytes, this.offsets[index], this.offsets[index + 1]);
  }
}

/** Puts strings that are already in byte order into the form of {@link SortedStrings}. */
export function packStrings(strings: readonly Uint8Array[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(strings.length + 1);
  let length = 0;
  strings.forEach((text, index) => {
    length += text.length;
    offsets[index + 1] = length;
  });
  const bytes = new Uint8Array(length);
  strings.forEach((text, index) => {
    bytes.set(text, offsets[index]);
  });
  return { bytes, offsets };
}

/** Strings as UTF-8 in byte order, with the place each had before. */
export function sortStrings(strings: readonly string[]): { sorted: Uint8Array[]; order: Uint32Array } {
  const encoded = strings.map((text) => Buffer.from(text));
  const order = Uint32Array.from(strings.keys()).sort((a, b) =>
    Buffer.compare(encoded[a] as Buffer, encoded[b] as Buffer),
  );
  return { sorted: Array.from(order, (index) => encoded[index] as Buffer), order };
}
