import type { Progress, Where } from '../core/index.js';
import type { Reject } from '../store/index.js';

/** What an import tells while it runs; `done` is the last. */
export type ImportEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'reject'; readonly reject: Reject }
  | { readonly type: 'repair'; readonly repair: Repair }
  | { readonly type: 'done'; readonly report: ImportReport };

/** A record that was read although its source is damaged, with what was done about it. */
export interface Repair {
  readonly where: Where;
  /** One line a defect: `stray-less-than at 1042`. */
  readonly repairs: readonly string[];
}

export interface ImportReport {
  /** Files that were read, or were known to be stored already. */
  readonly files: number;
  /** Records cut from them in this run. */
  readonly records: number;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Records that were read after their source was repaired. */
  readonly repaired: number;
  /** Size of the files on disk. */
  readonly bytes: number;
  readonly seconds: number;
  /** True when the signal ended it early; what is stored so far is whole, and the same import goes on from there. */
  readonly interrupted: boolean;
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Threads that read records; 0 reads in the calling thread. One a core when not given, none for a few small files. */
  readonly workers?: number;
  /** Start of the paths that is left out of the file names kept in the store, e.g. a folder of uploads. */
  readonly base?: string;
}
