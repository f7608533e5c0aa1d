import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type PublicationId, SimsaError } from '../core/index.js';
import { openPool, type Pool } from '../core/pool.js';
import type { Change, Store } from '../store/index.js';
import { clear, lock, type Manifest, readManifest, type SegmentEntry, sweep, writeManifest } from './folder.js';
import { type BuiltSegment, buildSegments, type IndexJob, merge } from './index-job.js';
import { readIds, type SegmentIds } from './segment.js';
import { currentStamp } from './stamp.js';
import type { IndexerEvent } from './types.js';

export interface IndexerOptions {
  readonly store: Store;
  /** Folder of the index; made when it is not there. */
  readonly folder: string;
  /** Throw away what is there and begin with the store's first record. */
  readonly rebuild?: boolean;
  readonly signal?: AbortSignal;
  /** Threads beside this one; as many as the machine has cores when not given, 0 for none. */
  readonly threads?: number;
}

/** Fewer changes are done here sooner than threads start. */
const WORTH_THREADS = 200;
/** More threads would fill the memory: each holds an analyser and a segment in the making. */
const MOST_THREADS = 4;
/** Publications a job. Smaller jobs lose less at a crash, larger ones leave less to merge. */
const JOB_SIZE = 1_000;

/**
 * Brings the index up to the end of the store's log. Each commit puts the new segments, the documents
 * they replace and the place in the log into one file at once, so that an interruption at any moment
 * loses and doubles nothing and the next run goes on from the last commit.
 * @throws SimsaError `index.other-version`, `index.corrupt` (unless rebuilding), `index.busy`, `index.not-writable`.
 */
export async function* updateIndex(options: IndexerOptions): AsyncGenerator<IndexerEvent> {
  const { folder, rebuild = false } = options;
  const started = performance.now();
  const release = lock(folder);
  try {
    if (rebuild) clear(folder);
    const run = new IndexRun(options, startManifest(options));
    try {
      yield* run.follow();
      yield* run.tidy();
    } finally {
      await run.close();
    }
    const seconds = (performance.now() - started) / 1000;
    yield { type: 'done', publications: run.publications, paragraphs: run.passages, seconds };
  } catch (error) {
    throw writeFailure(error, folder);
  } finally {
    release();
  }
}

const DISK_TROUBLE = new Set(['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EDQUOT', 'EIO', 'ENOTDIR']);

function writeFailure(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (error instanceof SimsaError || !DISK_TROUBLE.has(code)) return error;
  return new SimsaError('index.not-writable', { path: folder, reason: String(error) }, {}, { cause: error });
}

function startManifest({ store, folder }: IndexerOptions): Manifest {
  const stamp = currentStamp();
  const manifest = readManifest(folder, stamp) ?? { stamp, sequence: 0, segments: [] };
  if (manifest.sequence > store.lastSequence) {
    throw new SimsaError('index.corrupt', { reason: 'it follows another store' }, { file: folder });
  }
  sweep(folder, manifest);
  return manifest;
}

class IndexRun {
  publications = 0;
  passages = 0;
  #manifest: Manifest;
  readonly #ids = new Map<string, SegmentIds>();
  #pool: Pool<IndexJob, readonly BuiltSegment[]> | null = null;

  constructor(
    readonly options: IndexerOptions,
    manifest: Manifest,
  ) {
    this.#manifest = manifest;
  }

  /** Follows the log, several jobs at a time, committing them in order. */
  async *follow(): AsyncGenerator<IndexerEvent> {
    const total = this.options.store.lastSequence - this.#manifest.sequence;
    const threads =
      total < WORTH_THREADS ? 0 : (this.options.threads ?? Math.min(availableParallelism(), MOST_THREADS));
    if (threads > 0) this.#pool = await openPool(import.meta.url, './index-job', threads);
    const pending: { changes: readonly Change[]; built: Promise<readonly BuiltSegment[]> }[] = [];
    let done = 0;
    let read = this.#manifest.sequence;
    for (;;) {
      while (pending.length < Math.max(1, threads) && !this.options.signal?.aborted) {
        const changes = this.options.store.changesSince(read, JOB_SIZE);
        if (changes.length === 0) break;
        read = changes.at(-1)!.sequence;
        const built = this.#build(changes);
        // A job that fails while an earlier one is awaited is reported when its turn comes.
        built.catch(() => {});
        pending.push({ changes, built });
      }
      const first = pending.shift();
      if (!first) break;
      const built = await first.built;
      this.#commit(first.changes, built);
      done += first.changes.length;
      yield { type: 'progress', progress: { stage: 'index', done, total, unit: 'publications' } };
    }
    this.options.signal?.throwIfAborted();
  }

  /**
   * Merges small segments, and those with many invalid documents, into larger ones: each segment left is
   * larger than all smaller ones together, so that their number grows with the logarithm of the index.
   */
  async *tidy(): AsyncGenerator<IndexerEvent> {
    const chosen = segmentsToMerge(this.#manifest.segments);
    if (chosen.length === 0) return;
    yield { type: 'progress', progress: { stage: 'merge', done: 0, total: chosen.length, unit: 'steps' } };
    this.options.signal?.throwIfAborted();
    await this.#merge(chosen);
    yield { type: 'progress', progress: { stage: 'merge', done: chosen.length, total: chosen.length, unit: 'steps' } };
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  async #build(changes: readonly Change[]): Promise<readonly BuiltSegment[]> {
    const { store, folder } = this.options;
    const ids = changes.filter(({ type }) => type === 'put').map(({ publication }) => publication);
    const job = { type: 'build', store: store.path, folder, name: newName(), ids } as const;
    return this.#pool ? this.#pool.run(job) : buildSegments(store, job);
  }

  #commit(changes: readonly Change[], built: readonly BuiltSegment[]): void {
    const { folder } = this.options;
    const changed = changes.map(({ publication }) => publication);
    const kept = this.#manifest.segments.map((entry) => this.#markDeleted(entry, changed));
    const segments = [...kept, ...built.map(entryOf)];
    this.#manifest = { ...this.#manifest, sequence: changes.at(-1)!.sequence, segments };
    writeManifest(folder, this.#manifest);
    for (const { publications, passages } of built) {
      this.publications += publications;
      this.passages += passages;
    }
  }

  /** Marks what a segment still has of publications that changed. */
  #markDeleted(entry: SegmentEntry, changed: readonly PublicationId[]): SegmentEntry {
    const path = join(this.options.folder, entry.file);
    const ids = this.#ids.get(entry.file) ?? readIds(path, entry.bytes);
    this.#ids.set(entry.file, ids);
    const gone = changed.map((id) => ids.find(id)).filter((document) => document !== null);
    const deleted = new Set([...entry.deleted, ...gone]);
    return deleted.size === entry.deleted.length ? entry : { ...entry, deleted: [...deleted] };
  }

  async #merge(chosen: readonly SegmentEntry[]): Promise<void> {
    const { folder } = this.options;
    const job = { type: 'merge', folder, file: `${newName()}.seg`, segments: chosen } as const;
    const written = this.#pool ? await this.#pool.run(job) : merge(job);
    const kept = this.#manifest.segments.filter((entry) => !chosen.includes(entry));
    this.#manifest = { ...this.#manifest, segments: [...kept, ...written.map(entryOf)] };
    writeManifest(folder, this.#manifest);
    sweep(folder, this.#manifest);
  }
}

function entryOf({ file, bytes, publications }: BuiltSegment): SegmentEntry {
  return { file, bytes, documents: publications, deleted: [] };
}

function newName(): string {
  return randomBytes(8).toString('hex');
}

const MANY_DELETED = 0.3;

/** Which segments to write anew as one: small ones together, and those with many invalid documents. */
export function segmentsToMerge(segments: readonly SegmentEntry[]): readonly SegmentEntry[] {
  const small = smallSegments(segments);
  return segments.filter((entry) => small.includes(entry) || entry.deleted.length > entry.documents * MANY_DELETED);
}

function smallSegments(segments: readonly SegmentEntry[]): readonly SegmentEntry[] {
  const bySize = segments.toSorted((a, b) => b.bytes - a.bytes);
  for (let first = 0; first < bySize.length - 1; first++) {
    const rest = bySize.slice(first + 1).reduce((sum, { bytes }) => sum + bytes, 0);
    if (bySize[first]!.bytes < rest) return bySize.slice(first);
  }
  return [];
}
