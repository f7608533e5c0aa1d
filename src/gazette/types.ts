import type { Publication, SimsaError, Where } from '../core/index.js';

/** Bytes of a file or archive member, read once from front to back. */
export interface ByteSource {
  /** As the user named it; archive members after `!`. */
  readonly name: string;
  /** Size in bytes when known. */
  readonly size: number | null;
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Where it lies on disk, for archives that are read from their end; absent for members and uploads. */
  readonly path?: string;
  /** Told how many bytes of the file are done where it is not read through `open`, as an archive on disk is not. */
  readonly onRead?: (bytes: number) => void;
}

/** One record cut from a source, not yet read: the unit of work that may go to another thread. */
export interface RawRecord {
  /** Name of the reader that understands it. */
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly place: Place;
  /** Encoding declared once for the whole file, where the record was cut out of a root that holds many. */
  readonly encoding?: string;
  /** General entities that file declares for all its records; a record that uses one is refused. */
  readonly declares?: readonly string[];
}

/** Where a record stands. */
export interface Place {
  readonly file: string;
  /** Offset of the first byte in the unpacked file. */
  readonly offset: number;
  /** Ordinal in the file, from 1. */
  readonly record: number;
}

/** What reading gives: a publication, or a reject that names place and reason. The run goes on after a reject. */
export type Read =
  | {
      readonly type: 'publication';
      readonly publication: Publication;
      /** Defects of the source that were repaired on the way, in words; absent when there were none. */
      readonly repairs?: readonly string[];
    }
  | Reject;

/** What could not be read, with place and reason. */
export interface Reject {
  readonly type: 'reject';
  readonly error: SimsaError;
  readonly where: Where;
}

/** A record cut from a source, or a part of a source that could not even be cut. */
export type Cut = { readonly type: 'record'; readonly record: RawRecord } | Reject;

/** What can be told of a record before it is read. */
export type RecordHead =
  | {
      readonly kind: 'xml';
      /** Name of the root element without prefix. */
      readonly root: string;
      readonly attributes: Readonly<Record<string, string>>;
      /** Whether a string stands within the first 16 KB of the record. */
      readonly mentions: (text: string) => boolean;
    }
  | {
      readonly kind: 'json';
      /** Whether `"key"` stands anywhere in the record. */
      readonly has: (key: string) => boolean;
    }
  | {
      readonly kind: 'text';
      /** The first 4 KB. */
      readonly text: string;
    };

/** A reader of one format. Adding an office is adding one such value under `readers/` and naming it in `readers.ts`. */
export interface Reader {
  /** Stable name: `uspto-grant-xml`. */
  readonly name: string;
  /** One line for `simsa import --list`. */
  readonly title: string;
  /** Whether a record is of this format, told from its content; the first reader of `readers.ts` that says yes reads it. */
  readonly recognises: (head: RecordHead) => boolean;
  /**
   * Reads one record. A record may hold several publications (a search answer) or none (a list of
   * trademark papers: a reject that says so).
   */
  readonly read: (record: RawRecord) => Iterable<Read>;
}
