import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Inference, integers, openInference } from '../../graph/index.js';
import { openTensorflowCheckpoint } from '../checkpoints/tensorflow/bundle.js';
import { fromGoogle } from '../checkpoints/tensorflow/google-names.js';
import { tensorsInMemory } from '../folder/encoder-tensors.js';
import { openEncoderFolder } from '../folder/open-encoder.js';
import { parseEncoderConfig } from './config.js';
import { type FinishedModel, finishedEncoder, type Precision } from './finished.js';

/** Checkpoints that others saved, and what they answer for a row of tokens: checkpoints/fixtures. */
const FIXTURES = fileURLToPath(new URL('../checkpoints/fixtures', import.meta.url));
const expectedOf = (name: string) => JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8'));

function googlesBert() {
  const folder = join(FIXTURES, 'tensorflow');
  const config = parseEncoderConfig(readFileSync(join(folder, 'bert_config.json'), 'utf8'), 'bert_config.json');
  const tensors = tensorsInMemory(fromGoogle(openTensorflowCheckpoint(join(folder, 'bert_model.ckpt'))));
  return { config, tensors, expected: expectedOf('tensorflow') };
}

function roformer() {
  const folder = openEncoderFolder(join(FIXTURES, 'roformer'));
  return { config: folder.config, tensors: folder.tensors(), expected: expectedOf('roformer') };
}

const MASK = 4;
const { config, tensors } = googlesBert();

function open(precision: Precision, model: Pick<FinishedModel, 'config' | 'tensors'> = { config, tensors }) {
  return openInference(finishedEncoder({ ...model, precision, head: { kind: 'words', maskId: MASK } }));
}

/** Rows of ids, filled up to the longest. */
async function answer(
  session: Inference,
  rows: readonly (readonly number[])[],
  types: readonly (readonly number[])[] = [],
) {
  const length = Math.max(...rows.map((row) => row.length));
  const matrix = (valueAt: (row: readonly number[], at: number, r: number) => number) =>
    integers(
      rows.flatMap((row, r) => Array.from({ length }, (_, at) => valueAt(row, at, r))),
      [rows.length, length],
    );
  return session.run({
    input_ids: matrix((row, at) => row[at] ?? 0),
    attention_mask: matrix((row, at) => (at < row.length ? 1 : 0)),
    token_type_ids: matrix((_, at, r) => types[r]?.[at] ?? 0),
  });
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, at) => sum + value * y[at]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

describe.each([
  ['a BERT of TensorFlow', googlesBert()],
  ['a RoFormer of transformers', roformer()],
])('%s', (_, { config, tensors, expected }) => {
  test('answers the same with 32-bit numbers', async () => {
    const session = await open('fp32', { config, tensors });
    const { last_hidden_state, mask_logits } = await answer(session, [expected.ids], [expected.types]);
    const hidden: number[] = expected.hidden.flat();
    for (const [at, value] of hidden.entries()) expect(last_hidden_state!.data[at]).toBeCloseTo(value, 4);
    const masked: number[] = expected.logits[expected.ids.indexOf(MASK)];
    expect(mask_logits!.shape).toEqual([1, config.vocabularySize]);
    for (const [at, value] of masked.entries()) expect(mask_logits!.data[at]).toBeCloseTo(value, 4);
    await session.close();
  });

  test('points the same way with 8-bit numbers', async () => {
    const session = await open('int8', { config, tensors });
    const { last_hidden_state, mask_logits } = await answer(session, [expected.ids], [expected.types]);
    expect(cosine(last_hidden_state!.data, expected.hidden.flat())).toBeGreaterThan(0.999);
    expect(cosine(mask_logits!.data, expected.logits[expected.ids.indexOf(MASK)])).toBeGreaterThan(0.995);
    await session.close();
  });
});

describe.each(['fp32', 'int8'] as const)('a model of %s', (precision) => {
  const short = [2, 9, 3];
  const long = [2, 7, 19, 11, 28, 3];

  test('reads rows of different lengths together as it reads them alone', async () => {
    const session = await open(precision);
    const both = (await answer(session, [short, long])).sentence_embedding!;
    const width = config.hiddenSize;
    for (const [row, ids] of [short, long].entries()) {
      const alone = (await answer(session, [ids])).sentence_embedding!;
      expect(cosine(both.data.subarray(row * width, (row + 1) * width), alone.data)).toBeGreaterThan(0.9999);
    }
    await session.close();
  });

  test('gives vectors of length one, and scores only where a word is asked for', async () => {
    const session = await open(precision);
    const { sentence_embedding, mask_logits } = await answer(session, [short, [2, MASK, 7, MASK, 3]]);
    for (const row of [0, 1]) {
      const vector = sentence_embedding!.data.subarray(row * config.hiddenSize, (row + 1) * config.hiddenSize);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
    expect(mask_logits!.shape).toEqual([2, config.vocabularySize]);
    expect((await answer(session, [short])).mask_logits!.shape).toEqual([0, config.vocabularySize]);
    await session.close();
  });
});
