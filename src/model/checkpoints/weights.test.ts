import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSafetensors } from './safetensors.js';
import { openWeights, weightFiles } from './weights.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-weights-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const SHARDS = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
const tensor = (name: string, value: number) => ({ name, shape: [2], data: Float32Array.of(value, value) });

/** A folder of two shards with an index. */
function sharded(name: string, map: Record<string, string> = { a: SHARDS[0], b: SHARDS[1], c: SHARDS[1] }): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeSafetensors(join(folder, SHARDS[0]), [tensor('a', 1)]);
  writeSafetensors(join(folder, SHARDS[1]), [tensor('b', 2), tensor('c', 3)]);
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map: map }));
  return folder;
}

const coded = (code: string, details = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

test('weights in several files read as one', () => {
  const file = openWeights(sharded('whole'));
  expect(file.names).toEqual(['a', 'b', 'c']);
  expect(file.shapeOf('c')).toEqual([2]);
  expect(file.shapeOf('d')).toBeNull();
  expect(file.read('c')).toEqual(tensor('c', 3));
  expect(() => file.read('d')).toThrow(coded('model.missing-tensors', { names: 'd' }));
  expect(weightFiles(join(root, 'whole'))).toHaveLength(3);
});

test('one file is taken before an index', () => {
  const folder = sharded('both');
  writeSafetensors(join(folder, 'model.safetensors'), [tensor('z', 9)]);
  expect(openWeights(folder).names).toEqual(['z']);
});

describe('what is wrong is named', () => {
  test('a shard that is not there', () => {
    const folder = sharded('gone');
    rmSync(join(folder, SHARDS[1]));
    expect(() => openWeights(folder)).toThrow(coded('model.missing-shards', { count: 1, all: 2, names: SHARDS[1] }));
  });

  test('a shard cut short', () => {
    const folder = sharded('cut');
    truncateSync(join(folder, SHARDS[1]), 100);
    expect(() => openWeights(folder)).toThrow(coded('model.cut-short'));
  });

  test('a shard of another save', () => {
    const folder = sharded('other', { a: SHARDS[0], b: SHARDS[1], d: SHARDS[1] });
    expect(() => openWeights(folder)).toThrow(coded('model.missing-tensors', { names: `d (${SHARDS[1]})` }));
  });

  test.each([
    ['no JSON', '{'],
    ['no map', '{}'],
    ['an empty map', '{"weight_map":{}}'],
    ['a file outside the folder', '{"weight_map":{"a":"../model.safetensors"}}'],
    ['a pickle', '{"weight_map":{"a":"pytorch_model.bin"}}'],
  ])('an index with %s', (name, text) => {
    const folder = sharded(`index ${name}`);
    writeFileSync(join(folder, 'model.safetensors.index.json'), text);
    expect(() => openWeights(folder)).toThrow(coded('model.bad-checkpoint'));
  });

  test.each(['pytorch_model.bin', 'pytorch_model-00001-of-00002.bin', 'consolidated.00.pth'])('only %s', (name) => {
    const folder = join(root, `only ${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, name), Buffer.from([0x80, 2]));
    expect(() => openWeights(folder)).toThrow(coded('model.not-safetensors'));
  });

  test('nothing', () => {
    const folder = join(root, 'nothing');
    mkdirSync(folder);
    expect(() => openWeights(folder)).toThrow(coded('model.bad-checkpoint'));
  });
});
