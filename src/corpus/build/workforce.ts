import { openPool } from '../../core/pool.js';
import type { StageOneNote, StageOneTask } from './stage-one.js';
import type { StageTwoResult, StageTwoTask } from './stage-two.js';
import { type BuildTask, runBuildTask } from './worker.js';

/** Who does the work of a build: threads, or this thread where none are wanted. */
export interface Workforce {
  /** Batches that may be under way at once. */
  readonly window: number;
  read(task: StageOneTask): Promise<StageOneNote>;
  deal(task: StageTwoTask): Promise<StageTwoResult>;
  close(): Promise<void>;
}

export function openWorkforce(threads: number): Workforce {
  if (threads === 0) {
    const run = async (task: BuildTask) => runBuildTask(task);
    return { window: 1, ...methods(run), close: async () => {} };
  }
  const pool = openPool<BuildTask, StageOneNote | StageTwoResult>(import.meta.url, './worker', threads);
  const run = (task: BuildTask) => pool.run(task, { move: 'one' in task ? [task.one.batch.bytes.buffer] : [] });
  // One for each thread, and two more that wait while the first in turn takes long: what is under way stays a few batches.
  return { window: threads + 2, ...methods(run), close: () => pool.close() };
}

/** The worker answers each kind of task with its own kind of result. */
function methods(run: (task: BuildTask) => Promise<StageOneNote | StageTwoResult>): Pick<Workforce, 'read' | 'deal'> {
  return {
    read: async (one) => (await run({ one })) as StageOneNote,
    deal: async (two) => (await run({ two })) as StageTwoResult,
  };
}
