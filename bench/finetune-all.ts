/**
 * Fine-tuned classifiers against TF-IDF and a linear SVM on all documents.
 *
 *   npm run bench -- finetune-all --data CORPUS --model MODEL [--look]
 *
 * Learned from the train side, asked about the dev side (with `--look` about the test side, and the look is counted). Each
 * training is kept when it is done: a bench that was stopped goes on there.
 */
import { basename } from 'node:path';
import { characterPieces } from '../src/model/index.js';
import { type ClassifiedDocument, classifiedDocuments, mainClass } from './classification/documents.js';
import { fineTuned, type TaskFiles, writeTexts } from './classification/fine-tuned.js';
import { countLook } from './classification/looks.js';
import { scoreByTerms, shareRight } from './classification/methods.js';
import { modelFolder } from './classification/models.js';
import { classTask, divide, type Parts } from './classification/task.js';
import type { BenchOptions, Measurement } from './types.js';

const FEW_SECTIONS = ['A', 'B', 'C'];
/** One document in so many of the train side is for validation. */
const VALIDATION = 10;

export async function run({ data, models, look, workers }: BenchOptions): Promise<readonly Measurement[]> {
  const [model] = models;
  if (data === null || model === undefined)
    throw new Error('Name a corpus with --data DIR and a model with --model DIR.');
  const side = look ? 'test' : 'dev';
  if (look) console.error(`Look ${countLook('finetune-all', [basename(model)])} at the test side.`);
  const parts = divide(await classifiedDocuments(data, 'train'), await classifiedDocuments(data, side));
  return measureWhole(parts, side, { model: modelFolder(model), threads: workers });
}

interface Chosen {
  readonly model: string;
  readonly threads: number;
}

/** All documents: sections A, B and C alone, all sections, all subclasses. */
async function measureWhole(parts: Parts, side: string, chosen: Chosen): Promise<Measurement[]> {
  const isSampled = (document: ClassifiedDocument) => FEW_SECTIONS.includes(mainClass(document, 'section') ?? '');
  const { learn, tune, ask } = parts;
  const few = { learn: learn.filter(isSampled), tune: tune.filter(isSampled), ask: ask.filter(isSampled) };
  const tasks = [
    { name: 'A, B, C', task: classTask('section', few), aim: '' },
    { name: 'section', task: classTask('section', parts), aim: '≥ 0.79' },
    { name: 'subclass', task: classTask('subclass', parts), aim: '≥ 0.64' },
  ];
  const measurements: Measurement[] = [];
  for (const { name, task, aim } of tasks) {
    const terms = await scoreByTerms(task, 'characters', characterPieces);
    measurements.push(asked(`${name}: TF-IDF, ${side}`, shareRight(terms.ask, task.parts.ask, task), task.parts));
    const files = wholeFiles(`${name.replace(/\W+/g, '')}-${side}`, task.parts, (one) => mainClass(one, task.level)!);
    console.error(basename(files.data));
    const { accuracy, alone } = await fineTuned(files, { ...chosen, seed: 1 });
    measurements.push(
      { ...asked(`${name}: fine-tuned, ${side}`, accuracy, task.parts), ...(aim && { aim }) },
      asked(`${name}: fine-tuned, the network alone, ${side}`, alone!.network, task.parts),
    );
  }
  return measurements;
}

function wholeFiles(name: string, parts: Parts, labelOf: (document: ClassifiedDocument) => string): TaskFiles {
  const train = [...parts.learn, ...parts.tune];
  const isValidation = (_: ClassifiedDocument, at: number) => at % VALIDATION === 0;
  return {
    data: writeTexts(
      `${name}-train`,
      train.filter((one, at) => !isValidation(one, at)),
      labelOf,
    ),
    validation: writeTexts(`${name}-validation`, train.filter(isValidation), labelOf),
    test: writeTexts(`${name}-test`, parts.ask, labelOf),
  };
}

function asked(what: string, share: number, { ask }: Parts): Measurement {
  return { what, value: rounded(share), unit: `± ${rounded(Math.sqrt((share * (1 - share)) / ask.length))}` };
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
