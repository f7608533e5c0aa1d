import { seedOf, shuffledOrder } from '../../src/core/index.js';
import type { Tokenizer } from '../../src/tokenizer/index.js';
import { layRows } from '../../src/train/rows/batch.js';
import { maskUnits } from '../../src/train/rows/masking.js';
import { AROUND } from '../../src/train/rows/packing.js';
import { cutPieces } from '../../src/train/rows/pieces.js';
import type { TokenStore } from '../../src/train/tokens/token-store.js';

/** Tokens of a piece with its `[CLS]` and `[SEP]`. */
const LENGTH = 128;
const SHARE = 0.15;

/** A piece of a document with words taken out. */
export interface Gapped {
  /** The piece as it is, without special tokens. */
  readonly whole: Int32Array;
  /** The piece as a network reads it: special tokens around it, `[MASK]` at every gap. */
  readonly ids: Int32Array;
  /** Places of the gaps in `whole`. */
  readonly gaps: readonly number[];
}

/** Pieces of a store in an order of the seed's, none of them twice, as long as there are any. */
export function* piecesOf(store: TokenStore, seed: number): Generator<Int32Array> {
  const { starts, lengths } = cutPieces(store.marks, LENGTH - AROUND);
  for (const piece of shuffledOrder(starts.length, seed))
    yield Int32Array.from(store.read(starts[piece]!, lengths[piece]!));
}

/** Pieces with 15 % of their tokens taken out, whole morphemes or words at a time, all of them hidden. */
export function gappedPieces(store: TokenStore, { specials, size }: Tokenizer, count: number): readonly Gapped[] {
  const pieces = cutPieces(store.marks, LENGTH - AROUND);
  const options = { slots: Math.ceil(LENGTH * SHARE), share: SHARE, vocabularySize: size, specials, hidden: 1 };
  return Array.from(shuffledOrder(pieces.starts.length, 1).subarray(0, count), (piece) => {
    const batch = layRows([[piece]], { store, pieces, length: LENGTH, specials });
    const { ids, places, asked } = maskUnits(batch, options, seedOf(1, piece));
    const length = pieces.lengths[piece]!;
    return {
      whole: batch.ids.slice(1, length + 1),
      ids: ids.slice(0, length + AROUND),
      gaps: Array.from(places.subarray(0, asked), (place) => place - 1),
    };
  });
}
