import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { randomNumbers } from '../src/core/index.js';
import { decoderParameters } from '../src/model/decoder/parameters.js';
import { type DecoderConfig, formatDecoderConfig, type NamedTensor, writeSafetensors } from '../src/model/index.js';
import type { ChildOptions, ChildResult } from './serve/child.js';
import type { BenchOptions, Measurement } from './types.js';

const CHILD = fileURLToPath(new URL('./serve/child.ts', import.meta.url));
const WORK = fileURLToPath(new URL('./work/serve/', import.meta.url));

/** Tokens read and tokens written. */
const PROMPT = 256;
const OUTPUT = 64;
const ROUNDS = 2;
/** An assumption: what a cloud asks for one virtual processor for an hour, in dollars. */
const PRICE = 0.05;

const SHARED = {
  headSize: 64,
  maxPositions: 4096,
  rotaryBase: 500_000,
  rmsNormEpsilon: 1e-5,
  tiedEmbeddings: true,
  initializerRange: 0.02,
};
/** The proportions of EXAONE 3.0 7.8B: a quarter as many heads of keys, feed-forward parts 3.5 times as wide. */
const SIZES = {
  '109 M': {
    ...{ hiddenSize: 768, layers: 12, heads: 12, keyValueHeads: 3, feedForwardSize: 2688, vocabularySize: 21_400 },
    ...SHARED,
  },
  '251 M': {
    ...{ hiddenSize: 1024, layers: 16, heads: 16, keyValueHeads: 4, feedForwardSize: 3584, vocabularySize: 32_000 },
    ...SHARED,
  },
} as const satisfies Record<string, DecoderConfig>;

const CASES = [
  { size: '109 M', threads: 1 },
  { size: '109 M', threads: 2 },
  { size: '251 M', threads: 2 },
] as const;

/**
 * Serving a decoder: the plain first version (32 bits, the whole text again for each token), and ours: keys and values
 * kept in place in 32 bits, then with weights of 8 and of 4 bits. A process for each, one after the other, all from the
 * same folder; the plain version runs once, because it takes minutes, the others in turns.
 */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  return CASES.flatMap(({ size, threads }) => compared(size, threads));
}

function compared(size: keyof typeof SIZES, threads: number): Measurement[] {
  const folder = prepareModel(size);
  const common = { folder, threads, prompt: PROMPT, output: OUTPUT, reference: `${folder}/plain-${threads}` };
  const plain = serve({ ...common, version: 'plain' });
  const rounds = Array.from({ length: ROUNDS }, () => ({
    fp32: serve({ ...common, version: 'fp32' }),
    int8: serve({ ...common, version: 'int8' }),
    int4: serve({ ...common, version: 'int4' }),
  }));
  const label = (what: string) => `${size}, ${threads} thread(s), ${PROMPT} + ${OUTPUT} tokens: ${what}`;
  const versions = { plain: [plain], ...byVersion(rounds) };
  const absolute = Object.entries(versions).flatMap(([name, results]) =>
    figures(results, threads).map((figure) => ({ ...figure, what: label(`${name}, ${figure.what}`) })),
  );
  const against = (base: 'plain' | 'fp32', version: 'fp32' | 'int8' | 'int4') =>
    reductions(versions[base], versions[version], threads).map(({ what, aim, ...rest }) => ({
      ...{ what: label(`${version} against ${base}, ${what}`), ...rest },
      ...(base === 'plain' && version !== 'fp32' ? { aim } : {}),
    }));
  return [
    ...absolute,
    ...against('plain', 'fp32'),
    ...against('plain', 'int8'),
    ...against('plain', 'int4'),
    ...against('fp32', 'int8'),
    ...against('fp32', 'int4'),
    ...likeness(versions.fp32[0]!, (what) => label(`fp32, ${what}`), '1'),
    ...likeness(versions.int8[0]!, (what) => label(`int8, ${what}`)),
    ...likeness(versions.int4[0]!, (what) => label(`int4, ${what}`)),
  ];
}

function byVersion(rounds: readonly Readonly<Record<'fp32' | 'int8' | 'int4', ChildResult>>[]) {
  const of = (version: 'fp32' | 'int8' | 'int4') => rounds.map((round) => round[version]);
  return { fp32: of('fp32'), int8: of('int8'), int4: of('int4') };
}

function figures(results: readonly ChildResult[], threads: number): Measurement[] {
  const of = (key: keyof ChildResult) => median(results.map((result) => result[key]));
  return [
    { what: 'time', value: rounded(of('wall') / 1000), unit: 's' },
    { what: 'until the first token', value: rounded(of('first')), unit: 'ms' },
    { what: 'each token after it', value: rounded((of('wall') - of('first')) / (OUTPUT - 1)), unit: 'ms' },
    { what: 'processor time', value: rounded(of('cpu') / 1000), unit: 's' },
    { what: 'memory while it serves', value: Math.round(of('memory')), unit: 'MB' },
    { what: 'memory at the peak, opening included', value: Math.round(of('peak')), unit: 'MB' },
    {
      what: `a million tokens at $${PRICE} a processor and hour`,
      value: rounded(cost(of('wall'), threads)),
      unit: '$',
    },
  ];
}

function reductions(base: readonly ChildResult[], ours: readonly ChildResult[], threads: number) {
  const change = (of: (result: ChildResult) => number) =>
    rounded((median(ours.map(of)) / median(base.map(of)) - 1) * 100);
  return [
    { what: 'time', value: change(({ wall }) => wall), unit: '%', aim: '≤ −56' },
    { what: 'processor time', value: change(({ cpu }) => cpu), unit: '%', aim: '≤ −56' },
    { what: 'memory while it serves', value: change(({ memory }) => memory), unit: '%', aim: '≤ −35' },
    { what: 'memory at the peak', value: change(({ peak }) => peak), unit: '%', aim: '≤ −35' },
    { what: 'cost of a million tokens', value: change(({ wall }) => cost(wall, threads)), unit: '%', aim: '≤ −72' },
  ];
}

function likeness(result: ChildResult, label: (what: string) => string, aim?: string): Measurement[] {
  const share = (what: string, value: number) => ({ what: label(what), value: rounded(value), unit: '' });
  return [
    { ...share('tokens as the plain version, free', result.same), ...(aim ? { aim } : {}) },
    share('tokens as the plain version, each after its tokens', result.sameNext),
    share('difference of scores, in standard deviations', result.difference),
  ];
}

/** Dollars for a million tokens, those read and those written counted alike. */
function cost(milliseconds: number, threads: number): number {
  return ((milliseconds / 3_600_000) * threads * PRICE * 1e6) / (PROMPT + OUTPUT);
}

function serve(options: ChildOptions): ChildResult {
  const args = [...process.execArgv, '--expose-gc', CHILD, JSON.stringify(options)];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const result = JSON.parse(output.trim().split('\n').at(-1)!) as ChildResult;
  console.error(
    `${options.version}, ${options.threads} thread(s): ${Math.round(result.wall)} ms, ${Math.round(result.cpu)} of processor`,
  );
  return result;
}

/** A folder of made-up weights, as large as fresh ones of such a width are. */
function prepareModel(size: keyof typeof SIZES): string {
  const config: DecoderConfig = SIZES[size];
  const folder = `${WORK}${size.replace(' ', '')}`;
  if (existsSync(`${folder}/model.safetensors`)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/config.json`, formatDecoderConfig(config));
  writeSafetensors(`${folder}/model.safetensors`, decoderParameters(config).map(madeUp));
  return folder;
}

function madeUp({ name, shape }: { readonly name: string; readonly shape: readonly number[] }): NamedTensor {
  const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
  if (shape.length === 1) return { name, shape, data: data.fill(1) };
  const random = randomNumbers(data.length + name.length);
  const width = name.includes('embed') ? 0.02 : 1 / Math.sqrt(shape[1]!);
  // The sum of three even numbers is near enough to a normal one.
  for (let at = 0; at < data.length; at++) data[at] = 2 * width * (random() + random() + random() - 1.5);
  return { name, shape, data };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
