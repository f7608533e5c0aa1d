import type { ErrorCode, ErrorDetails, SimsaError, Where } from '../../core/index.js';
import type { RawRecord } from '../../gazette/index.js';
import type { SourceEntry } from './source-list.js';

/** A file as the corpus names it: the same on every machine, relative to the folder that was given. */
export interface Origin {
  readonly entry: SourceEntry;
  readonly file: string;
}

/** Records of one file on their way to a thread: their bytes end to end in one buffer, which moves over. */
export interface RawBatch {
  readonly origin: Origin;
  /** Name of a form of `kinds/formats.ts`, `gazette` for the offices' own, `store` for keys of a store. */
  readonly format: string;
  readonly columns: readonly string[];
  /** Folder of the store that the keys belong to. */
  readonly store?: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly items: readonly (RawItem | PlainReject)[];
}

export interface RawItem {
  readonly length: number;
  /** Ordinal in the file, from 1. */
  readonly record: number;
  readonly line: number;
  /** What the gazette room told of the record when it cut it. */
  readonly gazette?: Omit<RawRecord, 'bytes'>;
}

/** A reject as it crosses a thread: an error's class would be lost on the way. */
export interface PlainReject {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly where: Where;
}

export function plainReject({ code, details, where }: SimsaError, place: Where = {}): PlainReject {
  return { code, details, where: { ...where, ...place } };
}

/** Bounds of a batch: large enough that a thread works for a second, small enough that a few fit into memory. */
const BATCH = { bytes: 6 << 20, records: 4_000 };

/** Gathers records of one file into batches. Where a batch ends depends on the file alone. */
export class BatchMaker {
  #items: (RawItem | PlainReject)[] = [];
  #parts: Uint8Array[] = [];
  #bytes = 0;

  constructor(private readonly head: Omit<RawBatch, 'bytes' | 'items'>) {}

  *add(bytes: Uint8Array, item: Omit<RawItem, 'length'>): Generator<RawBatch> {
    this.#items.push({ ...item, length: bytes.length });
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    yield* this.#cutWhenFull();
  }

  *reject(reject: PlainReject): Generator<RawBatch> {
    this.#items.push(reject);
    yield* this.#cutWhenFull();
  }

  *finish(): Generator<RawBatch> {
    if (this.#items.length > 0) yield this.#cut();
  }

  *#cutWhenFull(): Generator<RawBatch> {
    if (this.#bytes >= BATCH.bytes || this.#items.length >= BATCH.records) yield this.#cut();
  }

  #cut(): RawBatch {
    const bytes = new Uint8Array(this.#bytes);
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    const batch = { ...this.head, bytes, items: this.#items };
    this.#items = [];
    this.#parts = [];
    this.#bytes = 0;
    return batch;
  }
}
