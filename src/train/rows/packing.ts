import { Dealer } from './dealer.js';
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
  readonly #dealer: Dealer;
  #waiting: readonly number[];

  constructor(
    private readonly pieces: Pieces,
    private readonly options: { readonly length: number; readonly seed: number },
    cursor: RowCursor = FIRST_ROW,
  ) {
    this.#dealer = new Dealer(pieces.starts.length, options.seed, cursor);
    this.#waiting = cursor.waiting;
  }

  get cursor(): RowCursor {
    return { ...this.#dealer.place, waiting: this.#waiting };
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
    for (const piece of this.#waiting) take(piece);
    while (row.length === 0 || (room > AROUND + 8 && waiting.length < MOST_WAITING)) take(this.#dealer.next());
    this.#waiting = waiting;
    return row;
  }
}
