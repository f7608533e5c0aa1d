import { randomUUID } from 'node:crypto';
import { type ErrorRecord, type Progress, SimsaError, toSimsaError } from '../core/index.js';
import type { ImportReport, Simsa } from '../simsa.js';
import type { Reject } from '../store/index.js';
import { withoutFolders } from './source-names.js';

export type JobState = 'waiting' | 'importing' | 'indexing' | 'done' | 'failed' | 'cancelled';

/** An import as a reader sees it. */
export interface ImportJob {
  readonly id: string;
  /** Files as their owner called them; none when only the index is made. */
  readonly names: readonly string[];
  readonly state: JobState;
  readonly startedAt: string;
  readonly progress: Progress | null;
  /** The first of them; all are in the store. */
  readonly rejects: readonly ErrorRecord[];
  readonly rejected: number;
  readonly report: ImportReport | null;
  readonly error: ErrorRecord | null;
}

export interface ImportOrder {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  /** Beginning of the paths that is left out of the names told, an upload's folder for example. */
  readonly base?: string;
  /** Make the index anew instead of bringing it up to date. */
  readonly rebuild?: boolean;
  /** Called once, however the import ends. */
  readonly cleanUp?: () => Promise<void>;
}

interface Job {
  readonly id: string;
  readonly order: ImportOrder;
  readonly controller: AbortController;
  readonly startedAt: string;
  state: JobState;
  progress: Progress | null;
  rejects: Reject[];
  rejected: number;
  report: ImportReport | null;
  error: SimsaError | null;
}

const SHOWN_REJECTS = 100;
const KEPT_JOBS = 50;
const FINAL: ReadonlySet<JobState> = new Set(['done', 'failed', 'cancelled']);

/** A reject as a record in a language, its file without the folders above it. */
export function rejectRecord(reject: Reject, language: 'en' | 'ko'): ErrorRecord {
  const record = reject.error.toRecord(language);
  const where = { ...record.where, ...reject.where };
  return { ...record, where: where.file === undefined ? where : { ...where, file: withoutFolders(where.file) } };
}

/** Imports, one after another, each followed by indexing. Only one may write to the store at a time. */
export class ImportJobs {
  readonly #simsa: Simsa;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(id: string) => void>();
  #queue: Promise<void> = Promise.resolve();

  constructor(simsa: Simsa) {
    this.#simsa = simsa;
  }

  /** Queues an import and gives its id. */
  start(order: ImportOrder): string {
    const job: Job = {
      id: randomUUID(),
      order,
      controller: new AbortController(),
      startedAt: new Date().toISOString(),
      state: 'waiting',
      progress: null,
      rejects: [],
      rejected: 0,
      report: null,
      error: null,
    };
    this.#jobs.set(job.id, job);
    this.#forgetOldest();
    this.#queue = this.#queue.then(() => this.#run(job));
    return job.id;
  }

  list(language: 'en' | 'ko'): readonly ImportJob[] {
    return [...this.#jobs.values()].reverse().map((job) => view(job, language));
  }

  /** @throws SimsaError `server.unknown-job` */
  get(id: string, language: 'en' | 'ko'): ImportJob {
    return view(this.#find(id), language);
  }

  /** Stops an import; what it has stored stays, and the same import goes on from there when started again. */
  cancel(id: string): void {
    this.#find(id).controller.abort();
  }

  /** The job now and after every change, until it is finished or nobody listens. */
  async *watch(id: string, language: 'en' | 'ko', signal: AbortSignal): AsyncGenerator<ImportJob & { type: 'job' }> {
    const job = this.#find(id);
    const changes = this.#changesOf(id, signal);
    try {
      for (;;) {
        const now = view(job, language);
        yield { type: 'job', ...now };
        if (FINAL.has(now.state) || signal.aborted) return;
        await changes.next();
      }
    } finally {
      changes.stop();
    }
  }

  /** Stops everything and waits until the store is no longer written to. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) job.controller.abort();
    await this.#queue;
  }

  #find(id: string): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new SimsaError('server.unknown-job', { job: id });
    return job;
  }

  #changesOf(id: string, signal: AbortSignal) {
    let wake: () => void = () => {};
    let changed = false;
    const listener = (which: string) => {
      if (which !== id) return;
      changed = true;
      wake();
    };
    const onAbort = () => wake();
    this.#listeners.add(listener);
    signal.addEventListener('abort', onAbort);
    return {
      next: async () => {
        if (!changed && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
        changed = false;
      },
      stop: () => {
        this.#listeners.delete(listener);
        signal.removeEventListener('abort', onAbort);
      },
    };
  }

  async #run(job: Job): Promise<void> {
    try {
      if (!job.controller.signal.aborted) await this.#importAndIndex(job);
      job.state = job.controller.signal.aborted ? 'cancelled' : 'done';
    } catch (thrown) {
      job.state = job.controller.signal.aborted ? 'cancelled' : 'failed';
      if (job.state === 'failed') job.error = toSimsaError(thrown);
    } finally {
      await job.order.cleanUp?.().catch(() => {});
      job.progress = null;
      this.#changed(job);
    }
  }

  async #importAndIndex(job: Job): Promise<void> {
    if (job.order.paths.length > 0) await this.#import(job);
    if (!job.controller.signal.aborted) await this.#index(job);
  }

  async #import(job: Job): Promise<void> {
    const { signal } = job.controller;
    const { paths, base } = job.order;
    job.state = 'importing';
    this.#changed(job);
    for await (const event of this.#simsa.import(paths, { signal, base })) {
      if (event.type === 'progress') job.progress = event.progress;
      else if (event.type === 'reject') noteReject(job, event.reject);
      else if (event.type === 'done') job.report = event.report;
      this.#changed(job);
    }
  }

  async #index(job: Job): Promise<void> {
    const { signal } = job.controller;
    job.state = 'indexing';
    job.progress = null;
    this.#changed(job);
    for await (const event of this.#simsa.index({ signal, rebuild: job.order.rebuild ?? false })) {
      if (event.type === 'progress') job.progress = event.progress;
      this.#changed(job);
    }
  }

  #changed(job: Job): void {
    for (const listener of this.#listeners) listener(job.id);
  }

  #forgetOldest(): void {
    for (const job of this.#jobs.values()) {
      if (this.#jobs.size <= KEPT_JOBS) return;
      if (FINAL.has(job.state)) this.#jobs.delete(job.id);
    }
  }
}

function noteReject(job: Job, reject: Reject): void {
  job.rejected += 1;
  if (job.rejects.length < SHOWN_REJECTS) job.rejects.push(reject);
}

function view(job: Job, language: 'en' | 'ko'): ImportJob {
  const { id, order, state, startedAt, rejected, report, error } = job;
  const note = job.progress?.note;
  const progress = note === undefined ? job.progress : { ...job.progress!, note: withoutFolders(note) };
  return {
    id,
    names: order.names,
    state,
    startedAt,
    progress,
    rejects: job.rejects.map((reject) => rejectRecord(reject, language)),
    rejected,
    report,
    error: error?.toRecord(language) ?? null,
  };
}
