import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSafetensors } from '../src/model/index.js';
import { prepareTorch } from './torch.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/hand-over/', import.meta.url));
const CLI = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../samples', import.meta.url));
const PROCESSES = 2;
const [STEPS_THERE, STEPS_HERE] = [12, 12];

/**
 * The way out and back, at toy size: a corpus of the samples is handed over, two processes of transformers train on it
 * together, their checkpoint is imported and training goes on here.
 */
export async function run(_: BenchOptions): Promise<readonly Measurement[]> {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const python = prepareTorch();
  const [store, corpus, out] = ['store', 'corpus', 'out'].map((name) => `${WORK}${name}`) as [string, string, string];
  simsa('import', SAMPLES, '--store', store);
  simsa('corpus', 'build', store, '--out', corpus);
  const schedule = ['--steps', STEPS_THERE, '--batch', 4, '--warmup', 2, '--processes', PROCESSES];
  simsa('train', 'export', '--corpus', corpus, '--out', out, ...schedule);
  const log = launch(python, out);
  simsa('model', 'import', `${out}/trained`, '--tokenizer', `${out}/tokenizer`, '--out', `${out}/back`);
  const here = ['--steps', STEPS_HERE, '--batch', 8, '--warmup', 0, '--cooldown', 2, '--dropout', 0];
  const from = ['--from', `${out}/back`, '--tokenizer', `${out}/tokenizer`];
  simsa('train', 'pretrain', ...from, '--corpus', corpus, '--out', `${out}/run`, ...here);
  return [
    { what: 'processes that trained together', value: processesIn(log), unit: '', aim: `${PROCESSES}` },
    { what: 'steps there', value: STEPS_THERE, unit: '' },
    { what: 'mean loss there', value: round(Number(/'train_loss': '?([\d.]+)/.exec(log)![1])), unit: 'nats' },
    { what: 'tensors that came back unchanged in import', value: sameTensors(out), unit: '%', aim: '100' },
    { what: 'last loss here, going on', value: round(lastLoss(`${out}/run/metrics.jsonl`)), unit: 'nats' },
  ];
}

function simsa(...words: readonly (string | number)[]): void {
  const args = [...process.execArgv, CLI, ...words.map(String)];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What all processes printed. */
function launch(python: string, out: string): string {
  const env = { ...process.env, PATH: `${path.dirname(python)}:${process.env.PATH}`, OMP_NUM_THREADS: '1' };
  return execFileSync(`${out}/launch.sh`, ['2>&1'], { encoding: 'utf8', env, shell: true });
}

/** Rows that were read in all, over those that one process reads. */
function processesIn(log: string): number {
  const figure = (name: string) => Number(new RegExp(`'${name}': '?([\\d.]+)`).exec(log)![1]);
  return Math.round(figure('train_samples_per_second') / figure('train_steps_per_second') / 4);
}

function sameTensors(out: string): number {
  const [trained, back] = [
    openSafetensors(`${out}/trained/model.safetensors`),
    openSafetensors(`${out}/back/model.safetensors`),
  ];
  const same = trained.names.filter((name) => {
    const [a, b] = [trained.read(name).data, back.read(name).data];
    return a.every((value, at) => Math.abs(value - b[at]!) < 1e-6);
  });
  return round((same.length / trained.names.length) * 100);
}

function lastLoss(file: string): number {
  return JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1)!).loss;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
