import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { fillingMask, floats, Graph, gather, integers, openInference, times } from '../../graph/index.js';
import { openTensorflowCheckpoint } from '../checkpoints/tensorflow/bundle.js';
import { fromGoogle } from '../checkpoints/tensorflow/google-names.js';
import { parseEncoderConfig } from './config.js';
import { nextSentenceScores, pool, wordScores } from './heads.js';
import { encode } from './network.js';

/** A checkpoint that TensorFlow saved, and what TensorFlow answers for a row of tokens: checkpoints/fixtures. */
const SAVED = fileURLToPath(new URL('../checkpoints/fixtures/tensorflow', import.meta.url));
const expected = JSON.parse(readFileSync(join(SAVED, 'expected.json'), 'utf8'));
const config = parseEncoderConfig(readFileSync(join(SAVED, 'bert_config.json'), 'utf8'), 'bert_config.json');

let model: Uint8Array;
beforeAll(() => {
  const checkpoint = openTensorflowCheckpoint(join(SAVED, 'bert_model.ckpt'));
  const weights = new Map([...fromGoogle(checkpoint)].map(({ name, data }) => [name, data]));
  const graph = new Graph({ weights: (name) => weights.get(name)! });
  const tokens = times('batch', 'length');
  const row = (name: string) => graph.input(name, [tokens], 'int64');
  const states = encode(
    {
      batch: 'batch',
      length: 'length',
      ids: row('ids'),
      segments: row('segments'),
      positions: row('positions'),
      mask: fillingMask(graph.input('present', ['batch', 'length'])),
    },
    { config, training: false },
  );
  const pooled = pool(gather(states, graph.input('first', ['batch'], 'int64')), config);
  graph.output('hidden', states);
  graph.output('pooled', pooled);
  graph.output('logits', wordScores(states, config));
  graph.output('nextSentence', nextSentenceScores(pooled, config));
  model = graph.encode();
});

async function answer(ids: readonly number[], segments: readonly number[], present: readonly number[]) {
  const session = await openInference(model);
  const row = (values: readonly number[]) => integers(Int32Array.from(values), [values.length]);
  const outputs = await session.run({
    ids: row(ids),
    segments: row(segments),
    positions: row(ids.map((_, at) => at)),
    first: row([0]),
    present: floats(Float32Array.from(present), [1, present.length]),
  });
  await session.close();
  return outputs;
}

test.each(['hidden', 'pooled', 'logits', 'nextSentence'])('%s: the same numbers as TensorFlow', async (name) => {
  const outputs = await answer(expected.ids, expected.types, Array(expected.ids.length).fill(1));
  const wanted: number[] = expected[name].flat();
  expect(outputs[name]!.data.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries()) expect(Math.abs(outputs[name]!.data[at]! - value)).toBeLessThan(1e-4);
});

test('filling changes nothing for the tokens of the text', async () => {
  const whole = await answer(expected.ids, expected.types, Array(expected.ids.length).fill(1));
  const ids = [...expected.ids, 0, 0];
  const filled = await answer(ids, [...expected.types, 0, 0], [...Array(expected.ids.length).fill(1), 0, 0]);
  for (const [at, value] of (whole.hidden!.data as Float32Array).entries())
    expect(filled.hidden!.data[at]).toBeCloseTo(value, 5);
});
