import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSafetensors } from '../../checkpoints/safetensors.js';
import { parseDecoderConfig } from '../config.js';
import type { DecoderPrecision } from './network.js';
import { ServingSession } from './session.js';

/** A checkpoint that transformers saved, and what transformers answers: checkpoints/fixtures. */
const SAVED = fileURLToPath(new URL('../../checkpoints/fixtures/llama', import.meta.url));
const expected: { ids: number[][]; logits: number[][][] } = JSON.parse(
  readFileSync(join(SAVED, 'expected.json'), 'utf8'),
);
const config = parseDecoderConfig(readFileSync(join(SAVED, 'config.json'), 'utf8'), 'config.json');
const tensors = openSafetensors(join(SAVED, 'model.safetensors'));
const [ids, logits] = [expected.ids[0]!, expected.logits[0]!];

const open = (precision: DecoderPrecision) =>
  ServingSession.open({ config, tensors, precision, context: config.maxPositions }, { threads: 1 });

/** Scores after each token, tokens being read in parts of these lengths; null where a part goes on. */
async function scoresOf(session: ServingSession, parts: readonly number[]) {
  const text = session.begin(ids.length);
  const scores: { readonly at: number; readonly given: Float32Array }[] = [];
  let done = 0;
  for (const length of parts) {
    const given = await text.read(ids.slice(done, done + length));
    done += length;
    scores.push({ at: done - 1, given });
  }
  return scores;
}

test.each([
  ['at once', [ids.length]],
  ['one by one', ids.map(() => 1)],
  ['in parts', [2, 1, ids.length - 3]],
])('tokens read %s give the numbers of transformers', async (_, parts) => {
  const session = await open('fp32');
  for (const { at, given } of await scoresOf(session, parts))
    for (const [word, value] of logits[at]!.entries()) expect(Math.abs(given[word]! - value)).toBeLessThan(1e-4);
  await session.close();
});

test('texts in writing do not mix', async () => {
  const session = await open('fp32');
  const [one, other] = [session.begin(ids.length), session.begin(ids.length)];
  await one.read(ids.slice(0, 3));
  await other.read([7, 7]);
  const given = await one.read(ids.slice(3));
  expect(Math.abs(given[0]! - logits.at(-1)![0]!)).toBeLessThan(1e-4);
  await session.close();
});

test.each([
  ['int8', 0.99],
  ['int4', 0.8],
] as const)('%s points the same way', async (precision, least) => {
  const session = await open(precision);
  const [last] = await scoresOf(session, [ids.length]);
  expect(cosine(last!.given, logits.at(-1)!)).toBeGreaterThan(least);
  await session.close();
});

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, at) => sum + value * y[at]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
