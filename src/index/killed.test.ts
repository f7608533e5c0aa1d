import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { best } from './best.js';
import { type Bench, madeUp, newBench } from './testing/made-up.js';

const CHILD = fileURLToPath(new URL('./testing/dying-indexer.ts', import.meta.url));

let bench: Bench;
beforeEach(() => {
  bench = newBench();
});
afterEach(() => bench.remove());

function runUntil(step: number): { killed: boolean; steps: number } {
  const args = ['--import', 'tsx', CHILD, bench.store.path, bench.indexFolder, String(step)];
  const { signal, stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(stderr);
  return { killed: signal === 'SIGKILL', steps: Number(stdout) };
}

async function contents(): Promise<string[]> {
  const engine = bench.open();
  const all = best(await engine.match({ type: 'everything' }), 1_000);
  const cards = await Promise.all(all.map(({ document }) => engine.card(document)));
  await engine.close();
  return cards.map(({ id, title }) => `${id} ${title}`).toSorted();
}

it('loses and doubles nothing, wherever it is killed, and goes on', async () => {
  const number = (index: number) => `102021${String(index).padStart(7, '0')}`;
  bench.put(...[0, 1, 2, 3].map((index) => madeUp(number(index), { title: `first ${index}` })));
  await bench.index();
  bench.put(
    madeUp(number(1), { title: 'second 1', abstract: 'changed and longer' }),
    madeUp(number(9), { title: 'new' }),
  );
  const before = await contents();
  const after = ['first 0', 'second 1', 'first 2', 'first 3', 'new'].map(
    (title) => `KR${number(title === 'new' ? 9 : Number(title.at(-1)))} ${title}`,
  );
  let killed = 0;
  // Steps grow unevenly, so that runs die in the lock, the segment, the manifest, the merge and the sweep.
  for (let step = 1; step < 400; step = step * 2 + 3) {
    const run = runUntil(step);
    if (!run.killed) break;
    killed++;
    const now = await contents();
    expect([before, after.toSorted()]).toContainEqual(now);
  }
  expect(killed).toBeGreaterThan(3);
  await bench.index();
  expect(await contents()).toEqual(after.toSorted());
});
