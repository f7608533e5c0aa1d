/**
 * A process that imports, for tests that kill it or starve it: `import-child.ts STORE WORKERS PATH [STEP]`.
 * At its end it writes one line of JSON: the report with the steps taken, or the error's code. With STEP it
 * kills itself, without warning, before it takes that step on the database.
 */
import { toSimsaError } from '../../src/core/index.js';
import { importPaths } from '../../src/intake/index.js';
import { openStore } from '../../src/store/index.js';
import { countSteps } from './steps.js';

const [folder = '', workers = '0', path = '', step] = process.argv.slice(2);
const steps = countSteps(step === undefined ? null : Number(step));
const say = (record: object) => process.stdout.write(`${JSON.stringify(record)}\n`);

try {
  const store = openStore(folder);
  for await (const event of importPaths(store, [path], { workers: Number(workers) })) {
    if (event.type === 'done') say({ ...event.report, steps: steps.taken });
  }
  store.close();
} catch (error) {
  const { code, details } = toSimsaError(error);
  say({ code, details });
  process.exitCode = 1;
}
