import { seedOf, shuffledOrder } from '../../core/index.js';
import type { Pieces } from './pieces.js';

/** Pieces that share a row, by their numbers. */
export type PackedRow = readonly number[];

/** Where a run of rows stands: enough to go on with the very next one. */
export interface RowCursor {
  readonly epoch: number;
  /** Pieces of the epoch's order that were dealt out. */
  readonly dealt: number;
  /** Pieces that were passed over because they did not fit, first come first. */
  readonly waiting: readonly number[];
}

export const FIRST_ROW: RowCursor = { epoch: 0, dealt: 0, waiting: [] };

/** Pieces passed over that are looked at again for each row; more would fill rows hardly better. */
const MOST_WAITING = 64;
/** `[CLS]` and `[SEP]` around each piece. */
export const AROUND = 2;

/** Deals pieces into rows, each epoch in another order of the seed's. */
export class Packer {
  #cursor: RowCursor;
  #order: Uint32Array;

  constructor(
    private readonly pieces: Pieces,
    private readonly options: { readonly length: number; readonly seed: number },
    cursor: RowCursor = FIRST_ROW,
  ) {
    if (pieces.starts.length === 0) throw new RangeError('there are no pieces to pack');
    this.#cursor = cursor;
    this.#order = this.orderOf(cursor.epoch);
  }

  get cursor(): RowCursor {
    return this.#cursor;
  }

  /** The next row: pieces that waited first, then new ones until none that comes fits. */
  next(): PackedRow {
    const row: number[] = [];
    let room = this.options.length;
    const waiting: number[] = [];
    const take = (piece: number) => {
      const size = this.pieces.lengths[piece]! + AROUND;
      if (size > room) waiting.push(piece);
      else {
        row.push(piece);
        room -= size;
      }
    };
    for (const piece of this.#cursor.waiting) take(piece);
    while (row.length === 0 || (room > AROUND + 8 && waiting.length < MOST_WAITING)) take(this.draw());
    this.#cursor = { ...this.#cursor, waiting };
    return row;
  }

  private draw(): number {
    if (this.#cursor.dealt === this.#order.length) {
      this.#cursor = { ...this.#cursor, epoch: this.#cursor.epoch + 1, dealt: 0 };
      this.#order = this.orderOf(this.#cursor.epoch);
    }
    const piece = this.#order[this.#cursor.dealt]!;
    this.#cursor = { ...this.#cursor, dealt: this.#cursor.dealt + 1 };
    return piece;
  }

  private orderOf(epoch: number): Uint32Array {
    return shuffledOrder(this.pieces.starts.length, seedOf(this.options.seed, epoch));
  }
}
