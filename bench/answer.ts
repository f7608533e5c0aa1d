import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AskResult, openSimsa, type Simsa } from '../src/simsa.js';
import { type Asked, QUESTIONS } from './answer/questions.js';
import type { BenchOptions, Measurement } from './types.js';

/**
 * Extractive answers over a store that holds the real collections: time to the last event, how many questions
 * find the publication they were written from, and how often an answer is refused or given wrongly.
 * `--store` names the store; with `--data` alone one is made of it first.
 */
export async function run({ data, store }: BenchOptions): Promise<readonly Measurement[]> {
  const folder = store ?? (await makeStore(data));
  const started = performance.now();
  const simsa = await openSimsa({ store: folder, readOnly: true });
  const first = await timed(simsa, QUESTIONS[0]!);
  const ready = performance.now() - started;
  const cold = [first, ...(await askAll(simsa, QUESTIONS.slice(1)))];
  const warm = await askAll(simsa, QUESTIONS);
  await simsa.close();
  return [
    { what: 'questions', value: QUESTIONS.length, unit: '' },
    { what: 'opening and first answer', value: Math.round(ready), unit: 'ms' },
    ...latency('each question for the first time', cold),
    ...latency('the same questions again', warm),
    ...(['tuned', 'fresh'] as const).flatMap((set) =>
      (['ko', 'en'] as const).flatMap((language) =>
        quality(
          `${language}, ${set}`,
          warm.filter(({ asked }) => asked.language === language && asked.set === set),
        ),
      ),
    ),
    { what: 'peak of memory', value: Math.round(process.resourceUsage().maxRSS / 1024), unit: 'MB', aim: '≤ 1500' },
  ];
}

async function makeStore(data: string | null): Promise<string> {
  if (data === null) throw new Error('Name a store with --store DIR, or the data with --data DIR.');
  const folder = join(import.meta.dirname, 'work', 'answer-store');
  const simsa = await openSimsa({ store: folder });
  if (!existsSync(join(folder, 'index'))) {
    const paths = ['kr', 'us'].map((part) => join(data, part));
    for await (const _ of simsa.import(paths));
    for await (const _ of simsa.index());
  }
  await simsa.close();
  return folder;
}

interface Answered {
  readonly asked: Asked;
  readonly result: AskResult;
  readonly milliseconds: number;
}

async function askAll(simsa: Simsa, questions: readonly Asked[]): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const asked of questions) answered.push(await timed(simsa, asked));
  return answered;
}

async function timed(simsa: Simsa, asked: Asked): Promise<Answered> {
  const started = performance.now();
  const result = await simsa.answer({ question: asked.text });
  return { asked, result, milliseconds: performance.now() - started };
}

function latency(what: string, answered: readonly Answered[]): Measurement[] {
  const sorted = answered.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return [
    { what: `${what}, p50`, value: at(0.5), unit: 'ms' },
    { what: `${what}, p95`, value: at(0.95), unit: 'ms', aim: '≤ 1000' },
  ];
}

function quality(group: string, answered: readonly Answered[]): Measurement[] {
  const unanswerable = answered.filter(({ asked }) => asked.answeredBy === 'none');
  const answerable = answered.filter(({ asked }) => asked.answeredBy !== 'none');
  const sourced = answerable.filter(({ asked }) => asked.answeredBy !== 'open');
  const count = (of: readonly Answered[], test: (one: Answered) => boolean) => of.filter(test).length;
  const share = (what: string, value: number, of: number) => ({
    what: `${group}: ${what}`,
    value,
    unit: `of ${of}`,
  });
  return [
    share(
      'answers that cite the publication asked about',
      count(sourced, ({ asked, result }) =>
        result.answer.references.some(({ publication }) => publication.startsWith(asked.answeredBy)),
      ),
      sourced.length,
    ),
    share(
      'refused though it can be answered',
      count(answerable, ({ result }) => result.refused),
      answerable.length,
    ),
    share(
      'answered though nothing answers',
      count(unanswerable, ({ result }) => !result.refused),
      unanswerable.length,
    ),
  ];
}
