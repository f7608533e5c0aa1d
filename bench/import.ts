import { execFile } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeBulk } from './gazettes/bulk.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/', import.meta.url));
const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));

interface Outcome {
  readonly publications: number;
  readonly rejected: number;
  readonly storedBytes: number;
  readonly seconds: number;
  readonly peak: number;
}

/**
 * Imports bulk XML made up in the real formats, or with `--data` a folder of real gazettes: files on disk to
 * publications in the store. Beside it the parts of the way, and a plain program with the same readers.
 */
export async function run({ data, workers, megabytes }: BenchOptions): Promise<readonly Measurement[]> {
  const folder = data ?? makeBulk(WORK, megabytes);
  const bytes = sizeOf(folder);
  const way = (name: string, threads: number) => measure(name, folder, threads);
  const simsa = await way('simsa', workers);
  const plain = await way('plain', 1);
  const read = await way('read', 1);
  const cut = await way('cut', 1);
  const speed = (outcome: Outcome) => round(bytes / 1e6 / outcome.seconds);
  return [
    { what: 'bulk on disk', value: round(bytes / 1e6), unit: 'MB', aim: data ? '' : '≥ 500' },
    { what: `import, ${workers} threads`, value: speed(simsa), unit: 'MB/s', aim: '≥ 40' },
    { what: 'publications', value: round(simsa.publications / simsa.seconds), unit: 'per second' },
    { what: 'publications stored', value: simsa.publications, unit: '' },
    { what: 'rejected', value: simsa.rejected, unit: '' },
    { what: 'peak of memory', value: round(simsa.peak / 1e6), unit: 'MB', aim: '≤ 1,500' },
    { what: 'store on disk', value: round(simsa.storedBytes / 1e6), unit: 'MB' },
    { what: 'peer: same readers, one thread, a row a paragraph', value: speed(plain), unit: 'MB/s' },
    { what: 'part: cutting and reading, one thread', value: speed(read), unit: 'MB/s' },
    { what: 'part: cutting, one thread', value: speed(cut), unit: 'MB/s' },
  ];
}

async function measure(way: string, folder: string, workers: number): Promise<Outcome> {
  const store = join(WORK, `store-${way}`);
  rmSync(store, { recursive: true, force: true });
  const args = ['--import', 'tsx', CHILD, way, folder, store, String(workers)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  if (stderr) console.error(stderr.slice(0, 2_000));
  rmSync(store, { recursive: true, force: true });
  return JSON.parse(stdout) as Outcome;
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
