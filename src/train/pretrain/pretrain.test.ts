import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpRun, SETTINGS } from '../testing/made-up-run.js';
import { writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { lastCheckpoint } from './checkpoint.js';
import { type Metric, readMetrics } from './run-folder.js';
import { passAt, rateAt, totalSteps } from './settings.js';
import type { PretrainEvent } from './types.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-pretrain-'));
  writeMadeUpTokens(join(root, 'train'), { documents: 200, seed: 1 });
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

describe('a run', () => {
  let whole = '';
  beforeAll(async () => {
    whole = join(root, 'whole');
    await all(madeUpRun(root, whole));
  });

  test('learns what there is to learn', async () => {
    const folder = join(root, 'learns');
    const passes = [{ length: 32, rows: 16, steps: 250 }];
    await all(madeUpRun(root, folder, { settings: { ...SETTINGS, passes, rate: 1e-2, cooldown: 100 } }));
    const metrics = readMetrics(folder);
    expect(metrics[0]!.loss).toBeGreaterThan(3.5);
    expect(metrics.at(-1)!.held!.made!.loss).toBeLessThan(2.8);
    expect(metrics.at(-1)!.held!.made!.right).toBeGreaterThan(0.1);
  });

  test('goes through its passes and ends with a checkpoint', () => {
    expect(curves(whole).map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(lastCheckpoint(whole)!.training.step).toBe(20);
    expect(readdirSync(whole).filter((name) => name.startsWith('checkpoint'))).toHaveLength(2);
  });

  test('that is interrupted and goes on has the same curves to the last bit', async () => {
    for (const stopAfter of [1, 12, 19]) {
      const folder = join(root, `stopped-${stopAfter}`);
      const stop = new AbortController();
      for await (const event of madeUpRun(root, folder, { signal: stop.signal }))
        if (event.type === 'metric' && event.metric.step === stopAfter) stop.abort();
      expect(lastCheckpoint(folder)!.training.step).toBe(stopAfter);
      await all(madeUpRun(root, folder));
      expect(curves(folder)).toEqual(curves(whole));
    }
  });

  test('that is killed goes on from its last checkpoint to the same curves', async () => {
    const folder = join(root, 'killed');
    const program = fileURLToPath(new URL('../testing/killed-run.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, root, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (line: Buffer) => {
      if (line.toString().includes('step 8')) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    expect(lastCheckpoint(folder)!.training.step).toBeLessThan(20);
    await all(madeUpRun(root, folder));
    expect(curves(folder)).toEqual(curves(whole));
  });

  test('is not mixed with one of other settings', async () => {
    const other = { ...SETTINGS, rate: 1 };
    await expect(all(madeUpRun(root, whole, { settings: other }))).rejects.toMatchObject({
      code: 'train.other-run',
      details: { what: 'rate' },
    });
  });

  test('that goes astray names the checkpoint it can go on from, and leaves it whole', async () => {
    const folder = join(root, 'astray');
    const settings = { ...SETTINGS, rate: 1e18, warmup: 0 };
    const every = { metric: 1, reading: 10, checkpoint: 1 };
    const place = join(folder, 'checkpoint-000000001');
    await expect(all(madeUpRun(root, folder, { settings, every }))).rejects.toMatchObject({
      code: 'graph.not-finite',
      where: { file: place },
    });
    const values = Object.values(lastCheckpoint(folder)!.training.buffers).flatMap((buffer) => Object.values(buffer));
    for (const { values: numbers } of values) expect(numbers.every(Number.isFinite)).toBe(true);
    await expect(all(madeUpRun(root, folder, { settings, every }))).rejects.toMatchObject({ where: { file: place } });
  });

  test('does not take a checkpoint cut short for whole', async () => {
    const folder = join(root, 'cut');
    await all(madeUpRun(root, folder));
    const name = readdirSync(folder)
      .filter((entry) => entry.startsWith('checkpoint'))
      .at(-1)!;
    truncateSync(join(folder, name, 'weights.safetensors'), 3000);
    await expect(all(madeUpRun(root, folder))).rejects.toMatchObject({ code: 'model.cut-short' });
  });
});

describe('the schedule', () => {
  test('rises, stays and falls', () => {
    const settings = { ...SETTINGS, rate: 1 };
    const rates = Array.from({ length: totalSteps(settings) }, (_, at) => rateAt(at + 1, settings));
    expect(rates.slice(0, 5)).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(rates.slice(-5)).toEqual([1, 1, 0.75, 0.5, 0.25]);
  });

  test('knows the pass of each step', () => {
    expect([1, 12, 13, 20].map((step) => passAt(step, SETTINGS))).toEqual([
      { index: 0, done: 0 },
      { index: 0, done: 11 },
      { index: 1, done: 0 },
      { index: 1, done: 7 },
    ]);
  });
});
