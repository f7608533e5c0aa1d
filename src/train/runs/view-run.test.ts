import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendMetric, openRunFolder } from '../pretrain/run-folder.js';
import { SETTINGS } from '../testing/made-up-run.js';
import { viewRun } from './view-run.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-view-run-'));
});
afterAll(() => rmSync(root, { recursive: true }));

test('a run is seen while it goes on, without a line that is just being written', () => {
  const folder = join(root, 'mini');
  openRunFolder(folder, SETTINGS);
  expect(viewRun(folder)).toEqual({ name: 'mini', objective: 'masked-words', steps: 20, curve: [], changed: null });
  const line = { step: 1, tokens: 500, loss: 7.2, norm: 1, rate: 1e-3, tokensPerSecond: 900 };
  appendMetric(folder, line);
  appendFileSync(join(folder, 'metrics.jsonl'), '{"step":2,"tok');
  expect(viewRun(folder)).toMatchObject({ curve: [line], changed: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
});

test('a folder without a run is named', () => {
  expect(() => viewRun(root)).toThrow(expect.objectContaining({ code: 'model.bad-checkpoint' }));
});
