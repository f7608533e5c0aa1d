// Builds what is out of date, then opens the workbench: the whole of `npm start`.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, command, root } from './built.mjs';

const built = path.join(root, 'dist', 'web', 'index.html');

function newestChange(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}

const sources = Math.max(newestChange(path.join(root, 'src')), statSync(path.join(root, 'package-lock.json')).mtimeMs);
if (!existsSync(built) || statSync(built).mtimeMs < sources) build();
process.argv = [process.argv[0], command, 'start', ...process.argv.slice(2)];
await import(pathToFileURL(command).href);
