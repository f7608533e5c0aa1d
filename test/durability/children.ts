import { type SpawnOptions, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../src/store/index.js';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url));

export interface Import {
  readonly store: string;
  readonly path: string;
  readonly workers?: number;
  /** The step on the database before which the process kills itself. */
  readonly killAt?: number;
}

/** The command that imports in a process of its own. */
export function importCommand({ store, path, workers = 0, killAt }: Import): string[] {
  const step = killAt === undefined ? [] : [String(killAt)];
  return [process.execPath, '--import', TSX, CHILD, store, String(workers), path, ...step];
}

/** What a child said at its end: the import's report or an error's code. */
export interface LastWord {
  readonly code?: string;
  readonly records?: number;
  readonly steps?: number;
  readonly interrupted?: boolean;
}

/** Runs a command that imports. `last` is null when it was killed before it could say anything. */
export async function runChild(
  [command = '', ...args]: readonly string[],
  options: SpawnOptions = {},
): Promise<{ readonly killed: boolean; readonly last: LastWord | null; readonly errors: string }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors] = [child.stdout, child.stderr].map(collect);
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_, by) => resolve(by));
  });
  const last = output!.join('').trim().split('\n').at(-1) ?? '';
  return {
    killed: signal === 'SIGKILL',
    last: last.startsWith('{') ? (JSON.parse(last) as LastWord) : null,
    errors: errors!.join(''),
  };
}

function collect(stream: Readable | null): string[] {
  const parts: string[] = [];
  stream?.on('data', (data: Buffer) => parts.push(String(data)));
  return parts;
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
