/**
 * A process that imports, for tests that kill it or starve it: `import-child.ts STORE WORKERS PATH`.
 * Writes `started` when the import begins, and at its end one line of JSON: the report or the error's code.
 */
import { toSimsaError } from '../../src/core/index.js';
import { importPaths } from '../../src/intake/index.js';
import { openStore } from '../../src/store/index.js';

const [folder = '', workers = '0', path = ''] = process.argv.slice(2);

try {
  const store = openStore(folder);
  process.stdout.write('started\n');
  for await (const event of importPaths(store, [path], { workers: Number(workers) })) {
    if (event.type === 'done') process.stdout.write(`${JSON.stringify(event.report)}\n`);
  }
  store.close();
} catch (error) {
  const { code, details } = toSimsaError(error);
  process.stdout.write(`${JSON.stringify({ code, details })}\n`);
  process.exitCode = 1;
}
