import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { floats, gradientsOf, integers, openInference, type TensorData } from '../src/graph/index.js';
import { prepareTorch } from './torch.js';
import { numbers, randomBatch } from './train/batch.js';
import { type BertSize, bertLoss } from './train/bert.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/train/', import.meta.url));
const CHECK = fileURLToPath(new URL('./train/check_gradients.py', import.meta.url));

/** Tiny ids repeat, rows are filled up, dropout is on: everything that can make a gradient wrong. */
const SIZE: BertSize = {
  vocabulary: 97,
  hidden: 32,
  layers: 2,
  heads: 4,
  feedForward: 64,
  batch: 3,
  length: 16,
  masked: 8,
  dropout: 0.1,
  filled: true,
};

type Tensors = Record<string, Pick<TensorData, 'shape' | 'data'>>;

/** Every gradient of a small BERT against PyTorch in double precision, with kept and with recomputed activations. */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  const python = prepareTorch();
  const kept = await checked(python, { ...SIZE, recompute: false });
  const twice = await checked(python, { ...SIZE, recompute: true });
  return [...kept.map(labelled('kept')), ...twice.map(labelled('recomputed'))];
}

async function checked(python: string, size: BertSize): Promise<Measurement[]> {
  const folder = `${WORK}gradients`;
  mkdirSync(folder, { recursive: true });
  write(folder, size, await computed(size));
  const result = JSON.parse(execFileSync(python, [CHECK, folder], { encoding: 'utf8' })) as Record<string, number>;
  console.error(`worst: ${result.worstName}`);
  return [
    { what: 'gradients compared with PyTorch float64', value: result.gradients!, unit: '' },
    { what: 'relative error, median', value: rounded(result.median!), unit: '' },
    { what: 'relative error, worst', value: rounded(result.worst!), unit: '', aim: '≤ 1e-5' },
    { what: 'relative error of the loss', value: rounded(result.loss!), unit: '' },
  ];
}

async function computed(size: BertSize): Promise<Tensors> {
  const loss = bertLoss(size);
  const { graph } = loss;
  graph.output('loss', loss);
  for (const [name, gradient] of gradientsOf(loss)) graph.output(`gradient ${name}`, gradient);
  const random = numbers(5);
  const inputs: Record<string, TensorData> = inputsOf(size, random);
  for (const { input, shape, distribution } of graph.noises) {
    if (distribution.kind !== 'dropout') continue;
    const { rate } = distribution;
    inputs[input] = filled(shape, () => (random() < rate ? 0 : 1 / (1 - rate)));
  }
  const weights: Record<string, TensorData> = {};
  for (const { name, shape } of graph.parameters) {
    const middle = /LayerNorm.weight$/.test(name) ? 1 : 0;
    weights[name] = filled(shape, () => middle + (random() - 0.5) * 0.4);
  }
  const session = await openInference(graph.encode(), { threads: 2 });
  const outputs = await session.run({ ...inputs, ...weights });
  await session.close();
  return {
    ...prefixed('i:', inputs),
    ...prefixed('w:', weights),
    'o:loss': outputs.loss!,
    ...Object.fromEntries(graph.parameters.map(({ name }) => [`g:${name}`, outputs[`gradient ${name}`]!])),
  };
}

function inputsOf(size: BertSize, random: () => number): Record<string, TensorData> {
  const { places, inverse, ids, labels } = randomBatch({ ...size, vocabulary: 30 }, 3);
  const weights = filled([size.masked, 1], (i) => (i < size.masked - 2 ? random() : 0));
  const present = filled([size.batch, size.length], (i) => (i >= size.length - 4 && i < size.length ? 0 : 1));
  return {
    places: places!,
    inverse: inverse!,
    ids: ids!,
    labels: integers(labels!.data as Int32Array),
    weights,
    present,
  };
}

function write(folder: string, size: BertSize, tensors: Tensors): void {
  const header: Record<string, readonly [number, readonly number[]]> = {};
  const parts: Float32Array[] = [];
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    header[name] = [offset, shape];
    parts.push(Float32Array.from(data));
    offset += data.length;
  }
  writeFileSync(`${folder}/tensors.json`, JSON.stringify({ size, tensors: header }));
  writeFileSync(`${folder}/tensors.bin`, Buffer.concat(parts.map((part) => new Uint8Array(part.buffer))));
}

function filled(shape: readonly number[], value: (i: number) => number): TensorData {
  const count = shape.reduce((a, b) => a * b, 1);
  return floats(
    Float32Array.from({ length: count }, (_, i) => value(i)),
    shape,
  );
}

const prefixed = (prefix: string, tensors: Readonly<Record<string, TensorData>>): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));

const labelled =
  (how: string) =>
  (measurement: Measurement): Measurement => ({ ...measurement, what: `activations ${how}: ${measurement.what}` });

const rounded = (value: number): number => Number(value.toPrecision(2));
