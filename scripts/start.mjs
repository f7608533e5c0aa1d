// Builds what is out of date, then opens the workbench: the whole of `npm start`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = path.join(root, 'dist', 'web', 'index.html');

function newestChange(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}

const sources = Math.max(newestChange(path.join(root, 'src')), statSync(path.join(root, 'package-lock.json')).mtimeMs);
if (!existsSync(built) || statSync(built).mtimeMs < sources) {
  if (!existsSync(path.join(root, 'node_modules', 'typescript'))) {
    console.error('Simsa is not built and the build tools are not installed. Run: npm ci');
    process.exit(2);
  }
  console.error('Building Simsa …');
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
process.argv = [process.argv[0], path.join(root, 'dist', 'cli', 'main.js'), 'start', ...process.argv.slice(2)];
await import(new URL('../dist/cli/main.js', import.meta.url).href);
