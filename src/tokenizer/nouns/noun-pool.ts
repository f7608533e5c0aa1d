import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { openPool } from '../../core/pool.js';
import { type KoreanDictionary, readKoreanDictionaryBeside } from '../../text/index.js';
import { type NounJob, type NounTasks, runNounJob } from './noun-job.js';

type Kind = keyof NounTasks;

/** Tasks given to a thread at a time: one to do, one that waits, so that it need not. */
const AHEAD = 2;
/** Answers that wait for an earlier one at most, for each thread. */
const WAITING = 6;

/**
 * Does the parts of one extraction in threads. The main thread is one of them: a thread of its own compiles the code
 * anew and warms up, which a short text does not repay.
 */
export class NounPool {
  readonly #extraction = randomUUID();
  readonly #threads;
  /** Tasks that threads have and did not answer yet. */
  #given = 0;

  /** @param workers threads that work, the main one among them; 0 and 1: the main one alone */
  constructor(workers: number) {
    this.#threads =
      workers < 2
        ? null
        : openPool<NounJob<Kind>, NounTasks[Kind]['answer']>(import.meta.url, './noun-job', workers - 1, AHEAD);
  }

  /** The analyser's dictionary, opened while this thread counts. */
  openDictionary(): Promise<KoreanDictionary> {
    return this.#threads ? this.run('open', {}) : readKoreanDictionaryBeside();
  }

  /**
   * Runs one task, in another thread when one has time; its arrays named in `move` then go over without a copy and
   * are gone here.
   */
  async run<K extends Kind>(
    kind: K,
    task: NounTasks[K]['task'],
    move: readonly ArrayBuffer[] = [],
  ): Promise<NounTasks[K]['answer']> {
    const job = { kind, task, extraction: this.#extraction };
    if (this.#threads === null || this.#given >= this.#threads.threads * AHEAD) return runNounJob(job);
    this.#given++;
    try {
      return await this.#threads.run(job, { move });
    } finally {
      this.#given--;
    }
  }

  /** Answers in the order of the tasks, whatever thread was faster; a few tasks are on their way at a time. */
  async *runAll<K extends Kind, Note>(
    kind: K,
    tasks: AsyncIterable<NounStep<K, Note>> | Iterable<NounStep<K, Note>>,
  ): AsyncGenerator<readonly [NounTasks[K]['answer'], Note]> {
    const underway: (readonly [Promise<NounTasks[K]['answer']>, Note])[] = [];
    const most = this.#threads ? (this.#threads.threads + 1) * WAITING : 0;
    for await (const { task, note, move } of tasks) {
      const answer = this.run(kind, task, move);
      // Somebody listens from the start, so that a thread's failure is told by the await alone.
      answer.catch(() => {});
      underway.push([answer, note]);
      if (underway.length > most) yield await first(underway);
      // Between tasks that are done here, threads are heard and given more, and so is who wants to stop.
      await turn();
    }
    while (underway.length > 0) yield await first(underway);
  }

  async close(): Promise<void> {
    await this.#threads?.close();
  }
}

/** A task with what is to be known again beside its answer. */
export interface NounStep<K extends Kind, Note> {
  readonly task: NounTasks[K]['task'];
  readonly note: Note;
  readonly move: readonly ArrayBuffer[];
}

async function first<Answer, Note>(underway: (readonly [Promise<Answer>, Note])[]): Promise<readonly [Answer, Note]> {
  const [answer, note] = underway.shift()!;
  return [await answer, note];
}
