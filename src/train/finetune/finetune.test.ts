import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import {
  describeModel,
  encoderOfSize,
  openEncoder,
  openEncoderFolder,
  parametersWith,
  saveEncoder,
  tensorsInMemory,
  tokenizerPath,
} from '../../model/index.js';
import { finetuneClassifier } from './finetune.js';
import type { FinetuneEvent, FinetuneOptions } from './types.js';

let root = '';
let base = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-finetune-'));
  base = writeBase(join(root, 'base'));
});
afterAll(() => rmSync(root, { recursive: true }));

const TOPICS = {
  A: ['gear', 'motor', 'shaft'],
  B: ['cell', 'anode', 'salt'],
  C: ['signal', 'packet', 'radio'],
} as const;
const FILLING = ['the', 'of', 'with', 'claim', 'one'];

/** An untrained encoder of a few hundred weights. */
function writeBase(path: string): string {
  const words = [...Object.values(TOPICS).flat(), ...FILLING];
  const vocabulary = join(root, 'vocab.txt');
  writeFileSync(vocabulary, `${['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words].join('\n')}\n`);
  const small = { hiddenSize: 16, layers: 1, heads: 2, feedForwardSize: 32, maxPositions: 64 };
  const config = { ...encoderOfSize('mini', words.length + 5), ...small };
  const random = randomNumbers(3);
  const tensors = parametersWith(config, {}).map(({ name, shape }) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const middle = name.endsWith('LayerNorm.weight') ? 1 : 0;
    return { name, shape, data: Float32Array.from({ length: size }, () => middle + (random() - 0.5) * 0.4) };
  });
  const size = config.vocabularySize;
  const staticVectors = { size, width: 8, values: Float32Array.from({ length: size * 8 }, () => random() - 0.5) };
  const model = { config, tensors: tensorsInMemory(tensors), tokenizer: vocabulary, cased: true, classes: null };
  saveEncoder(path, { ...model, licence: 'Apache-2.0', made: {}, staticVectors, embeds: 'both' }, 'hf');
  return path;
}

/** Texts of topics whose words give them away. */
function writeTexts(name: string, { rows, multiple = false }: { rows: number; multiple?: boolean }): string {
  const random = randomNumbers(11);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const lines = Array.from({ length: rows }, (_, row) => {
    const own = Object.keys(TOPICS)[row % 3] as keyof typeof TOPICS;
    const other = (['A', 'B', 'C'] as const)[(row + 1) % 3]!;
    const labels = multiple && row % 2 === 0 ? [own, other] : [own];
    const words = labels.flatMap((label) => [pick(TOPICS[label]), pick(TOPICS[label])]);
    const filling = Array.from({ length: Math.floor(random() * 20) }, () => pick(FILLING));
    return `${labels.join('|')}\t${[...words, ...filling, `n${row}`].join(' ')}`;
  });
  const path = join(root, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function options(data: string, changes: Partial<FinetuneOptions> = {}): FinetuneOptions {
  return {
    ...{
      data,
      validation: null,
      test: null,
      base: { kind: 'model', folder: base },
      out: join(root, 'out'),
      maxLength: 64,
      batch: 8,
      epochs: 6,
    },
    ...{
      rate: 2e-2,
      freshRate: 1,
      layerDecay: 1,
      patience: 2,
      pooling: null,
      scheme: 'CPC',
      terms: true,
      seed: 1,
      threads: 1,
    },
    ...changes,
  };
}

async function all(given: FinetuneOptions): Promise<readonly FinetuneEvent[]> {
  const events: FinetuneEvent[] = [];
  for await (const event of finetuneClassifier(given)) events.push(event);
  return events;
}

describe('a classifier', () => {
  test('learns what can be learned, is saved, and gives the same classes when it is opened', async () => {
    const given = options(writeTexts('single.tsv', { rows: 150 }));
    const events = await all(given);
    expect(events[0]).toMatchObject({
      type: 'data',
      rows: 150,
      train: 120,
      validation: 15,
      test: 15,
      labels: ['A', 'B', 'C'],
    });
    const done = events.at(-1)!;
    if (done.type !== 'done') throw new Error('it is not done');
    expect(done.accuracy).toBeGreaterThan(0.8);
    expect(done.confusion!.flat().reduce((sum, value) => sum + value, 0)).toBe(done.testSize);
    const folder = openEncoderFolder(given.out);
    expect(folder.classes).toMatchObject({ labels: ['A', 'B', 'C'], multiple: false, pooling: 'mean', scheme: 'CPC' });
    const encoder = await openEncoder(given.out);
    const [first] = await encoder.classify(['gear shaft motor the of']);
    expect(first!.labels[0]!.label).toBe('A');
    expect(first!.labels.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 4);
    await encoder.close();
  });

  test('gives the texts of its test the classes that its accuracy speaks of, as saved and as ONNX', async () => {
    const texts = readFileSync(writeTexts('asked.tsv', { rows: 40 }), 'utf8')
      .trimEnd()
      .split('\n');
    const test = join(root, 'asked.tsv');
    // Half of the labels are wrong, so that the accuracy is no round number.
    writeFileSync(test, texts.map((line, at) => (at % 2 ? line.replace(/^./, 'B') : line)).join('\n'));
    const given = options(writeTexts('learned.tsv', { rows: 90 }), { test, epochs: 2, out: join(root, 'asked') });
    const done = (await all(given)).at(-1)!;
    if (done.type !== 'done') throw new Error('it is not done');
    const folder = openEncoderFolder(given.out);
    const finished = join(root, 'finished');
    const parts = { tensors: folder.tensors(), terms: folder.terms(), staticVectors: folder.staticVectors() };
    const rest = { tokenizer: tokenizerPath(given.out), cased: true, licence: null, made: {} };
    saveEncoder(finished, { ...folder, ...parts, ...rest }, 'onnx');
    const asked = readFileSync(test, 'utf8')
      .split('\n')
      .map((line) => line.split('\t') as [string, string]);
    for (const path of [given.out, finished]) {
      const encoder = await openEncoder(path);
      const scores = await encoder.classify(asked.map(([, text]) => text));
      await encoder.close();
      const right = scores.filter(({ labels }, at) => labels[0]!.label === asked[at]![0]);
      expect(right.length / asked.length).toBeCloseTo(done.accuracy, 6);
    }
    expect(done.alone!.terms).toBeGreaterThan(0.4);
    expect(describeModel(given.out).classes!.terms).toMatchObject({ hash: expect.any(String) });
  });

  test('is the network alone where that is asked for', async () => {
    const given = options(writeTexts('plain.tsv', { rows: 60 }), { terms: false, epochs: 1, out: join(root, 'plain') });
    expect((await all(given)).at(-1)).toMatchObject({ type: 'done', alone: null });
    expect(openEncoderFolder(given.out).terms()).toBeNull();
  });

  test('gives several classes to a text', async () => {
    const events = await all(options(writeTexts('several.tsv', { rows: 150, multiple: true }), { epochs: 8 }));
    expect(events.at(-1)).toMatchObject({ type: 'done', confusion: null });
    const done = events.at(-1)!;
    expect(done.type === 'done' && done.macroF1).toBeGreaterThan(0.8);
  });

  test('reads the first token where asked to, and gives the same numbers for the same seed', async () => {
    const given = options(writeTexts('first.tsv', { rows: 60 }), { pooling: 'first', epochs: 2 });
    const losses = async () =>
      (await all(given)).flatMap((event) => (event.type === 'epoch' ? [event.train.loss] : []));
    const first = await losses();
    expect(first).toHaveLength(2);
    expect(await losses()).toEqual(first);
    expect(openEncoderFolder(given.out).classes!.pooling).toBe('first');
  });

  test('that does not get better ends early with its best epoch', async () => {
    const events = await all(options(writeTexts('early.tsv', { rows: 60 }), { rate: 1, epochs: 12, patience: 1 }));
    const stopped = events.find((event) => event.type === 'stopped');
    expect(stopped).toBeDefined();
    expect(events.at(-1)).toMatchObject({ best: stopped!.type === 'stopped' ? stopped!.best : 0 });
  });

  test('is tested on the files that are given, and says which labels nothing taught', async () => {
    const data = writeTexts('own.tsv', { rows: 90 });
    const test = join(root, 'given.tsv');
    writeFileSync(test, 'A\tgear motor of\nB\tcell anode\nZ\tthe claim\n');
    const events = await all(options(data, { test }));
    expect(events[0]).toMatchObject({
      train: 81,
      validation: 9,
      test: 3,
      labels: ['A', 'B', 'C', 'Z'],
      unlearned: ['Z'],
    });
    expect(events.at(-1)).toMatchObject({ testSize: 3, accuracy: 2 / 3 });
  });

  test('that is interrupted leaves nothing', async () => {
    const signal = AbortSignal.abort();
    await expect(
      all(options(writeTexts('stop.tsv', { rows: 60 }), { out: join(root, 'none'), signal })),
    ).rejects.toThrow();
    expect(readdirSync(root)).not.toContain('none');
  });
});
