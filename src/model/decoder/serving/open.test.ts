import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Decoder, type Ending, openDecoder, type WritingOptions } from './open.js';

/** A checkpoint that transformers saved, and what transformers answers: checkpoints/fixtures. */
const SAVED = fileURLToPath(new URL('../../checkpoints/fixtures/llama', import.meta.url));
const expected: { ids: number[][]; logits: number[][][] } = JSON.parse(
  readFileSync(join(SAVED, 'expected.json'), 'utf8'),
);
const ids = expected.ids[0]!;
const next = expected.logits[0]!.at(-1)!;
const likeliest = next.indexOf(Math.max(...next));

let root = '';
let decoder: Decoder;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'simsa-decoder-'));
  decoder = await openDecoder(SAVED, { precision: 'fp32' });
}, 60_000);
afterAll(async () => {
  await decoder.close();
  rmSync(root, { recursive: true });
});

async function written(given: readonly number[], options: WritingOptions = {}, by = decoder) {
  const tokens = by.generate(given, options);
  const found: number[] = [];
  for (;;) {
    const { value, done } = await tokens.next();
    if (done) return { found, ending: value as Ending };
    found.push(value);
  }
}

/** The fixture with fields of its configuration changed. */
function changed(name: string, fields: object): string {
  const folder = join(root, name);
  cpSync(SAVED, folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(SAVED, 'config.json'), 'utf8'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...fields }));
  return folder;
}

const coded = (code: string, details = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

test('the first token is the one that transformers finds likeliest, and reading on gives the rest', async () => {
  const { found, ending } = await written(ids, { maxTokens: 5 });
  expect([found[0], found.length, ending]).toEqual([likeliest, 5, 'length']);
  expect((await written([...ids, ...found.slice(0, 2)], { maxTokens: 3 })).found).toEqual(found.slice(2));
});

test('several texts are written at once', async () => {
  const alone = await written(expected.ids[1]!, { maxTokens: 4 });
  const both = await Promise.all([written(ids, { maxTokens: 4 }), written(expected.ids[1]!, { maxTokens: 4 })]);
  expect(both[1]).toEqual(alone);
});

test('the same seed gives the same text, another seed another', async () => {
  const warm = (seed: number) => written(ids, { maxTokens: 12, temperature: 2, seed });
  expect(await warm(1)).toEqual(await warm(1));
  expect(await warm(1)).not.toEqual(await warm(2));
});

test('a full context ends a text', async () => {
  const { found, ending } = await written(ids);
  expect([ids.length + found.length, ending]).toEqual([decoder.context, 'full']);
});

test('the token of ending ends a text and is not given out', async () => {
  const { found } = await written(ids, { maxTokens: 6 });
  const folder = changed('ends', { eos_token_id: [39, found[2]] });
  const other = await openDecoder(folder, { precision: 'fp32' });
  expect(await written(ids, { maxTokens: 6 }, other)).toEqual({
    found: found.slice(0, found.indexOf(found[2]!)),
    ending: 'end',
  });
  await other.close();
});

test('an interrupt ends a text', async () => {
  const controller = new AbortController();
  const tokens = decoder.generate(ids, { signal: controller.signal });
  await tokens.next();
  controller.abort();
  await expect(tokens.next()).rejects.toMatchObject({ name: 'AbortError' });
});

describe('what is wrong is named', () => {
  test.each([
    ['no tokens', []],
    ['more than there is room for', Array(32).fill(3)],
    ['a token outside the vocabulary', [1, 40]],
    ['no whole number', [1.5]],
  ])('%s', async (_, given) => {
    await expect(decoder.generate(given).next()).rejects.toEqual(coded('model.bad-tokens'));
  });

  test.each([
    ['another family', { model_type: 'qwen9' }, 'model_type'],
    ['rotary positions of an unknown kind', { rope_parameters: { rope_theta: 1e4, rope_type: 'yarn' } }, 'rope_type'],
    ['biases', { attention_bias: true }, 'attention_bias'],
    ['heads that do not divide', { num_key_value_heads: 3 }, 'num_key_value_heads'],
  ])('%s in the configuration', async (name, fields, reason) => {
    const folder = changed(name, fields);
    const details = { reason: expect.stringContaining(reason) };
    await expect(openDecoder(folder)).rejects.toEqual(coded('model.bad-config', details));
  });

  test('a configuration of another shape than the weights', async () => {
    const wide = changed('wide', { intermediate_size: 32 });
    await expect(openDecoder(wide)).rejects.toEqual(coded('model.wrong-shape'));
    const deep = changed('deep', { num_hidden_layers: 3 });
    await expect(openDecoder(deep)).rejects.toEqual(coded('model.missing-tensors', { count: 9 }));
  });

  test('heads that the runtime cannot serve', async () => {
    const folder = changed('heads', { num_attention_heads: 8, num_key_value_heads: 4, head_dim: 8 });
    await expect(openDecoder(folder)).rejects.toEqual(coded('model.bad-config'));
  });
});
