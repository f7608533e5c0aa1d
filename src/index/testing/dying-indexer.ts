/**
 * `dying-indexer.ts STORE INDEX STEP`: follows the store and kills this process before its STEP-th write, rename,
 * flush or removal of a file. Without being killed it prints how many there were.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [store = '', folder = '', last = '0'] = process.argv.slice(2);
let steps = 0;
for (const name of ['writeSync', 'renameSync', 'fsyncSync', 'rmSync'] as const) {
  const original = fs[name] as (...values: unknown[]) => unknown;
  Reflect.set(fs, name, (...values: unknown[]) => {
    steps += 1;
    if (steps === Number(last)) process.kill(process.pid, 'SIGKILL');
    return original(...values);
  });
}
syncBuiltinESMExports();

const { openStore } = await import('../../store/index.js');
const { updateIndex } = await import('../indexer.js');
for await (const _ of updateIndex({ store: openStore(store, { readOnly: true }), folder, threads: 0 }));
console.log(steps);
