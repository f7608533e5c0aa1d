import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/index.js';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url));

export interface Import {
  readonly store: string;
  readonly path: string;
  readonly workers?: number;
}

/** The command that imports in a process of its own. */
export function importCommand({ store, path, workers = 0 }: Import): string[] {
  return [process.execPath, '--import', TSX, CHILD, store, String(workers), path];
}

/** What a child said last, or null when it was killed before it could. */
export type LastWord = { readonly code?: string; readonly records?: number } | null;

/**
 * Runs a command that imports.
 * @param options.killAfter milliseconds after its start of work at which it is killed without warning.
 */
export async function runChild(
  [command = '', ...args]: readonly string[],
  options: SpawnOptions & { readonly killAfter?: number } = {},
): Promise<{ readonly killed: boolean; readonly last: LastWord; readonly errors: string }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = listen(child, options.killAfter);
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_, by) => resolve(by));
  });
  const { lines, errors } = said;
  const last = lines.at(-1)?.startsWith('{') ? (JSON.parse(lines.at(-1)!) as LastWord) : null;
  return { killed: signal === 'SIGKILL', last, errors: errors.join('') };
}

function listen(child: ChildProcess, killAfter: number | undefined): { lines: string[]; errors: string[] } {
  const lines: string[] = [];
  const errors: string[] = [];
  child.stderr?.on('data', (data: Buffer) => errors.push(String(data)));
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(line);
    if (line === 'started' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  return { lines, errors };
}

/** All that a store says about what it holds, as one hash, with its counts for reading. */
export function fingerprint(folder: string): unknown {
  const store = openStore(folder, { readOnly: true });
  const hash = createHash('sha256');
  const ids = [...store.ids()];
  for (const id of ids) hash.update(JSON.stringify([id, store.get(id), store.passages(id), store.find(id)]));
  hash.update(JSON.stringify(store.rejects({ limit: 1_000_000 })));
  const changes = store.changesSince(0, 1_000_000).map(({ publication, type }) => `${publication} ${type}`);
  hash.update(JSON.stringify(changes.sort()));
  const print = { content: hash.digest('hex'), ids: ids.length, counts: store.counts(), faults: store.check() };
  store.close();
  return print;
}
