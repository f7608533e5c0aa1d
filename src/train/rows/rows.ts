import type { TokenStore } from '../tokens/token-store.js';
import { type Batch, layRows, type SpecialIds } from './batch.js';
import { AROUND, Packer, type RowCursor } from './packing.js';
import { cutPieces, type Pieces } from './pieces.js';

/** Rows of a store in the order of a seed. */
export interface Rows<Kind extends Batch = Batch> {
  /** Where the rows stand: what comes next follows from it. */
  readonly cursor: RowCursor;
  /** @param seed of what is drawn for these rows beside their order. */
  next(rows: number, seed: number): Kind;
}

export interface RowOptions {
  /** Tokens of a row. */
  readonly length: number;
  readonly seed: number;
  readonly specials: SpecialIds;
  readonly cursor?: RowCursor | undefined;
}

/** Rows that several pieces of text share, each for itself. */
export class PackedRows implements Rows {
  readonly #pieces: Pieces;
  readonly #packer: Packer;

  constructor(
    private readonly store: TokenStore,
    private readonly options: RowOptions,
  ) {
    const { length, seed, cursor } = options;
    this.#pieces = cutPieces(store.marks, length - AROUND);
    this.#packer = new Packer(this.#pieces, { length, seed }, cursor);
  }

  get cursor(): RowCursor {
    return this.#packer.cursor;
  }

  next(rows: number): Batch {
    const { length, specials } = this.options;
    const packed = Array.from({ length: rows }, () => this.#packer.next());
    return layRows(packed, { store: this.store, pieces: this.#pieces, length, specials });
  }
}
