import { randomUUID } from 'node:crypto';
import { openPool } from '../../core/pool.js';
import { type NounJob, type NounTasks, runNounJob } from './noun-job.js';

type Kind = keyof NounTasks;

/** Threads that do the parts of one extraction; with none they are done here. */
export class NounPool {
  readonly #extraction = randomUUID();
  readonly #threads;

  constructor(workers: number) {
    this.#threads =
      workers === 0 ? null : openPool<NounJob<Kind>, NounTasks[Kind]['answer']>(import.meta.url, './noun-job', workers);
  }

  /** Runs one task; its arrays named in `move` go over without a copy and are gone here. */
  async run<K extends Kind>(
    kind: K,
    task: NounTasks[K]['task'],
    move: readonly ArrayBuffer[] = [],
  ): Promise<NounTasks[K]['answer']> {
    const job = { kind, task, extraction: this.#extraction };
    return this.#threads ? this.#threads.run(job, { move }) : runNounJob(job);
  }

  /** Answers in the order of the tasks, whatever thread was faster; a few tasks are on their way at a time. */
  async *runAll<K extends Kind, Note>(
    kind: K,
    tasks: AsyncIterable<NounStep<K, Note>> | Iterable<NounStep<K, Note>>,
  ): AsyncGenerator<readonly [NounTasks[K]['answer'], Note]> {
    const underway: (readonly [Promise<NounTasks[K]['answer']>, Note])[] = [];
    const most = this.#threads ? this.#threads.threads * 2 : 0;
    for await (const { task, note, move } of tasks) {
      const answer = this.run(kind, task, move);
      // Somebody listens from the start, so that a thread's failure is told by the await alone.
      answer.catch(() => {});
      underway.push([answer, note]);
      if (underway.length > most) yield await first(underway);
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
