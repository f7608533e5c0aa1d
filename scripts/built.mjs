// Builds Simsa out of its sources where there are any.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const command = path.join(root, 'dist', 'cli', 'main.js');

/** Ends the process where it cannot be built. */
export function build() {
  if (!existsSync(path.join(root, 'node_modules', 'typescript'))) {
    console.error('Simsa is not built and the build tools are not installed. Run: npm ci');
    process.exit(2);
  }
  console.error('Building Simsa …');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
