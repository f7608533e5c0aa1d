import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { randomNumbers } from '../src/core/index.js';
import {
  type EncoderConfig,
  encoderOfSize,
  type ModelFormat,
  parametersWith,
  type SavedEncoder,
  saveEncoder,
  tensorsInMemory,
} from '../src/model/index.js';
import { readTokenizer, SHIPPED_TOKENIZER } from '../src/tokenizer/index.js';
import type { ChildOptions, ChildResult } from './encode/child.js';
import type { OpeningResult } from './encode/opening-child.js';
import { prepareTorch } from './torch.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/encode/', import.meta.url));
const CHILD = fileURLToPath(new URL('./encode/child.ts', import.meta.url));
const OPENING = fileURLToPath(new URL('./encode/opening-child.ts', import.meta.url));
const PEER = fileURLToPath(new URL('./encode/torch_encode.py', import.meta.url));

const LENGTH = 128;
const ROUNDS = 3;
const CASES = [
  { threads: 1, batch: 1, runs: 60 },
  { threads: 2, batch: 1, runs: 60 },
  { threads: 1, batch: 16, runs: 8 },
] as const;

type Version = 'int8' | 'onnxruntime fp32' | 'PyTorch fp32';

/**
 * An encoder of the size mini on texts of 128 tokens: ours in 8 bits, the same network in 32 bits in onnxruntime, and in
 * PyTorch. A process for each in turn; weights are made up, and the vectors are compared first. Then the start, and a
 * text from letters to vector.
 */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  const python = prepareTorch();
  const model = madeUpEncoder();
  const folders = Object.fromEntries(
    (['hf', 'onnx', 'onnx-int8'] as const).map((format) => [format, saved(model, format)]),
  ) as Record<ModelFormat, string>;
  const measured = CASES.flatMap((one) => compared(python, folders, { ...one, words: model.config.vocabularySize }));
  return [...measured, ...start(folders['onnx-int8'])];
}

interface Case {
  readonly threads: number;
  readonly batch: number;
  readonly runs: number;
  readonly words: number;
}

function compared(python: string, folders: Record<ModelFormat, string>, one: Case): Measurement[] {
  const options = { ...one, folder: folders.hf, length: LENGTH, warmUp: 5 };
  const ours = (format: ModelFormat) => {
    const args = JSON.stringify({ ...options, model: `${folders[format]}/model.onnx` } satisfies ChildOptions);
    return ask<ChildResult>(process.execPath, [...process.execArgv, CHILD, args]);
  };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    int8: ours('onnx-int8'),
    'onnxruntime fp32': ours('onnx'),
    'PyTorch fp32': ask<ChildResult>(python, [PEER, JSON.stringify(options)]),
  }));
  const [{ int8, 'onnxruntime fp32': onnx, 'PyTorch fp32': torch }] = rounds as [(typeof rounds)[number]];
  if (cosine(onnx.vector, torch.vector) < 0.99999) throw new Error('PyTorch computes something else');
  const label = (what: string) => `${one.batch} × ${LENGTH} tokens, ${one.threads} thread(s): ${what}`;
  const times = (version: Version, by: 'wall' | 'cpu') => rounds.flatMap((round) => round[version][by]);
  const perText = (version: Version) => rounded(median(times(version, 'wall')) / one.batch);
  const ratio = (peer: Version, by: 'wall' | 'cpu') => rounded(median(times(peer, by)) / median(times('int8', by)));
  return [
    ...(['int8', 'onnxruntime fp32', 'PyTorch fp32'] as const).map((version) => ({
      ...{ what: label(`${version}, a text`), value: perText(version), unit: 'ms' },
      ...(version === 'int8' && one.threads === 1 ? { aim: '< 3' } : {}),
    })),
    { what: label('times onnxruntime fp32'), value: ratio('onnxruntime fp32', 'wall'), unit: '×', aim: '≥ 2' },
    { what: label('times PyTorch fp32'), value: ratio('PyTorch fp32', 'wall'), unit: '×', aim: '≥ 2' },
    { what: label('times onnxruntime fp32, processor time'), value: ratio('onnxruntime fp32', 'cpu'), unit: '×' },
    { what: label('times PyTorch fp32, processor time'), value: ratio('PyTorch fp32', 'cpu'), unit: '×' },
    {
      what: label('cosine of int8 and PyTorch'),
      value: Number(cosine(int8.vector, torch.vector).toFixed(5)),
      unit: '',
    },
  ];
}

function start(folder: string): Measurement[] {
  const rounds = Array.from({ length: ROUNDS }, () =>
    ask<OpeningResult>(process.execPath, [...process.execArgv, OPENING, folder]),
  );
  const { tokens } = rounds[0]!;
  return [
    { what: 'openEncoder', value: Math.round(median(rounds.map(({ opening }) => opening))), unit: 'ms', aim: '< 1000' },
    {
      ...{ what: `a text of ${tokens} tokens, from letters to vector, one thread`, unit: 'ms' },
      value: rounded(median(rounds.flatMap(({ wall }) => wall))),
    },
  ];
}

function ask<Result>(command: string, args: readonly string[]): Result {
  // Waiting threads sleep on both sides; spinning ones would take the processor from whoever measures next.
  const env = { ...process.env, OMP_WAIT_POLICY: 'PASSIVE' };
  const output = execFileSync(command, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Result;
}

/** The size that ships, with the tokenizer that ships and made-up weights. */
function madeUpEncoder(): SavedEncoder {
  const config: EncoderConfig = encoderOfSize('mini', readTokenizer(SHIPPED_TOKENIZER).tokens.length);
  const random = randomNumbers(7);
  const tensors = parametersWith(config, { words: true }).map(({ name, shape }) => {
    const middle = name.endsWith('LayerNorm.weight') ? 1 : 0;
    const length = shape.reduce((product, side) => product * side, 1);
    return { name, shape, data: Float32Array.from({ length }, () => middle + (random() - 0.5) * 0.14) };
  });
  const made = { weights: 'made up, for measurements' };
  const tokenizer = SHIPPED_TOKENIZER;
  return { config, tensors: tensorsInMemory(tensors), tokenizer, cased: true, classes: null, licence: null, made };
}

function saved(model: SavedEncoder, format: ModelFormat): string {
  const folder = `${WORK}${format}`;
  saveEncoder(folder, model, format);
  return folder;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

const rounded = (value: number): number => Number(value.toPrecision(3));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
