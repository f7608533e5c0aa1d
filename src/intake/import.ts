import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { inOrder, type Progress } from '../core/index.js';
import { openPool } from '../core/pool.js';
import { type ByteSource, filesAt } from '../gazette/index.js';
import type { PutResult, Store } from '../store/index.js';

import { type ReadResult, type ReadTask, readTask, rejectsOf, rowsOf, toTask } from './job.js';
import { type ImportSource, type Portion, portionsOf } from './portions.js';
import type { ImportEvent, ImportOptions, ImportReport } from './types.js';

/** Below this size starting threads takes longer than reading. */
const WORTH_THREADS = 4 << 20;

/** Milliseconds between two reports of progress. */
const PROGRESS_EVERY = 250;

/**
 * Imports files and folders into a store: records are cut here, read in threads, and stored in the order in
 * which they were cut, so the result is the same with any number of threads. Each transaction says how far its
 * file is stored; an interrupted import goes on from there, and a finished file that has not changed is passed over.
 * What cannot be read becomes a reject, in the store and as an event, and the run goes on.
 * @throws SimsaError `input.not-found` for a path that does not exist (before anything is stored), and the
 * faults of the store.
 */
export async function* importPaths(
  store: Store,
  paths: readonly string[],
  options: ImportOptions = {},
): AsyncGenerator<ImportEvent> {
  const started = performance.now();
  const files = await listFiles(paths, options.base ?? '');
  const run = new ImportRun(store, files, options.signal);
  const total = run.total;
  const reader = openReader(options.workers ?? (total < WORTH_THREADS ? 0 : availableParallelism()));
  try {
    for await (const { item, result } of inOrder(run.portions(), reader.window, reader.read)) {
      if (run.isInterrupted) break;
      yield* run.store(item, result);
    }
  } finally {
    await reader.close();
  }
  store.checkpoint();
  yield { type: 'progress', progress: run.progress() };
  yield { type: 'done', report: run.report((performance.now() - started) / 1_000) };
}

interface File {
  readonly source: ByteSource;
  readonly size: number;
  readonly stamp: string;
}

/** Every file once, in the order named; folders in sorted order. */
async function listFiles(paths: readonly string[], base: string): Promise<readonly File[]> {
  const files = new Map<string, File>();
  for (const path of paths) {
    for await (const source of filesAt(path)) {
      if (files.has(source.name)) continue;
      const { size, mtimeMs } = await stat(source.path ?? source.name);
      const name = source.name.startsWith(base) ? source.name.slice(base.length) : source.name;
      files.set(source.name, { source: { ...source, name }, size, stamp: `${size}-${Math.round(mtimeMs)}` });
    }
  }
  return [...files.values()];
}

interface RecordReader {
  /** Portions that may be under way at once. */
  readonly window: number;
  readonly read: (portion: Portion) => Promise<ReadResult>;
  readonly close: () => Promise<void>;
}

function openReader(threads: number): RecordReader {
  if (threads === 0) {
    return { window: 1, read: async ({ cuts }) => readTask(toTask(cuts)), close: async () => {} };
  }
  const pool = openPool<ReadTask, ReadResult>(import.meta.url, './read-worker', threads);
  const read = ({ cuts }: Portion) => {
    const task = toTask(cuts);
    return pool.run(task, { move: [task.bytes.buffer] });
  };
  // Two for each thread and one to store: none waits for another, and what is under way stays a few megabytes.
  return { window: threads * 2 + 1, read, close: () => pool.close() };
}

/** The state of one import: what it has counted, and when it last told. */
class ImportRun {
  readonly total: number;
  #finishedBytes = 0;
  #currentBytes = 0;
  #current = '';
  #lastTold = 0;
  #counts = { files: 0, records: 0, added: 0, merged: 0, unchanged: 0, rejected: 0, repaired: 0 };

  constructor(
    private readonly target: Store,
    private readonly files: readonly File[],
    private readonly signal?: AbortSignal,
  ) {
    this.total = files.reduce((sum, { size }) => sum + size, 0);
  }

  get isInterrupted(): boolean {
    return this.signal?.aborted ?? false;
  }

  /** The portions of all files that are not stored yet. */
  async *portions(): AsyncGenerator<Portion> {
    for (const file of this.files) {
      if (this.isInterrupted) return;
      const source = this.#begin(file);
      if (source) yield* this.#untilInterrupted(portionsOf(source));
      this.#finishedBytes += file.size;
      this.#currentBytes = 0;
    }
  }

  async *#untilInterrupted(portions: AsyncIterable<Portion>): AsyncGenerator<Portion> {
    for await (const portion of portions) {
      if (this.isInterrupted) return;
      yield portion;
    }
  }

  /** Stores a portion's rows, rejects and progress in one transaction, and tells of it. */
  *store({ cuts, progress }: Portion, result: ReadResult): Generator<ImportEvent> {
    const rejects = rejectsOf(result);
    this.#count(this.target.put({ publications: [], packed: rowsOf(result), rejects, progress }));
    this.#counts.records += cuts.length;
    this.#counts.rejected += rejects.length;
    this.#counts.repaired += result.repairs.length;
    this.#counts.files += Number(progress.finished);
    for (const reject of rejects) yield { type: 'reject', reject };
    for (const repair of result.repairs) yield { type: 'repair', repair };
    if (performance.now() - this.#lastTold < PROGRESS_EVERY) return;
    this.#lastTold = performance.now();
    yield { type: 'progress', progress: this.progress() };
  }

  progress(): Progress {
    const done = Math.min(this.#finishedBytes + this.#currentBytes, this.total);
    return { stage: 'import', done, total: this.total, unit: 'bytes', note: this.#current };
  }

  report(seconds: number): ImportReport {
    return { ...this.#counts, bytes: this.#finishedBytes, seconds, interrupted: this.isInterrupted };
  }

  /** Null for a file that is stored whole and has not changed. */
  #begin({ source, stamp }: File): ImportSource | null {
    const known = this.target.progressOf(source.name);
    const same = known?.stamp === stamp ? known : null;
    this.#current = source.name;
    if (!same?.finished) {
      const onBytes = (bytes: number) => {
        this.#currentBytes = bytes;
      };
      return { source, stamp, stored: same?.records ?? 0, onBytes };
    }
    this.#counts.files += 1;
    this.#counts.unchanged += same.records;
    return null;
  }

  #count({ added, merged, unchanged }: PutResult): void {
    this.#counts.added += added;
    this.#counts.merged += merged;
    this.#counts.unchanged += unchanged;
  }
}
