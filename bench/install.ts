import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './types.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A new user's first minute: clone, `npm ci` from an empty cache, the build; and what each leaves on disk. */
export async function run(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simsa-install-'));
  const clone = join(folder, 'simsa');
  const home = { ...process.env, HOME: folder, npm_config_cache: join(folder, 'cache') };
  const npm = (...words: string[]) =>
    seconds(() => execFileSync('npm', words, { cwd: clone, env: home, stdio: 'ignore' }));
  try {
    execFileSync('git', ['clone', '-q', ROOT, clone]);
    const install = npm('ci');
    const installed = megabytes(join(clone, 'node_modules'));
    const build = npm('run', 'build');
    const production = npm('ci', '--omit=dev');
    const withRuntime = megabytes(join(clone, 'node_modules'));
    // Leaving out all optional packages would leave out the database's binary too, so its size is taken off instead.
    const runtime = megabytes(join(clone, 'node_modules', 'onnxruntime-node'));
    return [
      { what: 'npm ci, empty cache', value: install, unit: 's', aim: '< 180' },
      { what: 'node_modules', value: installed, unit: 'MB', aim: '< 1,000' },
      { what: 'build', value: build, unit: 's' },
      { what: 'npm ci --omit=dev, warm cache', value: production, unit: 's' },
      { what: 'node_modules without dev, with onnxruntime', value: withRuntime, unit: 'MB', aim: '< 600' },
      {
        what: 'node_modules without dev and onnxruntime',
        value: withRuntime - runtime,
        unit: 'MB',
        aim: '< 300',
      },
      {
        what: 'built files with the dictionary',
        value: megabytes(join(clone, 'dist')) + megabytes(join(clone, 'models')),
        unit: 'MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function seconds(work: () => void): number {
  const started = performance.now();
  work();
  return Math.round((performance.now() - started) / 100) / 10;
}

function megabytes(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const entry = lstatSync(join(folder, name));
    if (entry.isFile()) bytes += entry.size;
  }
  return Math.round(bytes / 1e6);
}
