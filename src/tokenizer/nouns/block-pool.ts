import { openPool } from '../../core/pool.js';
import { type BlockCounts, type BlockTask, type BlockUses, runBlock } from './block-job.js';

/** What a task gives. */
type ResultOf<Task extends BlockTask> = Task['type'] extends 'count' ? BlockCounts : BlockUses;

/** Threads that read blocks of text; with none the blocks are read here. */
export interface BlockPool {
  /** Results in the order of the tasks, whatever thread was faster; a few blocks are on their way at a time. */
  run<Task extends BlockTask, Note>(
    tasks: AsyncIterable<readonly [Task, Note]>,
  ): AsyncGenerator<readonly [ResultOf<Task>, Note]>;
  close(): Promise<void>;
}

export function openBlockPool(workers: number): BlockPool {
  if (workers === 0) {
    return {
      async *run(tasks) {
        for await (const [task, note] of tasks) yield [runBlock(task) as never, note];
      },
      close: async () => {},
    };
  }
  const pool = openPool<BlockTask, BlockCounts | BlockUses>(import.meta.url, './block-job', workers);
  return {
    async *run(tasks) {
      const underway: (readonly [Promise<BlockCounts | BlockUses>, unknown])[] = [];
      const next = async () => {
        const [result, note] = underway.shift()!;
        return [(await result) as never, note as never] as const;
      };
      for await (const [task, note] of tasks) {
        const result = pool.run(task, { move: [task.bytes.buffer] });
        // Somebody listens from the start, so that a thread's failure is told by the await alone.
        result.catch(() => {});
        underway.push([result, note]);
        if (underway.length > workers * 2) yield await next();
      }
      while (underway.length > 0) yield await next();
    },
    close: () => pool.close(),
  };
}
