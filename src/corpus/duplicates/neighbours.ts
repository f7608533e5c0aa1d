import { similarity } from './min-hash.js';
import { scattered } from './shingles.js';

/** Words (two bins each) that must all agree for two signatures to meet in a band. */
const WORDS_A_BAND = 2;
/** How many of those met in one band are compared; a band of a phrase that everybody writes is longer. */
const LONGEST_CHAIN = 256;

/** A signature has 32 bands at most, one a bit. */
const ALL_BANDS = -1;

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
 * Memory: eight to twelve bytes a band of every item there may be, and the signatures themselves.
 */
export class Neighbours {
  readonly #bands: number;
  /** The last entry of each bucket, or -1; an entry is the place of an item times the bands, plus its band. */
  readonly #heads: Int32Array;
  /** For each entry the one before it in the same bucket, or -1. */
  readonly #chain: Int32Array;
  /** Items in the order in which they were added. */
  readonly #items: Int32Array;
  #count = 0;

  /**
   * @param signatures all signatures, item after item
   * @param most how many of them may be added
   */
  constructor(
    readonly signatures: Uint32Array,
    readonly shape: SignatureShape,
    most: number = Math.ceil(signatures.length / shape.stride),
  ) {
    this.#bands = bandsOf(shape);
    this.#heads = new Int32Array(powerFrom(most * this.#bands)).fill(-1);
    this.#chain = new Int32Array(most * this.#bands);
    this.#items = new Int32Array(most);
  }

  /**
   * The item most similar to `item` among those added, at least at the threshold; -1 for none.
   * @param bands a bit for each band that is looked up: where it is known that others meet in none, all but those
   */
  find(item: number, isAllowed: (other: number) => boolean = () => true, bands = ALL_BANDS): number {
    let best = -1;
    let bestSimilarity = this.shape.threshold;
    for (let band = 0; band < this.#bands; band++) {
      if (((bands >>> band) & 1) === 0) continue;
      const key = this.#key(item, band);
      let looked = 0;
      for (let entry = this.#heads[this.#bucket(key)]!; entry >= 0 && looked < LONGEST_CHAIN; ) {
        const other = this.#items[Math.floor(entry / this.#bands)]!;
        const isMet = entry % this.#bands === band && this.#key(other, band) === key;
        entry = this.#chain[entry]!;
        if (!isMet) continue;
        looked++;
        const found = other === best ? 0 : this.#similarity(item, other);
        if ((found > bestSimilarity || (found === bestSimilarity && best < 0)) && isAllowed(other)) {
          best = other;
          bestSimilarity = found;
        }
      }
      // Hardly any other can be closer, and the kept one is named the same whatever is left out.
      if (bestSimilarity > 0.95) break;
    }
    return best;
  }

  /** @param bands a bit for each band in which the item is to be found, as in {@link find} */
  add(item: number, bands = ALL_BANDS): void {
    const place = this.#count++;
    this.#items[place] = item;
    for (let band = 0; band < this.#bands; band++) {
      if (((bands >>> band) & 1) === 0) continue;
      const bucket = this.#bucket(this.#key(item, band));
      const entry = place * this.#bands + band;
      this.#chain[entry] = this.#heads[bucket]!;
      this.#heads[bucket] = entry;
    }
  }

  #similarity(item: number, other: number): number {
    const { stride, words } = this.shape;
    return similarity(this.signatures, item * stride, other * stride, words);
  }

  #key(item: number, band: number): number {
    return keyOf(this.signatures, item * this.shape.stride, band);
  }

  #bucket(key: number): number {
    return key & (this.#heads.length - 1);
  }
}

/** How many bands a signature has. */
export function bandsOf({ words }: SignatureShape): number {
  return words / WORDS_A_BAND;
}

function keyOf(signatures: Uint32Array, from: number, band: number): number {
  const at = from + band * WORDS_A_BAND;
  return scattered(scattered(signatures[at]! + band) ^ signatures[at + 1]!);
}

/** Keys of all signatures for one band: items of which one finds the other share one in some band. */
export function bandKeys(signatures: Uint32Array, { stride }: SignatureShape, band: number): Uint32Array {
  const keys = new Uint32Array(Math.ceil(signatures.length / stride));
  for (let item = 0; item < keys.length; item++) keys[item] = keyOf(signatures, item * stride, band);
  return keys;
}

/** The smallest power of two that is not less. */
export function powerFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, least)));
}
