import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpSettings } from '../../testing/made-up-objectives.js';
import { madeUpRun } from '../../testing/made-up-run.js';
import { writeMadeUpTokens } from '../../testing/made-up-tokens.js';
import { lastCheckpointPath } from '../checkpoint.js';
import { type Metric, readMetrics } from '../run-folder.js';
import type { PretrainSettings } from '../settings.js';
import { OBJECTIVES, type ObjectiveName } from './objectives.js';

let root = '';
/** Made-up text whose documents keep to some of the words, so that a strange text shows. */
let subjects = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-objectives-'));
  subjects = join(root, 'subjects');
  for (const [folder, wordsOfOne] of [
    [root, 40],
    [subjects, 10],
  ] as const) {
    writeMadeUpTokens(join(folder, 'train'), { documents: 200, seed: 1, wordsOfOne });
    writeMadeUpTokens(join(folder, 'held'), { documents: 40, seed: 2, wordsOfOne });
  }
});
afterAll(() => rmSync(root, { recursive: true }));

/** Curves of a run, without the time it took. */
async function curves(texts: string, name: string, settings: PretrainSettings): Promise<readonly Metric[]> {
  const folder = join(root, name);
  const every = { metric: 1, reading: 1000, checkpoint: 5 };
  for await (const _ of madeUpRun(texts, folder, { settings, every }));
  return readMetrics(folder).map((metric) => ({ ...metric, tokensPerSecond: 0 }));
}

/** Runs to the end, then again from the checkpoint before the last. */
async function curvesTwice(name: string, settings: PretrainSettings) {
  const first = await curves(root, name, settings);
  rmSync(lastCheckpointPath(join(root, name))!, { recursive: true });
  return { first, again: await curves(root, name, settings) };
}

const short = [
  { length: 32, rows: 4, steps: 6 },
  { length: 64, rows: 2, steps: 3 },
];

describe.each(Object.keys(OBJECTIVES) as ObjectiveName[])('%s', (objective) => {
  test('goes on from a checkpoint to the same curves', async () => {
    const { first, again } = await curvesTwice(objective, madeUpSettings(objective, { passes: short }));
    expect(first).toHaveLength(9);
    expect(again).toEqual(first);
  });
});

describe('what is learned', () => {
  async function heldAtEnd(objective: ObjectiveName, texts: string, steps: number) {
    const settings = madeUpSettings(objective, { passes: [{ length: 32, rows: 16, steps }], cooldown: 50 });
    return (await curves(texts, `learned-${objective}`, settings)).at(-1)!.held!.made!;
  }

  test('to tell replaced words', async () => {
    const held = await heldAtEnd('replaced-tokens', root, 150);
    expect(held.auc).toBeGreaterThan(0.9);
    expect(held.found).toBeGreaterThan(0.4);
    expect(held.judged).toBeGreaterThan(0.9);
  });

  test('to tell what follows from what does not', async () => {
    const held = await heldAtEnd('masked-words-and-next-sentence', subjects, 150);
    expect(held.told).toBeGreaterThan(0.7);
    expect(held.right).toBeGreaterThan(0.05);
  });

  test('to tell the next word, in few bits a byte', async () => {
    const held = await heldAtEnd('causal', root, 120);
    expect(held.loss).toBeLessThan(0.8);
    // A made-up word has two bytes; a document's end, of which no byte is counted, is told too.
    expect(held.bits).toBeGreaterThan(held.loss! / Math.LN2 / 2);
    expect(held.bits).toBeLessThan((1.2 * held.loss!) / Math.LN2 / 2);
  });
});

describe('a step read in parts', () => {
  const passes = [{ length: 32, rows: 8, steps: 5 }];

  test('is the step of all its rows, up to rounding', async () => {
    const whole = await curves(root, 'at-once', madeUpSettings('causal', { passes }));
    const parts = await curves(root, 'in-parts', madeUpSettings('causal', { passes, accumulate: 4 }));
    expect(parts.map(({ tokens }) => tokens)).toEqual(whole.map(({ tokens }) => tokens));
    parts.forEach(({ loss, norm, held }, at) => {
      expect(loss).toBeCloseTo(whole[at]!.loss, 4);
      expect(norm).toBeCloseTo(whole[at]!.norm, 3);
      if (held) expect(held.made!.loss).toBeCloseTo(whole[at]!.held!.made!.loss!, 3);
    });
  });

  test('goes on from a checkpoint to the same curves', async () => {
    const settings = madeUpSettings('replaced-tokens', { passes: short, accumulate: 2 });
    const { first, again } = await curvesTwice('again-in-parts', settings);
    expect(again).toEqual(first);
  });

  test('is refused where the parts would differ', async () => {
    const settings = madeUpSettings('causal', { passes, accumulate: 3 });
    await expect(curves(root, 'uneven', settings)).rejects.toMatchObject({ code: 'usage.bad-option' });
  });
});
