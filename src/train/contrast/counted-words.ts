import type { WordTable } from '../../model/index.js';
import { countNeighbours } from '../starts/neighbours.js';
import { COUNTED_TOKENS, logFrequencies, withDeviation } from '../starts/start-weights.js';
import { wordVectors } from '../starts/word-vectors.js';
import type { TokenStore } from '../tokens/token-store.js';

/**
 * Words of this share of the text count half of what rare ones do. A tenth of the usual figure finds more of what
 * belongs together here (docs/embeddings.md).
 */
const HALF_SHARE = 1e-4;
/** Spread of all numbers: that of a fresh table, since larger vectors are moved too slowly by a step of training. */
const SPREAD = 0.02;

/**
 * Vectors of words to be added up, counted from text: directions from what stands near them, lengths from how rare they
 * are, as a / (a + p) (SIF; Arora, Liang and Ma 2017). Special tokens, which no text of a store has, get zeros.
 */
export function countedWords(
  store: TokenStore,
  { size, width, seed }: { readonly size: number; readonly width: number; readonly seed: number },
): WordTable {
  const values = wordVectors(countNeighbours(store, size, COUNTED_TOKENS), width, seed);
  const shares = logFrequencies(store, size).map(Math.exp);
  for (let word = 0; word < size; word++) {
    const own = values.subarray(word * width, (word + 1) * width);
    const length = Math.hypot(...own);
    const factor = length > 0 ? HALF_SHARE / (HALF_SHARE + shares[word]!) / length : 0;
    for (let k = 0; k < width; k++) own[k]! *= factor;
  }
  return { size, width, values: withDeviation(values, SPREAD) };
}
