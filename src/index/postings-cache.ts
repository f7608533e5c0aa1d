import type { Postings, Segment } from './segment.js';

/** Decoded postings of the terms asked for last, up to a number of bytes. */
export class PostingsCache {
  readonly #entries = new Map<string, { readonly value: Postings | Uint8Array; readonly bytes: number }>();
  #bytes = 0;

  constructor(readonly limit = 96 << 20) {}

  postings(file: string, segment: Segment, term: number): Postings {
    return this.#get(`${file}:${term}`, () => {
      const value = segment.postings(term);
      const { documents, frequencies, positionStarts } = value;
      return { value, bytes: documents.byteLength + frequencies.byteLength + positionStarts.byteLength };
    }) as Postings;
  }

  positions(file: string, segment: Segment, term: number): Uint8Array {
    return this.#get(`${file}:${term}:positions`, () => {
      const value = segment.positions(term);
      return { value, bytes: value.byteLength };
    }) as Uint8Array;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #get(key: string, make: () => { value: Postings | Uint8Array; bytes: number }): Postings | Uint8Array {
    const known = this.#entries.get(key);
    if (known) {
      // A Map keeps the order of insertion: putting it in again makes it the youngest.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    const made = make();
    this.#entries.set(key, made);
    this.#bytes += made.bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.limit) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
    return made.value;
  }
}
