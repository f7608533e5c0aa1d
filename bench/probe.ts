/**
 * What frozen vectors know of classes: logistic regression from the vectors of each `--model` (a model's folder, or a
 * run's last checkpoint) to main IPC classes of Korean applications, beside the same network without training, vectors
 * of words without a network, and TF-IDF with a linear SVM; alone and weighed together.
 *
 *   npm run bench -- probe --data CORPUS --model RUN --model MODEL
 *
 * With `--store` (indexed, of the same documents) also votes of neighbours, as `simsa classify` takes them.
 *
 * All choices are made on a fifth of the train side. Figures are of the dev side; with `--look` of the test side, and
 * the look is counted in bench/classification/looks.jsonl.
 */
import { basename } from 'node:path';
import type { ClassLevel } from '../src/core/index.js';
import { characterPieces } from '../src/model/index.js';
import { classifiedDocuments } from './classification/documents.js';
import { countLook } from './classification/looks.js';
import {
  type Scored,
  scoreByTerms,
  scoreByVectors,
  scoreTogether,
  shareRight,
  type VectorOf,
} from './classification/methods.js';
import { scoreByNeighbours } from './classification/neighbours.js';
import { type ClassTask, classTask, divide, type Parts } from './classification/task.js';
import { holdsTokens, vectorsOfModel, vectorsOfNoTraining, vectorsOfWords } from './classification/vectors.js';
import type { BenchOptions, Measurement } from './types.js';

const LEVELS: readonly ClassLevel[] = ['section', 'subclass'];
const AIMS = { frozen: { section: '≥ 0.75', subclass: '≥ 0.6' }, together: { section: '≥ 0.8', subclass: '≥ 0.66' } };

export async function run({ data, store, models, workers, look }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name a corpus with --data DIR.');
  const side = look ? 'test' : 'dev';
  const parts = divide(await classifiedDocuments(data, 'train'), await classifiedDocuments(data, side));
  if (look)
    console.error(
      `Look ${countLook(
        'probe',
        models.map((path) => basename(path)),
      )} at the test side.`,
    );
  const described = await describers(parts, models, workers);
  const measurements: Measurement[] = [];
  for (const level of LEVELS) {
    const task = classTask(level, parts);
    measurements.push(...(await measureLevel(task, side, described)));
    if (store !== null) measurements.push(...(await measureNeighbours(task, side, store)));
  }
  return measurements;
}

interface Described {
  readonly name: string;
  readonly vectorOf: VectorOf;
  /** Of a `--model`, not of a comparison. */
  readonly isModel: boolean;
}

async function describers({ learn, tune, ask }: Parts, models: readonly string[], threads: number) {
  const documents = [...learn, ...tune, ...ask];
  const described: Described[] = [];
  const [first] = models;
  if (first !== undefined) {
    const vectorOf = await vectorsOfNoTraining(first, documents, threads);
    described.push({ name: 'no training', vectorOf, isModel: false });
  }
  const run = models.find(holdsTokens);
  if (run === undefined) console.error('Vectors of words need the tokens of a run: none is among the models.');
  else described.push({ name: 'words', vectorOf: await vectorsOfWords(run, documents), isModel: false });
  for (const path of models) {
    const vectorOf = await vectorsOfModel(path, documents, threads);
    described.push({ name: basename(path), vectorOf, isModel: true });
  }
  return described;
}

async function measureLevel(task: ClassTask, side: string, described: readonly Described[]): Promise<Measurement[]> {
  const terms = await scoreByTerms(task, 'characters', characterPieces);
  const measurements = [...measured(task, side, 'TF-IDF', terms)];
  const scored: { readonly described: Described; readonly scores: Scored }[] = [];
  for (const one of described) {
    const scores = await scoreByVectors(task, one.vectorOf);
    scored.push({ described: one, scores });
    measurements.push(...measured(task, side, one.name, scores, one.isModel ? 'frozen' : undefined));
    const both = await scoreTogether(task, [terms, scores]);
    measurements.push(...measured(task, side, `${one.name} + TF-IDF`, both, one.isModel ? 'together' : undefined));
  }
  const words = scored.find(({ described: { name } }) => name === 'words');
  for (const { described: one, scores } of words ? scored.filter(({ described: { isModel } }) => isModel) : []) {
    const three = await scoreTogether(task, [terms, words!.scores, scores]);
    measurements.push(...measured(task, side, `${one.name} + words + TF-IDF`, three, 'together'));
  }
  return measurements;
}

async function measureNeighbours(task: ClassTask, side: string, store: string): Promise<Measurement[]> {
  const terms = await scoreByTerms(task, 'characters', characterPieces);
  const neighbours = await scoreByNeighbours(task, store);
  return [
    ...measured(task, side, 'neighbours', neighbours),
    ...measured(task, side, 'neighbours + TF-IDF', await scoreTogether(task, [terms, neighbours])),
  ];
}

/** A figure of the side that is asked, with its standard error, and one of the tuning documents. */
function measured(task: ClassTask, side: string, name: string, scores: Scored, aim?: keyof typeof AIMS): Measurement[] {
  const { parts, level } = task;
  const asked = shareRight(scores.ask, parts.ask, task);
  const error = Math.sqrt((asked * (1 - asked)) / parts.ask.length);
  const wanted = aim && AIMS[aim][level as 'section' | 'subclass'];
  const what = `${level}: ${name}`;
  return [
    { what: `${what}, ${side}`, value: rounded(asked), unit: `± ${rounded(error)}`, ...(wanted && { aim: wanted }) },
    { what: `${what}, tuning`, value: rounded(shareRight(scores.tune, parts.tune, task)), unit: '' },
  ];
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
