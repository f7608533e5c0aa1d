import type { Passage, Publication, PublicationId, SimsaError, Where } from '../core/index.js';
import type { PackedPublication } from './pack.js';

/** A record that could not be read, kept with its place and reason. */
export interface Reject {
  readonly where: Where;
  readonly error: SimsaError;
}

/** What a batch did. */
export interface PutResult {
  readonly added: number;
  /** Records that joined a publication already there. */
  readonly merged: number;
  /** Records whose bytes (by hash) were there already. */
  readonly unchanged: number;
}

/** One step of the store's log: everything derived (index, embeddings) follows it. */
export interface Change {
  readonly sequence: number;
  readonly publication: PublicationId;
  readonly type: 'put' | 'remove';
}

export interface StoreCounts {
  readonly publications: number;
  /** Citable units: titles, abstracts, claims with text, headings and paragraphs of the description. */
  readonly paragraphs: number;
  readonly rejected: number;
}

/** Durable truth. One process writes; others may read. */
export interface Store {
  /** Folder of the store. */
  readonly path: string;
  /** Version of the tables. */
  readonly schema: number;
  /** One transaction: all of the batch or nothing, rejects and the sources' progress included. */
  put(batch: StoreBatch): PutResult;
  get(id: PublicationId): Publication | null;
  /** Keys of the publications that a number in any spelling names: publication, application or registration number. */
  find(number: string): readonly PublicationId[];
  /** All citable units of a publication in reading order. */
  passages(id: PublicationId): readonly Passage[];
  /** Keys in the order of first storing. */
  ids(): Iterable<PublicationId>;
  rejects(options?: { readonly offset?: number; readonly limit?: number }): readonly Reject[];
  /** Changes after a sequence number, oldest first; a publication changed twice stands once, at its last change. */
  changesSince(sequence: number, limit: number): readonly Change[];
  readonly lastSequence: number;
  counts(): StoreCounts;
  /** How far a source was read, or null when nothing of it is stored. */
  progressOf(file: string): SourceProgress | null;
  /** Named facts that rooms above keep here, e.g. the settings page. */
  getSetting(name: string): string | null;
  setSetting(name: string, value: string): void;
  /** Size of the store's files in bytes. */
  bytes(): number;
  /** Reads every page; the faults found, none when the store is whole. Seconds on a big store. */
  check(): readonly string[];
  /** Moves the write-ahead log into the database file, as after a long import. */
  checkpoint(): void;
  close(): void;
}

/** What one transaction stores. */
export interface StoreBatch {
  readonly publications: readonly Publication[];
  /** Publications made ready in another thread by {@link packPublication}; stored after `publications`. */
  readonly packed?: readonly PackedPublication[];
  readonly rejects: readonly Reject[];
  /** How far a source has been read after this batch, so that an interrupted import goes on from there. */
  readonly progress?: SourceProgress;
}

export interface SourceProgress {
  readonly file: string;
  /** Size and modification time tell a changed file from a finished one. */
  readonly stamp: string;
  /** Records of the file that are stored. */
  readonly records: number;
  readonly finished: boolean;
}
