import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeSafetensors } from '../src/model/checkpoints/safetensors.js';
import {
  type DecoderConfig,
  formatDecoderConfig,
  formatEncoderConfig,
  openEncoderFolder,
  openSafetensors,
  parseDecoderConfig,
  saveGguf,
  type TensorFile,
} from '../src/model/index.js';
import { decoderAnswers, encoderAnswers } from './checkpoints/answers.js';
import { prepareTorch } from './torch.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/checkpoints/', import.meta.url));
const CONFORMANCE = fileURLToPath(new URL('./checkpoints/conformance.py', import.meta.url));
const NEXT_TOKENS = fileURLToPath(new URL('./checkpoints/next_tokens.mjs', import.meta.url));
/** Without its optional packages (700 MB of graphics libraries), and with the one for the processor. */
const LLAMA = 'node-llama-cpp@3.22.1';
const LLAMA_CPU = `@node-llama-cpp/${process.platform === 'darwin' ? 'mac' : 'linux'}-${process.arch}@3.22.1`;
/** Tokens that are asked of llama.cpp after each start. */
const NEXT = 12;

interface Answers {
  readonly ids: readonly (readonly number[])[];
  readonly encoder: readonly (readonly (readonly number[])[])[];
  readonly decoder: readonly (readonly (readonly number[])[])[];
}

/** Checkpoints of ours in transformers and llama.cpp, and theirs here: the same numbers. */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  mkdirSync(WORK, { recursive: true });
  const python = prepareTorch();
  execFileSync(python, [CONFORMANCE, 'make', WORK], { stdio: ['ignore', 'ignore', 'inherit'] });
  const theirs = readAnswers('theirs.json');
  const encoder = openEncoderFolder(`${WORK}theirs-encoder`);
  const decoderFile = `${WORK}theirs-decoder/config.json`;
  const decoder = parseDecoderConfig(readFileSync(decoderFile, 'utf8'), decoderFile);
  const decoderTensors = openSafetensors(`${WORK}theirs-decoder/model.safetensors`);
  const ourEncoder = await encoderAnswers(theirs.ids, encoder.config, encoder.tensors());
  const ourDecoder = await decoderAnswers(theirs.ids, decoder, decoderTensors);
  writeFolder('ours-encoder', formatEncoderConfig(encoder.config, 'ForMaskedLM'), encoder.tensors());
  writeFolder('ours-decoder', formatDecoderConfig(decoder), decoderTensors);
  execFileSync(python, [CONFORMANCE, 'ask', WORK], { stdio: ['ignore', 'ignore', 'inherit'] });
  const back = readAnswers('ours.json');
  return [
    distance('encoder of transformers, here', ourEncoder, theirs.encoder),
    distance('decoder of transformers, here', ourDecoder, theirs.decoder),
    distance('our encoder, in transformers', ourEncoder, back.encoder),
    distance('our decoder, in transformers', ourDecoder, back.decoder),
    await sameNextTokens(theirs.ids, decoder, decoderTensors),
  ];
}

function readAnswers(name: string): Answers {
  return JSON.parse(readFileSync(`${WORK}${name}`, 'utf8'));
}

function writeFolder(name: string, config: string, tensors: TensorFile): void {
  mkdirSync(`${WORK}${name}`, { recursive: true });
  writeFileSync(`${WORK}${name}/config.json`, config);
  const all = tensors.names.map((one) => tensors.read(one));
  writeSafetensors(`${WORK}${name}/model.safetensors`, all);
}

function distance(what: string, ours: readonly number[], theirs: Answers['encoder']): Measurement {
  const wanted = theirs.flat(2);
  if (wanted.length !== ours.length) throw new Error(`${what}: ${ours.length} logits, not ${wanted.length}`);
  const worst = wanted.reduce((most, value, at) => Math.max(most, Math.abs(value - ours[at]!)), 0);
  return {
    what: `${what}: largest difference of a logit`,
    value: Number(worst.toPrecision(2)),
    unit: '',
    aim: '≤ 1e-4',
  };
}

/** Share of tokens on which llama.cpp and we agree, each going on from its own. */
async function sameNextTokens(
  starts: Answers['ids'],
  config: DecoderConfig,
  tensors: TensorFile,
): Promise<Measurement> {
  const path = `${WORK}decoder.gguf`;
  saveGguf(`${WORK}theirs-decoder`, path, 'gguf');
  const folder = prepareLlama();
  const program = `${folder}/next_tokens.mjs`;
  copyFileSync(NEXT_TOKENS, program);
  const input = JSON.stringify(starts);
  const printed = execFileSync(process.execPath, [program, 'node-llama-cpp', path, String(NEXT)], {
    input,
    encoding: 'utf8',
    cwd: folder,
  });
  const theirs: readonly (readonly number[])[] = JSON.parse(printed.trim().split('\n').at(-1)!);
  let same = 0;
  for (const [at, start] of starts.entries()) {
    const ours = await greedy(start, config, tensors);
    same += ours.filter((token, place) => token === theirs[at]![place]).length;
  }
  const value = same / (starts.length * NEXT);
  return { what: 'next tokens that llama.cpp gives too', value, unit: '', aim: '1' };
}

async function greedy(
  start: readonly number[],
  config: DecoderConfig,
  tensors: TensorFile,
): Promise<readonly number[]> {
  const ids = [...start];
  while (ids.length < start.length + NEXT) {
    const logits = (await decoderAnswers([ids], config, tensors)).slice(-config.vocabularySize);
    ids.push(logits.indexOf(Math.max(...logits)));
  }
  return ids.slice(start.length);
}

function prepareLlama(): string {
  const folder = `${WORK}llama`;
  if (existsSync(`${folder}/node_modules/node-llama-cpp`)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(`${folder}/package.json`, '{ "private": true, "type": "module" }\n');
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional', LLAMA, LLAMA_CPU];
  execFileSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}
