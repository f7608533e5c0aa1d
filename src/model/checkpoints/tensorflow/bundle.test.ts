import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTensorflowCheckpoint } from './bundle.js';
import { crc32c } from './crc32c.js';
import { fromGoogle, huggingFaceName } from './google-names.js';

/** Saved by TensorFlow itself: fixtures/make_tensorflow_checkpoint.py. */
const SAVED = fileURLToPath(new URL('../fixtures/tensorflow', import.meta.url));
const NAME = 'bert_model.ckpt';
const expected = JSON.parse(readFileSync(join(SAVED, 'expected.json'), 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-tensorflow-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('numbers, shapes and counters are what TensorFlow wrote', () => {
  const file = openTensorflowCheckpoint(join(SAVED, NAME));
  const query = file.read('bert/encoder/layer_1/attention/self/query/kernel');
  expect(query.shape).toEqual([16, 16]);
  for (const [at, value] of expected.query.flat().entries()) expect(query.data[at]).toBeCloseTo(value, 5);
  expect([...file.read('global_step').data]).toEqual([12]);
  expect(file.shapeOf('global_step')).toEqual([]);
});

test('the path may name the index file', () => {
  expect(openTensorflowCheckpoint(join(SAVED, `${NAME}.index`)).names).toContain('bert/pooler/dense/bias');
});

test("Google's layout becomes Hugging Face's, without the optimiser's moments", () => {
  const file = openTensorflowCheckpoint(join(SAVED, NAME));
  const tensors = new Map([...fromGoogle(file)].map((tensor) => [tensor.name, tensor]));
  expect(tensors.size).toBe(file.names.length - 2);
  const kernel = file.read('bert/encoder/layer_0/intermediate/dense/kernel');
  const weight = tensors.get('bert.encoder.layer.0.intermediate.dense.weight')!;
  expect([kernel.shape, weight.shape]).toEqual([
    [16, 32],
    [32, 16],
  ]);
  expect(weight.data[5 * 16 + 3]).toBe(kernel.data[3 * 32 + 5]);
});

test.each([
  ['bert/embeddings/word_embeddings', 'bert.embeddings.word_embeddings.weight'],
  ['bert/embeddings/LayerNorm/gamma', 'bert.embeddings.LayerNorm.weight'],
  ['bert/encoder/layer_11/output/LayerNorm/beta', 'bert.encoder.layer.11.output.LayerNorm.bias'],
  ['cls/predictions/transform/dense/kernel', 'cls.predictions.transform.dense.weight'],
  ['cls/predictions/output_bias', 'cls.predictions.bias'],
  ['cls/seq_relationship/output_weights', 'cls.seq_relationship.weight'],
])('%s is %s', (google, huggingFace) => {
  expect(huggingFaceName(google)).toBe(huggingFace);
});

test('the checksum is CRC-32C', () => {
  // Check value of the polynomial's published parameters: "123456789" gives e3069283.
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

describe('damage is named', () => {
  const DATA = `${NAME}.data-00000-of-00001`;

  function damaged(change: (folder: string) => void): string {
    const copy = mkdtempSync(join(folder, 'copy-'));
    cpSync(SAVED, copy, { recursive: true });
    change(copy);
    return join(copy, NAME);
  }

  function readAll(prefix: string) {
    const file = openTensorflowCheckpoint(prefix);
    for (const name of file.names) file.read(name);
  }

  test('numbers cut short', () => {
    const prefix = damaged((copy) => truncateSync(join(copy, DATA), 5000));
    expect(() => readAll(prefix)).toThrow(expect.objectContaining({ code: 'model.cut-short' }));
  });

  test('numbers missing', () => {
    const prefix = damaged((copy) => rmSync(join(copy, DATA)));
    expect(() => openTensorflowCheckpoint(prefix)).toThrow(expect.objectContaining({ code: 'model.bad-checkpoint' }));
  });

  test('a changed byte anywhere in the numbers or the index', () => {
    for (const name of [DATA, `${NAME}.index`]) {
      const bytes = readFileSync(join(SAVED, name));
      for (let at = 0; at < bytes.length - 48; at += 97) {
        const prefix = damaged((copy) => writeFileSync(join(copy, name), changedAt(bytes, at)));
        expect(() => readAll(prefix), `${name} at ${at}`).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^model\.(bad-checkpoint|cut-short)$/) }),
        );
      }
    }
  });

  test('an index cut anywhere', () => {
    const bytes = readFileSync(join(SAVED, `${NAME}.index`));
    for (let length = 0; length < bytes.length; length += 61) {
      const prefix = damaged((copy) => truncateSync(join(copy, `${NAME}.index`), length));
      expect(() => readAll(prefix)).toThrow(expect.objectContaining({ code: 'model.bad-checkpoint' }));
    }
  });
});

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 0x41;
  return changed;
}
