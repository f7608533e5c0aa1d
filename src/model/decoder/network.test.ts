import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { causalMask, Graph, integers, openInference, type TensorData } from '../../graph/index.js';
import { openSafetensors } from '../checkpoints/safetensors.js';
import { parseDecoderConfig } from './config.js';
import { decode, nextWordScores } from './network.js';

/** A checkpoint that transformers saved, and what transformers answers: checkpoints/fixtures. */
const SAVED = fileURLToPath(new URL('../checkpoints/fixtures/llama', import.meta.url));
const expected: { ids: number[][]; logits: number[][][] } = JSON.parse(
  readFileSync(join(SAVED, 'expected.json'), 'utf8'),
);
const config = parseDecoderConfig(readFileSync(join(SAVED, 'config.json'), 'utf8'), 'config.json');
const ROWS = expected.ids.length;
const LENGTH = expected.ids[0]!.length;

let model: Uint8Array;
beforeAll(() => {
  const checkpoint = openSafetensors(join(SAVED, 'model.safetensors'));
  const graph = new Graph({ weights: (name) => checkpoint.read(name).data });
  const ids = graph.input('ids', [ROWS * LENGTH], 'int64');
  const positions = graph.input('positions', [ROWS, LENGTH], 'int64');
  const states = decode({ batch: ROWS, length: LENGTH, ids, positions, mask: causalMask(ids, LENGTH) }, config);
  graph.output('logits', nextWordScores(states, config));
  model = graph.encode();
});

async function scores(ids: readonly (readonly number[])[]): Promise<TensorData> {
  const session = await openInference(model);
  const positions = ids.flatMap((row) => row.map((_, at) => at));
  const { logits } = await session.run({ ids: integers(ids.flat()), positions: integers(positions, [ROWS, LENGTH]) });
  await session.close();
  return logits!;
}

test('the same numbers as transformers', async () => {
  const { data } = await scores(expected.ids);
  const wanted = expected.logits.flat(2);
  expect(data.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries()) expect(Math.abs(data[at]! - value)).toBeLessThan(1e-4);
});

test('no token sees one after it', async () => {
  const changed = expected.ids.map((row) => [...row.slice(0, -1), 12]);
  const [before, after] = [await scores(expected.ids), await scores(changed)];
  const words = config.vocabularySize;
  for (let row = 0; row < ROWS; row++)
    for (let at = row * LENGTH * words; at < ((row + 1) * LENGTH - 1) * words; at++)
      expect(after.data[at]).toBe(before.data[at]);
});
