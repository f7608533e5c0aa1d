import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTerms } from '../src/tokenizer/index.js';
import { blinded, type Extracted, readJudgements, sampleOf } from './nouns/judged.js';
import { writeText } from './nouns/text.js';
import { preparePython } from './python.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/nouns/', import.meta.url));
const HERE = fileURLToPath(new URL('./nouns/', import.meta.url));
const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** What users run; threads that read TypeScript would spend their time on translating it. */
const BUILT = new URL('../dist/tokenizer/index.js', import.meta.url).href;
const EXTRACT = fileURLToPath(new URL('./nouns/extract.mjs', import.meta.url));
const PACKAGES = ['soynlp==0.0.493', 'numpy==1.26.4', 'scipy==1.11.4', 'scikit-learn==1.4.2', 'psutil==5.9.8'];
const MINIMUM_FREQUENCY = 2;
/** How often each side runs: on the smaller text, and on the larger, where soynlp alone takes a minute. */
const ROUNDS = 3;
const ROUNDS_OF_LARGER = 2;
const SAMPLE = 300;

interface Run {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
}

/**
 * Noun extraction against soynlp's, compounds on: time and memory on two sizes of text, and of the smaller one compounds
 * and precision of words judged by hand.
 */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/.');
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  const python = preparePython(WORK, PACKAGES);
  const [text, larger] = [`${WORK}text.txt`, `${WORK}text-all.txt`];
  if (!existsSync(text)) await writeText(data, text);
  if (!existsSync(larger)) await writeText(data, larger, true);
  // The larger one first: the nouns that are judged are those that the last runs wrote.
  const timesOfLarger = compareTimes(python, larger, ROUNDS_OF_LARGER);
  const times = compareTimes(python, text, ROUNDS);
  const lists = [ours(MINIMUM_FREQUENCY), theirs(MINIMUM_FREQUENCY)] as const;
  extract(text, 1, 0);
  peer(python, text, 1);
  return [
    ...times,
    ...timesOfLarger,
    ...[1, MINIMUM_FREQUENCY].flatMap((frequency) => [
      ...counts(`Simsa, minimum frequency ${frequency}`, ours(frequency)),
      ...counts(`soynlp, minimum frequency ${frequency}`, theirs(frequency)),
    ]),
    ...precisions(lists),
  ];
}

/** Runs all sides in turn, so many rounds, and gives their medians. */
function compareTimes(python: string, text: string, rounds: number): Measurement[] {
  const sides = [
    { name: 'Simsa, no worker', run: () => extract(text, MINIMUM_FREQUENCY, 0) },
    { name: 'Simsa, two workers', run: () => extract(text, MINIMUM_FREQUENCY, 2) },
    { name: 'soynlp', run: () => peer(python, text, MINIMUM_FREQUENCY) },
  ];
  const runs = sides.map((): Run[] => []);
  for (let round = 0; round < rounds; round++) for (const [side, { run }] of sides.entries()) runs[side]!.push(run());
  const [alone, threaded, peers] = [runs[0]!, runs[1]!, runs[2]!];
  const size = `${Math.round(statSync(text).size / 1e6)} MB`;
  const aim = '≥ 10';
  return [
    { what: `${size} of text, rounds`, value: rounds, unit: '' },
    ...sides.flatMap(({ name }, side) => timesOf(`${name}, ${size}`, runs[side]!)),
    { what: `soynlp / Simsa without worker, ${size}, CPU`, value: ratio(peers, alone, 'cpu'), unit: '×', aim },
    { what: `soynlp / Simsa without worker, ${size}, time`, value: ratio(peers, alone, 'seconds'), unit: '×', aim },
    {
      what: `soynlp / Simsa with two workers, ${size}, time`,
      value: ratio(peers, threaded, 'seconds'),
      unit: '×',
      aim,
    },
  ];
}

function timesOf(name: string, runs: readonly Run[]): Measurement[] {
  const memory = Math.max(...runs.map((run) => run.memory));
  return [
    { what: `${name}, time`, value: round(median(runs.map((run) => run.seconds))), unit: 's' },
    { what: `${name}, CPU`, value: round(median(runs.map((run) => run.cpu))), unit: 's' },
    { what: `${name}, peak memory`, value: Math.round(memory / 1e6), unit: 'MB' },
  ];
}

function ratio(theirs: readonly Run[], ours: readonly Run[], by: 'cpu' | 'seconds'): number {
  return round(median(theirs.map((run) => run[by])) / median(ours.map((run) => run[by])));
}

function extract(text: string, minFrequency: number, workers: number): Run {
  const out = `${WORK}simsa-${minFrequency}`;
  const program = [EXTRACT, BUILT, text, out, String(minFrequency), String(workers)];
  return JSON.parse(execFileSync('node', program, { encoding: 'utf8' }));
}

function peer(python: string, text: string, minFrequency: number): Run {
  const out = `${WORK}soynlp-${minFrequency}.tsv`;
  const program = [`${HERE}soynlp_nouns.py`, text, out, String(minFrequency)];
  return JSON.parse(execFileSync(python, program, { encoding: 'utf8' }));
}

function ours(minFrequency: number): Extracted[] {
  return readTerms(`${WORK}simsa-${minFrequency}/terms.tsv`).map(({ term, frequency, parts }) => ({
    word: term,
    frequency,
    parts,
  }));
}

/** A noun of soynlp's without Hangul is a number or a Latin word; both sides are judged on Korean ones. */
function theirs(minFrequency: number): Extracted[] {
  const rows = readFileSync(`${WORK}soynlp-${minFrequency}.tsv`, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const nouns = rows.map(([word = '', frequency, parts]) => ({
    word,
    frequency: Number(frequency),
    parts: parts ? parts.split('+') : [],
  }));
  return nouns.filter(({ word }) => /[가-힣]/.test(word));
}

function counts(side: string, nouns: readonly Extracted[]): Measurement[] {
  return [
    { what: `${side}, nouns`, value: nouns.length, unit: '' },
    { what: `${side}, compounds among them`, value: nouns.filter(({ parts }) => parts.length > 1).length, unit: '' },
  ];
}

/** Precision of both samples, from the judgements that are kept; what is not judged yet is written as a blind list. */
function precisions(lists: readonly (readonly Extracted[])[]): Measurement[] {
  const judged = readJudgements(`${HERE}judged.tsv`);
  const samples = lists.map((nouns) => sampleOf(nouns, SAMPLE));
  const open = blinded(samples).filter((word) => !judged.has(word));
  writeFileSync(`${WORK}to-judge.txt`, open.join('\n'));
  return samples.flatMap((sample, side) => {
    const name = ['Simsa', 'soynlp'][side]!;
    const known = sample.filter((word) => judged.has(word));
    const right = known.filter((word) => judged.get(word)).length;
    return [
      { what: `${name}, sampled nouns judged by hand`, value: known.length, unit: `of ${sample.length}` },
      { what: `${name}, precision`, value: round((100 * right) / Math.max(1, known.length)), unit: '%' },
    ];
  });
}

/** Of an even number of values the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

const round = (value: number) => Math.round(value * 100) / 100;
