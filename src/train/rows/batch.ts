import type { TokenStore } from '../tokens/token-store.js';
import { MARK } from '../tokens/token-store.js';
import type { PackedRow } from './packing.js';
import type { Pieces } from './pieces.js';

/** Ids that stand around and between texts. */
export interface SpecialIds {
  readonly pad: number;
  readonly begin: number;
  readonly separator: number;
  readonly mask: number;
}

/** Rows of one length, one after the other, as arrays of `rows × length` tokens. */
export interface Batch {
  readonly rows: number;
  readonly length: number;
  readonly ids: Int32Array;
  /** Place of each token in its own text. */
  readonly positions: Int32Array;
  /** 1 for tokens of the second text of a pair and its `[SEP]`, 0 for all others. */
  readonly segments: Int32Array;
  /** Number of the text in its row, from 1; 0 for filling. */
  readonly texts: Int32Array;
  /** Number of the unit in the batch, from 0; −1 for special tokens and filling. */
  readonly units: Int32Array;
  /** 1 for a `[SEP]` where a document ends, 0 where its text only was cut, and for all other tokens. */
  readonly ends: Uint8Array;
}

/** Lays pieces out as rows: `[CLS] piece [SEP] [CLS] piece [SEP] … [PAD]`. */
export function layRows(
  packed: readonly PackedRow[],
  {
    store,
    pieces,
    length,
    specials,
  }: {
    readonly store: TokenStore;
    readonly pieces: Pieces;
    readonly length: number;
    readonly specials: SpecialIds;
  },
): Batch {
  const size = packed.length * length;
  const ids = new Int32Array(size).fill(specials.pad);
  const [positions, texts] = [new Int32Array(size), new Int32Array(size)];
  const units = new Int32Array(size).fill(-1);
  const ends = new Uint8Array(size);
  let unit = -1;
  packed.forEach((row, r) => {
    let at = r * length;
    row.forEach((piece, text) => {
      const [start, count] = [pieces.starts[piece]!, pieces.lengths[piece]!];
      ids[at] = specials.begin;
      ids.set(store.read(start, count), at + 1);
      ids[at + count + 1] = specials.separator;
      ends[at + count + 1] = endsDocument(store.marks, start + count) ? 1 : 0;
      for (let i = 0; i < count + 2; i++) {
        positions[at + i] = i;
        texts[at + i] = text + 1;
      }
      for (let i = 0; i < count; i++) {
        if (i === 0 || store.marks[start + i]! & MARK.unit) unit++;
        units[at + 1 + i] = unit;
      }
      at += count + 2;
    });
  });
  return { rows: packed.length, length, ids, positions, segments: new Int32Array(size), texts, units, ends };
}

/** Whether a document ends before a place. */
function endsDocument(marks: Uint8Array, at: number): boolean {
  return at === marks.length || (marks[at]! & MARK.document) !== 0;
}

/** Tokens of text in a batch, without special ones. */
export function textTokens({ units }: Batch): number {
  return units.reduce((count, unit) => count + (unit >= 0 ? 1 : 0), 0);
}
