/** Imported directly and not through the door of this room, because the browser uses that and has no such threads. */

import { Tinypool } from 'tinypool';

/** Threads that run one function, the default export of a module. */
export interface Pool<Task, Result> {
  readonly threads: number;
  /** Runs the function in the next free thread. Buffers named in `move` go over without a copy and are gone here. */
  run(task: Task, options?: { readonly move?: readonly ArrayBuffer[] }): Promise<Result>;
  /** Ends the threads; what still runs is given up. */
  close(): Promise<void>;
}

const SOURCE_THREAD = new URL('./typescript-thread.mjs', import.meta.url).href;

/**
 * Starts threads for a module of ours. From built files the module is `name.js`; run from sources (tsx,
 * Vitest) it is `name.ts`, and the threads read TypeScript too.
 * @param from `import.meta.url` of the caller.
 * @param name path of the module relative to the caller, without its ending.
 * @param ahead tasks given to a thread at a time; with more than one it need not wait for the main thread, when that
 *   has work of its own.
 */
export function openPool<Task, Result>(from: string, name: string, threads: number, ahead = 1): Pool<Task, Result> {
  const isSource = from.endsWith('.ts');
  const module = new URL(`${name}${isSource ? '.ts' : '.js'}`, from).href;
  const pool = new Tinypool({
    filename: isSource ? SOURCE_THREAD : module,
    workerData: module,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    concurrentTasksPerWorker: ahead,
  });
  return {
    threads,
    run: (task, { move = [] } = {}) => pool.run(task, { transferList: [...move] }) as Promise<Result>,
    close: () => pool.destroy(),
  };
}

/** In a thread: a result of which the named buffers go back without a copy. */
export function moved<Result extends object>(result: Result, buffers: readonly ArrayBuffer[]): Result {
  const movable = { [Tinypool.transferableSymbol]: buffers, [Tinypool.valueSymbol]: result };
  return Tinypool.move(movable as never) as unknown as Result;
}
