import { randomNumbers } from '../../core/index.js';
import { MARK, type TokenStore } from '../tokens/token-store.js';
import type { Batch } from './batch.js';
import { Dealer } from './dealer.js';
import type { RowCursor } from './packing.js';
import { cutPieces, type Pieces } from './pieces.js';
import type { RowOptions, Rows } from './rows.js';

/** Rows of two texts each. */
export interface PairBatch extends Batch {
  /** For each row 0 where the second text follows the first in its document, 1 where it is from another one (BERT). */
  readonly strange: Int32Array;
}

/** `[CLS]` A `[SEP]` B `[SEP]` */
const AROUND_PAIR = 3;
/** Pieces looked at for a second text that is strange; where none fits the pair stays as it is. */
const MOST_TRIES = 32;

/** A stretch of tokens of a store. */
interface Stretch {
  readonly start: number;
  readonly length: number;
}

/**
 * Rows for next-sentence prediction (Devlin et al. 2019): a piece of a document, cut in two before a sentence; half
 * the time the second part is that of a piece of another document.
 */
export class PairedRows implements Rows<PairBatch> {
  readonly #pieces: Pieces;
  readonly #documents: Uint32Array;
  readonly #dealer: Dealer;

  constructor(
    private readonly store: TokenStore,
    private readonly options: RowOptions,
  ) {
    const { length, seed, cursor } = options;
    this.#pieces = cutPieces(store.marks, length - AROUND_PAIR);
    this.#documents = documentsOf(this.#pieces, store.marks);
    this.#dealer = new Dealer(this.#pieces.starts.length, seed, cursor);
  }

  get cursor(): RowCursor {
    return { ...this.#dealer.place, waiting: [] };
  }

  next(rows: number, seed: number): PairBatch {
    const random = randomNumbers(seed);
    const layout = new PairLayout(rows, this.options, this.store);
    for (let row = 0; row < rows; row++) {
      const piece = this.#dealer.next();
      const [first, second] = this.halves(piece, random());
      const strange = random() < 0.5 ? this.strangeHalf(piece, first.length, random) : null;
      layout.add(row, [first, strange ?? second], strange === null ? 0 : 1);
    }
    return layout.batch;
  }

  /** A piece cut before one of its sentences, or where it is one sentence before a unit near its middle. */
  private halves(piece: number, draw: number): readonly [Stretch, Stretch] {
    const { start, length } = this.stretch(piece);
    const beginnings: number[] = [];
    for (let at = 1; at < length; at++) if (this.store.marks[start + at]! & MARK.sentence) beginnings.push(at);
    const middle = length >> 1;
    const cut = beginnings[Math.floor(draw * beginnings.length)] ?? this.markFrom(piece, middle, MARK.unit) ?? middle;
    return [
      { start, length: cut },
      { start: start + cut, length: length - cut },
    ];
  }

  /**
   * What stands in another document as far from a piece's beginning as the half it takes the place of: pairs that
   * belong together and pairs that do not are of like lengths, so that length gives nothing away.
   */
  private strangeHalf(piece: number, from: number, random: () => number): Stretch | null {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const other = Math.floor(random() * this.#documents.length);
      if (this.#documents[other] === this.#documents[piece]) continue;
      const cut = this.markFrom(other, from, MARK.sentence) ?? this.markFrom(other, from, MARK.unit);
      const { start, length } = this.stretch(other);
      if (cut !== null) return { start: start + cut, length: length - cut };
    }
    return null;
  }

  /** The first place of a piece with a mark, from a place on. */
  private markFrom(piece: number, from: number, mark: number): number | null {
    const { start, length } = this.stretch(piece);
    for (let at = from; at < length; at++) if (this.store.marks[start + at]! & mark) return at;
    return null;
  }

  private stretch(piece: number): Stretch {
    return { start: this.#pieces.starts[piece]!, length: this.#pieces.lengths[piece]! };
  }
}

/** The number of the document that each piece is from. */
function documentsOf({ starts }: Pieces, marks: Uint8Array): Uint32Array {
  const documents = new Uint32Array(starts.length);
  let [at, document] = [0, 0];
  starts.forEach((start, piece) => {
    for (; at <= start; at++) if (marks[at]! & MARK.document) document++;
    documents[piece] = document;
  });
  return documents;
}

/** Lays pairs out as rows. */
class PairLayout {
  readonly batch: PairBatch;
  #unit = -1;

  constructor(
    rows: number,
    private readonly options: RowOptions,
    private readonly store: TokenStore,
  ) {
    const { length, specials } = options;
    const size = rows * length;
    this.batch = {
      rows,
      length,
      ids: new Int32Array(size).fill(specials.pad),
      positions: new Int32Array(size),
      segments: new Int32Array(size),
      texts: new Int32Array(size),
      units: new Int32Array(size).fill(-1),
      ends: new Uint8Array(size),
      strange: new Int32Array(rows),
    };
  }

  add(row: number, pair: readonly [Stretch, Stretch], strange: number): void {
    const { ids, positions, segments, texts } = this.batch;
    const { separator, begin } = this.options.specials;
    const first = row * this.options.length;
    this.batch.strange[row] = strange;
    ids[first] = begin;
    let at = first + 1;
    pair.forEach((stretch, segment) => {
      this.addText(stretch, at);
      const end = at + stretch.length;
      ids[end] = separator;
      segments.fill(segment, at, end + 1);
      at = end + 1;
    });
    texts.fill(1, first, at);
    for (let place = first; place < at; place++) positions[place] = place - first;
  }

  private addText({ start, length }: Stretch, at: number): void {
    this.batch.ids.set(this.store.read(start, length), at);
    for (let i = 0; i < length; i++) {
      if (i === 0 || this.store.marks[start + i]! & MARK.unit) this.#unit++;
      this.batch.units[at + i] = this.#unit;
    }
  }
}
