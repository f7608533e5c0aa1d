import { type ShingleKind, scattered, type TextHash, visitShingles } from './shingles.js';

/** Bins of a document's signature and of a paragraph's. */
export const DOCUMENT_BINS = 128;
export const PARAGRAPH_BINS = 64;

const EMPTY = 0xffffffff;
/** Bits of a hash that are compared; no bin is named by them. */
const VALUE = 0x1ffffff;

/**
 * MinHash signatures by one permutation: the hash of a shingle names a bin and a value, a bin keeps its smallest
 * value, and an empty bin borrows from a full one that a hash of its own number picks (Shrivastava 2017, "Optimal
 * densification for fast and accurate minwise hashing"). One hash a shingle in place of 128.
 */
export class MinHash {
  readonly #bins: Uint32Array;
  readonly #shift: number;

  constructor(readonly size: number) {
    this.#bins = new Uint32Array(size).fill(EMPTY);
    this.#shift = 32 - Math.log2(size);
  }

  /** Forgets all texts. */
  clear(): void {
    this.#bins.fill(EMPTY);
  }

  add(text: string, kind: ShingleKind): TextHash {
    const bins = this.#bins;
    const shift = this.#shift;
    return visitShingles(text, kind, (hash) => {
      const bin = hash >>> shift;
      const value = hash & VALUE;
      if (value < bins[bin]!) bins[bin] = value;
    });
  }

  /** Takes up the shingles of another signature with as many bins. */
  merge(other: MinHash): void {
    for (let i = 0; i < this.size; i++) {
      const value = other.#bins[i]!;
      if (value < this.#bins[i]!) this.#bins[i] = value;
    }
  }

  /** Becomes what it would be of the texts of a signature with twice as many bins: upper bits name bins, lower ones are compared. */
  halve(other: MinHash): void {
    for (let i = 0; i < this.size; i++) {
      const even = other.#bins[2 * i]!;
      const odd = other.#bins[2 * i + 1]!;
      this.#bins[i] = even < odd ? even : odd;
    }
  }

  /** Writes the signature as 16 bits a bin, two bins a word; zeros for no shingle at all. */
  write(out: Uint32Array, at: number): void {
    if (this.#isEmpty()) {
      out.fill(0, at, at + (this.size >> 1));
      return;
    }
    for (let i = 0; i < this.size; i += 2) out[at + (i >> 1)] = ((this.#valueOf(i) << 16) | this.#valueOf(i + 1)) >>> 0;
  }

  #isEmpty(): boolean {
    for (let i = 0; i < this.size; i++) if (this.#bins[i] !== EMPTY) return false;
    return true;
  }

  #valueOf(bin: number): number {
    let from = bin;
    for (let attempt = 1; this.#bins[from] === EMPTY; attempt++)
      from = scattered(bin * 0x9e3779b1 + attempt) & (this.size - 1);
    return scattered(this.#bins[from]!) & 0xffff;
  }
}

/** Share of bins that two signatures of `words` words have in common: an estimate of their texts' Jaccard similarity. */
export function similarity(signatures: Uint32Array, a: number, b: number, words: number): number {
  let same = 0;
  for (let i = 0; i < words; i++) {
    const difference = signatures[a + i]! ^ signatures[b + i]!;
    if ((difference & 0xffff) === 0) same++;
    if (difference >>> 16 === 0) same++;
  }
  return same / (2 * words);
}
