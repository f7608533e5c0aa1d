import { similarity } from './min-hash.js';
import { scattered } from './shingles.js';

/** Words (two bins each) that must all agree for two signatures to meet in a band. */
const WORDS_A_BAND = 2;
/** How many of those met in one band are compared; a band of a phrase that everybody writes is longer. */
const LONGEST_CHAIN = 256;

export interface SignatureShape {
  /** Words from one item's signature to the next. */
  readonly stride: number;
  /** Words of a signature. */
  readonly words: number;
  /** Share of equal bins from which two items are alike. */
  readonly threshold: number;
}

/**
 * Finds, among signatures added before, one that is similar enough. Signatures meet when all bins of one band agree:
 * bands of four bins, so that of pairs at Jaccard .7 one in 8,000 (32 bands) or one in 80 (16 bands) never meet.
 * Memory: eight bytes a band for the table at most half full, four for the chain, and the signature itself.
 */
export class Neighbours {
  readonly #bands: number;
  #keys: Uint32Array;
  #heads: Int32Array;
  #used = 0;
  /** For an item and band the item before it in the same bucket, or -1. */
  #chain: Int32Array;
  #items: Int32Array;
  #count = 0;

  /** @param signatures all signatures, item after item */
  constructor(
    readonly signatures: Uint32Array,
    readonly shape: SignatureShape,
  ) {
    this.#bands = shape.words / WORDS_A_BAND;
    this.#keys = new Uint32Array(1024);
    this.#heads = new Int32Array(1024).fill(-1);
    this.#chain = new Int32Array(64 * this.#bands);
    this.#items = new Int32Array(64);
  }

  /** The item most similar to `item` among those added, at least at the threshold; -1 for none. */
  find(item: number, isAllowed: (other: number) => boolean = () => true): number {
    let best = -1;
    let bestSimilarity = this.shape.threshold;
    for (let band = 0; band < this.#bands; band++) {
      let place = this.#heads[this.#slot(this.#key(item, band), this.#keys, this.#heads)]!;
      for (let looked = 0; place >= 0 && looked < LONGEST_CHAIN; looked++) {
        const other = this.#items[place]!;
        const found = other === best ? 0 : this.#similarity(item, other);
        if ((found > bestSimilarity || (found === bestSimilarity && best < 0)) && isAllowed(other)) {
          best = other;
          bestSimilarity = found;
        }
        place = this.#chain[place * this.#bands + band]!;
      }
      // Hardly any other can be closer, and the kept one is named the same whatever is left out.
      if (bestSimilarity > 0.95) break;
    }
    return best;
  }

  add(item: number): void {
    this.#grow();
    const place = this.#count++;
    this.#items[place] = item;
    for (let band = 0; band < this.#bands; band++) {
      const key = this.#key(item, band);
      const slot = this.#slot(key, this.#keys, this.#heads);
      if (this.#heads[slot]! < 0) {
        this.#keys[slot] = key;
        this.#used++;
      }
      this.#chain[place * this.#bands + band] = this.#heads[slot]!;
      this.#heads[slot] = place;
    }
  }

  #similarity(item: number, other: number): number {
    const { stride, words } = this.shape;
    return similarity(this.signatures, item * stride, other * stride, words);
  }

  #key(item: number, band: number): number {
    const at = item * this.shape.stride + band * WORDS_A_BAND;
    return scattered(scattered(this.signatures[at]! + band) ^ this.signatures[at + 1]!);
  }

  #slot(key: number, keys: Uint32Array, heads: Int32Array): number {
    const mask = keys.length - 1;
    let slot = key & mask;
    while (heads[slot]! >= 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    if (this.#count === this.#items.length) {
      this.#items = enlarged(this.#items, this.#items.length * 2);
      this.#chain = enlarged(this.#chain, this.#chain.length * 2);
    }
    if ((this.#used + this.#bands) * 2 < this.#keys.length) return;
    const keys = new Uint32Array(this.#keys.length * 2);
    const heads = new Int32Array(keys.length).fill(-1);
    for (let slot = 0; slot < this.#keys.length; slot++) {
      if (this.#heads[slot]! < 0) continue;
      const to = this.#slot(this.#keys[slot]!, keys, heads);
      keys[to] = this.#keys[slot]!;
      heads[to] = this.#heads[slot]!;
    }
    this.#keys = keys;
    this.#heads = heads;
  }
}

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
