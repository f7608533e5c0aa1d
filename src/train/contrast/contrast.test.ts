import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastCheckpoint } from '../pretrain/checkpoint.js';
import { type Metric, readMetrics } from '../pretrain/run-folder.js';
import type { PretrainEvent } from '../pretrain/types.js';
import { CONTRAST, madeUpContrast } from '../testing/made-up-pairs.js';
import { writeMadeUpTokens } from '../testing/made-up-tokens.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-contrast-'));
  writeMadeUpTokens(join(root, 'train'), { documents: 100, seed: 1 });
  writeMadeUpTokens(join(root, 'held'), { documents: 40, seed: 2 });
});
afterAll(() => rmSync(root, { recursive: true }));

async function all(run: AsyncGenerator<PretrainEvent>): Promise<readonly PretrainEvent[]> {
  const events: PretrainEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

/** Curves without the time they took. */
function curves(folder: string) {
  return readMetrics(folder).map(({ tokensPerSecond: _, ...metric }: Metric) => metric);
}

const PAIRS_ONLY = { ...CONTRAST.shares, masked: 0 };

test.each(['words', 'network'] as const)('%s learn which texts belong together', async (tower) => {
  const folder = join(root, `learns-${tower}`);
  const settings = { ...CONTRAST, tower, shares: PAIRS_ONLY, batch: 16, steps: 150, rate: 1e-2, cooldown: 100 };
  const every = { metric: 50, reading: 150, checkpoint: 150 };
  await all(madeUpContrast(root, folder, { settings, every }));
  const [first, last] = [readMetrics(folder)[0]!, readMetrics(folder).at(-1)!];
  expect(last.loss).toBeLessThan(first.loss);
  expect(last.held!.claims!.queries).toBe(40);
  expect(last.held!.claims!.right).toBeGreaterThan(0.5);
  expect(last.held!.claims!.ten).toBeGreaterThanOrEqual(last.held!.claims!.right!);
});

describe('a run', () => {
  let whole = '';
  beforeAll(async () => {
    whole = join(root, 'whole');
    await all(madeUpContrast(root, whole));
  });

  test('goes through all kinds of steps, and reads masked words beside pairs', () => {
    const metrics = curves(whole);
    expect(metrics.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    const turns = metrics.map(({ losses }) => Object.keys(losses!)[0]!);
    expect(turns.filter((turn) => turn === 'masked').length).toBeGreaterThanOrEqual(2);
    expect(turns.filter((turn) => turn === 'titles').length).toBeGreaterThanOrEqual(2);
    expect(Object.keys(metrics.at(-1)!.held!)).toEqual(['claims', 'titles', 'masked-made']);
  });

  test('that is interrupted and goes on has the same curves to the last bit', async () => {
    for (const stopAfter of [1, 7]) {
      const folder = join(root, `stopped-${stopAfter}`);
      const stop = new AbortController();
      for await (const event of madeUpContrast(root, folder, { signal: stop.signal }))
        if (event.type === 'metric' && event.metric.step === stopAfter) stop.abort();
      expect(lastCheckpoint(folder)!.training.step).toBe(stopAfter);
      await all(madeUpContrast(root, folder));
      expect(curves(folder)).toEqual(curves(whole));
    }
  });

  test('that is killed goes on from its last checkpoint to the same curves', async () => {
    const folder = join(root, 'killed');
    const program = fileURLToPath(new URL('../testing/killed-contrast.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, root, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (line: Buffer) => {
      if (line.toString().includes('step 5')) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    expect(lastCheckpoint(folder)!.training.step).toBeLessThan(12);
    await all(madeUpContrast(root, folder));
    expect(curves(folder)).toEqual(curves(whole));
  });

  test('is not mixed with one of other settings', async () => {
    const settings = { ...CONTRAST, temperature: 0.2 };
    await expect(all(madeUpContrast(root, whole, { settings }))).rejects.toMatchObject({
      code: 'train.other-run',
      details: { what: 'temperature' },
    });
  });
});

test('a batch that cannot be filled with counterexamples is named before anything is trained', async () => {
  const settings = { ...CONTRAST, batch: 400 };
  await expect(all(madeUpContrast(root, join(root, 'few'), { settings }))).rejects.toMatchObject({
    code: 'train.few-pairs',
    details: { kind: 'claims', count: 200, wanted: 400 },
  });
});
