import { seedOf } from '../../core/index.js';
import { type Batch, layRows, type SpecialIds } from '../rows/batch.js';
import { type MaskedBatch, maskUnits, slotsFor } from '../rows/masking.js';
import { AROUND, Packer, type RowCursor } from '../rows/packing.js';
import { cutPieces } from '../rows/pieces.js';
import type { TokenStore } from '../tokens/token-store.js';
import type { Pass } from './settings.js';

/** A batch ready for a step, and where the rows stand after it. */
export interface PreparedBatch {
  readonly batch: Batch;
  readonly masked: MaskedBatch;
  readonly cursor: RowCursor;
  /** Tokens of text in it. */
  readonly tokens: number;
}

export interface RowSourceOptions {
  readonly pass: Pick<Pass, 'rows' | 'length'>;
  readonly seed: number;
  readonly share: number;
  readonly vocabularySize: number;
  readonly specials: SpecialIds;
}

/** Batches of a store in the order of a seed. */
export class RowSource {
  readonly slots: number;
  readonly #packer: Packer;
  readonly #pieces;

  constructor(
    private readonly store: TokenStore,
    private readonly options: RowSourceOptions,
    cursor?: RowCursor,
  ) {
    const { rows, length } = options.pass;
    this.slots = slotsFor(rows * length, options.share);
    this.#pieces = cutPieces(store.marks, length - AROUND);
    this.#packer = new Packer(this.#pieces, { length, seed: options.seed }, cursor);
  }

  /** @param step decides which words are asked for. */
  next(step: number): PreparedBatch {
    const { pass, share, vocabularySize, specials, seed } = this.options;
    const packed = Array.from({ length: pass.rows }, () => this.#packer.next());
    const batch = layRows(packed, { store: this.store, pieces: this.#pieces, length: pass.length, specials });
    const masked = maskUnits(batch, { slots: this.slots, share, vocabularySize, specials, seed: seedOf(seed, step) });
    const tokens = packed.flat().reduce((sum, piece) => sum + this.#pieces.lengths[piece]!, 0);
    return { batch, masked, cursor: this.#packer.cursor, tokens };
  }
}
