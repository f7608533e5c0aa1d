import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSafetensors } from '../checkpoints/safetensors.js';
import { openEncoder } from '../encoder/open.js';
import { writeWordTable } from '../static/static-vectors.js';
import { describeModel } from './describe.js';
import { heldHeads, parametersWith } from './encoder-tensors.js';
import { importEncoder } from './import-encoder.js';
import { openEncoderFolder } from './open-encoder.js';
import { type ModelFormat, type SavedEncoder, saveEncoder } from './save-encoder.js';

const CHECKPOINT = fileURLToPath(new URL('../checkpoints/fixtures/tensorflow', import.meta.url));
const WORDS = ['전극', '활물질', '배터리', '전해질', 'motor', 'gear', 'signal', 'layer'];
const OPTIONS = { tokenizer: null, cased: true, licence: 'Apache-2.0' };

let root = '';
let model: SavedEncoder;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-model-'));
  cpSync(CHECKPOINT, join(root, 'google'), { recursive: true });
  const filling = Array.from({ length: 30 - 5 - WORDS.length }, (_, at) => `[unused${at}]`);
  const tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...WORDS, ...filling];
  writeFileSync(join(root, 'google', 'vocab.txt'), `${tokens.join('\n')}\n`);
  model = importEncoder(join(root, 'google'), OPTIONS);
});
afterAll(() => rmSync(root, { recursive: true }));

function saved(name: string, format: ModelFormat = 'hf'): string {
  const path = join(root, name);
  saveEncoder(path, model, format);
  return path;
}

function coded(code: string) {
  return expect.objectContaining({ code });
}

test('a TensorFlow checkpoint becomes a folder with the same weights', () => {
  const folder = openEncoderFolder(saved('imported'));
  expect(folder.config).toEqual(model.config);
  expect(folder.words).toBe(true);
  const name = 'bert.encoder.layer.1.output.dense.weight';
  expect(folder.tensors().read(name)).toEqual(model.tensors.read(name));
  expect(folder.tokenizer().idOf('배터리')).toBe(7);
});

test('a folder of Hugging Face is imported too, also of a model without heads', () => {
  const path = saved('plain');
  const { tensors } = openEncoderFolder(path);
  const file = tensors();
  const bare = file.names
    .filter((name) => name.startsWith('bert.'))
    .map((name) => ({ ...file.read(name), name: name.replace('bert.', '') }));
  writeSafetensors(join(path, 'model.safetensors'), bare);
  rmSync(join(path, 'card.json'));
  const imported = importEncoder(path, OPTIONS);
  expect(imported.tensors.read('bert.embeddings.LayerNorm.weight')).toEqual(
    model.tensors.read('bert.embeddings.LayerNorm.weight'),
  );
  expect(openEncoderFolder(path).words).toBe(false);
});

test.each(['hf', 'onnx', 'onnx-int8'] as const)('%s: embeds, fills and describes itself', async (format) => {
  const path = saved(format, format);
  const encoder = await openEncoder(path, { threads: 1 });
  const [one, same, other] = await encoder.embed(['배터리 전극', '배터리 전극', 'motor gear']);
  expect(one!.vector).toEqual(same!.vector);
  expect(one!.vector).not.toEqual(other!.vector);
  const [mask] = await encoder.fill('motor [MASK] gear', { limit: 30 });
  expect(mask!.map(({ token }) => token)).not.toContain('[PAD]');
  expect(mask!.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThan(1);
  expect(mask![0]!.probability).toBeGreaterThanOrEqual(mask![1]!.probability);
  await expect(encoder.fill('motor')).rejects.toEqual(coded('model.no-mask'));
  await expect(encoder.classify(['motor'])).rejects.toEqual(coded('model.no-head'));
  await encoder.close();
  expect(describeModel(path)).toMatchObject({ format, kind: 'encoder', licence: 'Apache-2.0', can: ['embed', 'fill'] });
});

test('static vectors lie beside the network, and the card says what stands for a text', async () => {
  const { vocabularySize: size, hiddenSize } = model.config;
  const values = Float32Array.from({ length: size * 4 }, (_, at) => Math.sin(at));
  const path = join(root, 'joined');
  saveEncoder(path, { ...model, staticVectors: { size, width: 4, values }, embeds: 'both' }, 'onnx-int8');
  expect(describeModel(path)).toMatchObject({ embeds: 'both' });
  const encoder = await openEncoder(path, { threads: 1 });
  const text = ['배터리 전극'];
  const [both] = await encoder.embed(text);
  const [network] = await encoder.embed(text, 'network');
  const [words] = await encoder.embed(text, 'static');
  expect(both!.vector).toHaveLength(hiddenSize + 4);
  expect(both!.vector[0]).toBeCloseTo(network!.vector[0]! * Math.SQRT1_2, 6);
  expect(both!.vector.at(-1)).toBeCloseTo(words!.vector[3]! * Math.SQRT1_2, 6);
  await encoder.close();
  writeWordTable(join(path, 'static.safetensors'), { size, width: 4, values: values.map(Math.abs) });
  expect(() => describeModel(path)).toThrow(coded('model.bad-checkpoint'));
  rmSync(join(path, 'static.safetensors'));
  const broken = await openEncoder(path, { threads: 1 });
  await expect(broken.embed(text)).rejects.toEqual(coded('model.bad-checkpoint'));
  await broken.close();
});

test('an ONNX model in 32 bits gives back the weights it was made of', () => {
  const kept = openEncoderFolder(saved('onnx-weights', 'onnx')).tensors();
  const wanted = parametersWith(model.config, heldHeads(kept, model.config));
  for (const { name } of wanted) expect(kept.read(name)).toEqual(model.tensors.read(name));
});

test('an ONNX model in 8 bits gives them back as near as 8 bits are, and becomes the same file again', () => {
  const path = saved('codes', 'onnx-int8');
  const tensors = openEncoderFolder(path).tensors();
  for (const { name, shape } of parametersWith(model.config, heldHeads(tensors, model.config))) {
    const [found, wanted] = [tensors.read(name), model.tensors.read(name)];
    expect(found.shape).toEqual(shape);
    const halfStep = Math.max(...wanted.data.map(Math.abs)) / 254;
    wanted.data.forEach((value, at) => {
      expect(Math.abs(found.data[at]! - value)).toBeLessThanOrEqual(1.001 * halfStep);
    });
  }
  const again = join(root, 'codes-again');
  saveEncoder(again, { ...model, tensors }, 'onnx-int8');
  expect(describeModel(again).hash).toBe(describeModel(path).hash);
});

test('an ONNX model cut short is named', () => {
  const path = saved('onnx-cut', 'onnx-int8');
  truncateSync(join(path, 'model.onnx'), 5000);
  expect(() => openEncoderFolder(path).tensors()).toThrow(coded('model.bad-checkpoint'));
});

test('static vectors that a model has not are not made up', async () => {
  const encoder = await openEncoder(saved('bare'), { threads: 1 });
  await expect(encoder.embed(['motor'], 'static')).rejects.toEqual(coded('model.no-head'));
  await encoder.close();
  const wanting = () => saveEncoder(join(root, 'wanting'), { ...model, embeds: 'static' }, 'hf');
  expect(wanting).toThrow(coded('model.no-head'));
});

test('weights of others may lie in several files', () => {
  const path = saved('sharded');
  const { tensors, weights } = openEncoderFolder(path);
  const all = tensors().names.map((name) => tensors().read(name));
  const shards = [all.slice(0, 5), all.slice(5)];
  for (const [at, shard] of shards.entries()) writeSafetensors(join(path, `part-${at}.safetensors`), shard);
  const map = shards.flatMap((shard, at) => shard.map(({ name }) => [name, `part-${at}.safetensors`]));
  const index = { weight_map: Object.fromEntries(map) };
  writeFileSync(join(path, 'model.safetensors.index.json'), JSON.stringify(index));
  for (const file of [weights, join(path, 'card.json')]) rmSync(file);
  expect(openEncoderFolder(path).tensors().read(all[7]!.name)).toEqual(all[7]);
  const { hash } = describeModel(path);
  truncateSync(join(path, 'part-1.safetensors'), 3000);
  expect(() => describeModel(path)).toThrow(coded('model.cut-short'));
  rmSync(join(path, 'part-1.safetensors'));
  expect(() => openEncoderFolder(path)).toThrow(coded('model.missing-shards'));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('a text longer than the model reads is cut, and that is said', async () => {
  const encoder = await openEncoder(saved('long'), { threads: 1 });
  const [embedding] = await encoder.embed([Array(40).fill('motor').join(' ')]);
  expect(embedding).toMatchObject({ cut: true, tokens: model.config.maxPositions });
  await encoder.close();
});

describe('what is wrong is named', () => {
  test('no folder', () => {
    expect(() => openEncoderFolder(join(root, 'nowhere'))).toThrow(coded('model.no-model'));
  });

  test('a missing tensor and a wrong shape', () => {
    const path = saved('wrong');
    const file = openEncoderFolder(path).tensors();
    const all = file.names.map((name) => file.read(name));
    writeSafetensors(join(path, 'model.safetensors'), all.slice(0, 3));
    expect(() => openEncoderFolder(path)).toThrow(coded('model.missing-tensors'));
    const bent = all.map((tensor) =>
      tensor.name === 'bert.embeddings.LayerNorm.bias' ? { ...tensor, shape: [1, tensor.data.length] } : tensor,
    );
    writeSafetensors(join(path, 'model.safetensors'), bent);
    expect(() => openEncoderFolder(path)).toThrow(coded('model.wrong-shape'));
  });

  test('weights cut short', () => {
    const path = saved('cut');
    truncateSync(join(path, 'model.safetensors'), 2000);
    expect(() => openEncoderFolder(path)).toThrow(coded('model.cut-short'));
    const onnx = saved('cut-onnx', 'onnx');
    truncateSync(join(onnx, 'model.onnx'), 2000);
    return expect(openEncoder(onnx)).rejects.toEqual(coded('graph.bad-model'));
  });

  test('weights of another card', () => {
    const path = saved('swapped');
    writeSafetensors(
      join(path, 'model.safetensors'),
      [...model.tensors.names].map((name) => model.tensors.read(name)),
      { x: 'y' },
    );
    expect(() => describeModel(path)).toThrow(coded('model.bad-checkpoint'));
  });

  test('a pickle, which is never opened', () => {
    const path = saved('pickle');
    rmSync(join(path, 'card.json'));
    rmSync(join(path, 'model.safetensors'));
    writeFileSync(join(path, 'pytorch_model.bin'), Buffer.from([0x80, 2, 0x63, 0, 0, 0, 0, 0, 0]));
    expect(() => openEncoderFolder(path)).toThrow(coded('model.not-safetensors'));
  });

  test('a card of an unknown version', () => {
    const path = saved('version');
    const card = JSON.parse(readFileSync(join(path, 'card.json'), 'utf8'));
    writeFileSync(join(path, 'card.json'), JSON.stringify({ ...card, schema: 2 }));
    expect(() => openEncoderFolder(path)).toThrow(coded('model.bad-config'));
  });

  test('a folder that holds something else', () => {
    const path = join(root, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.txt'), 'years of work');
    expect(() => saveEncoder(path, model, 'hf')).toThrow(coded('model.folder-taken'));
    expect(readdirSync(path)).toEqual(['thesis.txt']);
  });

  test('a model to be trained that others wrote as ONNX', () => {
    const path = saved('used', 'onnx');
    rmSync(join(path, 'card.json'));
    expect(() => openEncoderFolder(path).tensors()).toThrow(coded('model.finished'));
  });
});

test('a folder that could not be written leaves the old one and nothing beside it', () => {
  const path = saved('kept');
  const before = readFileSync(join(path, 'card.json'), 'utf8');
  const broken = { ...model, tokenizer: join(root, 'no-such-vocabulary') };
  expect(() => saveEncoder(path, broken, 'hf')).toThrow();
  expect(readFileSync(join(path, 'card.json'), 'utf8')).toBe(before);
  expect(readdirSync(root).filter((name) => name.endsWith('.new'))).toEqual([]);
  expect(existsSync(join(path, 'model.safetensors'))).toBe(true);
});
