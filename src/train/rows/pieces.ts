import { MARK } from '../tokens/token-store.js';

/** Stretches of tokens, each within one document: where they begin and how long they are. */
export interface Pieces {
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
}

/** A piece shorter than this, left over at the end of a document, teaches too little for its `[CLS]` and `[SEP]`. */
const SHORTEST = 8;

/**
 * Share of a piece that is full before a cut looks for a sentence. Rows of 128 are then 95 % text; from the half on they
 * would be 83 %, since short pieces to fill them up are rare.
 */
const FULL_ENOUGH = 0.85;

/**
 * Cuts documents into pieces that fit a row. A cut stands before a sentence where one begins in the last part of the
 * piece, else before a unit, so that no morpheme is torn.
 * @param longest tokens of a piece.
 */
export function cutPieces(marks: Uint8Array, longest: number): Pieces {
  const starts: number[] = [];
  const lengths: number[] = [];
  for (let start = 0; start < marks.length; ) {
    const end = pieceEnd(marks, start, longest);
    if (end - start >= SHORTEST) {
      starts.push(start);
      lengths.push(end - start);
    }
    start = end;
  }
  return { starts: Uint32Array.from(starts), lengths: Uint32Array.from(lengths) };
}

function pieceEnd(marks: Uint8Array, start: number, longest: number): number {
  const most = Math.min(start + longest, marks.length);
  for (let at = start + 1; at < most; at++) if (marks[at]! & MARK.document) return at;
  if (most === marks.length || marks[most]! & MARK.document) return most;
  return (
    lastMark(marks, { from: most, downTo: start + FULL_ENOUGH * longest, bit: MARK.sentence }) ??
    lastMark(marks, { from: most, downTo: start + 1, bit: MARK.unit }) ??
    most
  );
}

function lastMark(
  marks: Uint8Array,
  { from, downTo, bit }: { readonly from: number; readonly downTo: number; readonly bit: number },
): number | null {
  for (let at = from; at >= downTo; at--) if (marks[at]! & bit) return at;
  return null;
}
