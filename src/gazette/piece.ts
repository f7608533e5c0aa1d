/** Bytes of one record, or of one that is too large to hold: then `bytes` is null and its place is known all the same. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Buffer | null;
  readonly encoding?: string;
  readonly declares?: readonly string[];
}
