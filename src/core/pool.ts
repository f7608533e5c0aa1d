/** Imported directly and not through the door of this room, because the browser uses that and has no such threads. */

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Tinypool } from 'tinypool';

/** Threads that run one function, the default export of a module. */
export interface Pool<Task, Result> {
  readonly threads: number;
  /** Runs the function in the next free thread. Buffers named in `move` go over without a copy and are gone here. */
  run(task: Task, options?: { readonly move?: readonly ArrayBuffer[] }): Promise<Result>;
  /** Ends the threads; what still runs is given up. */
  close(): Promise<void>;
}

/**
 * Starts threads for a module of ours. From built files the module is `name.js`; run from sources (tsx,
 * Vitest) it is `name.ts`, and the threads read TypeScript too.
 * @param from `import.meta.url` of the caller.
 * @param name path of the module relative to the caller, without its ending.
 */
export function openPool<Task, Result>(from: string, name: string, threads: number): Pool<Task, Result> {
  const isSource = from.endsWith('.ts');
  const pool = new Tinypool({
    filename: isSource ? typescriptModule(new URL(`${name}.ts`, from)) : new URL(`${name}.js`, from).href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
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

/** A module that teaches its thread TypeScript first: Node 20 gives threads no loader, neither inherited nor by `--import`. */
function typescriptModule(module: URL): string {
  // The entry for `require` cannot find its own loader; the one for `import` is what `tsx/esm/api` names too.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('./dist/esm/api/index.mjs', tsx).href;
  const program = `import { register } from ${JSON.stringify(loader)};
register();
export default (await import(${JSON.stringify(module.href)})).default;`;
  return `data:text/javascript,${encodeURIComponent(program)}`;
}
