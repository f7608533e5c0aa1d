/**
 * Fine-tuned classifiers against TF-IDF and a linear SVM on the same texts.
 *
 *   npm run bench -- finetune --data CORPUS --model MODEL [--look]
 *
 * First the sample of KorPatBERT's manual: sections A, B and C, 300 applications each, title and abstract, its split, ten
 * seeds, each with a sample of its own from the train and dev sides. Then all documents of the train side, asked about
 * the dev side (with `--look` about the test side, and the look is counted). Each training is kept when it is done: a
 * bench that was stopped goes on there.
 */
import { basename } from 'node:path';
import { shuffledOrder } from '../src/core/index.js';
import { characterPieces, decide, describeTexts, learnFeatures } from '../src/model/index.js';
import { type LabelledText, labelsOf } from '../src/train/finetune/labelled-texts.js';
import { readParts } from '../src/train/finetune/parts.js';
import { separateClasses } from '../src/train/linear/one-against-rest.js';
import { type ClassifiedDocument, classifiedDocuments, mainClass } from './classification/documents.js';
import { fineTuned, type TaskFiles, writeTexts } from './classification/fine-tuned.js';
import { countLook } from './classification/looks.js';
import { scoreByTerms, shareRight } from './classification/methods.js';
import { modelFolder } from './classification/models.js';
import { classTask, divide, type Parts } from './classification/task.js';
import type { BenchOptions, Measurement } from './types.js';

const SECTIONS = ['A', 'B', 'C'];
const EACH = 300;
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);
/** Student's t for 95 % of both sides, nine degrees of freedom. */
const T = 2.262;
/** One document in so many of the train side is for validation. */
const VALIDATION = 10;

export async function run(options: BenchOptions): Promise<readonly Measurement[]> {
  const { data, models, look } = options;
  const [model] = models;
  if (data === null || model === undefined)
    throw new Error('Name a corpus with --data DIR and a model with --model DIR.');
  const side = look ? 'test' : 'dev';
  const train = await classifiedDocuments(data, 'train');
  const dev = await classifiedDocuments(data, 'dev');
  if (look) console.error(`Look ${countLook('finetune', [basename(model)])} at the test side.`);
  const parts = divide(train, look ? await classifiedDocuments(data, 'test') : dev);
  const chosen = { model: modelFolder(model), threads: options.workers };
  return [...(await measureSample([...train, ...dev], chosen)), ...(await measureWhole(parts, side, chosen))];
}

interface Chosen {
  readonly model: string;
  readonly threads: number;
}

const section = (document: ClassifiedDocument): string => mainClass(document, 'section') ?? '';

async function measureSample(documents: readonly ClassifiedDocument[], chosen: Chosen): Promise<Measurement[]> {
  const [byTerms, together, network]: [number[], number[], number[]] = [[], [], []];
  for (const seed of SEEDS) {
    const sample = SECTIONS.flatMap((one) =>
      drawn(
        documents.filter((document) => section(document) === one),
        seed,
      ),
    );
    const files = { data: writeTexts(`sample-${seed}`, sample, section), validation: null, test: null };
    byTerms.push(await termsAccuracy(files, seed));
    const { accuracy, alone } = await fineTuned(files, { ...chosen, seed });
    together.push(accuracy);
    network.push(alone!.network);
    console.error(`seed ${seed}: ${accuracy.toFixed(4)}, TF-IDF ${byTerms.at(-1)!.toFixed(4)}`);
  }
  return [
    ...spread('sample: TF-IDF', byTerms),
    ...spread('sample: fine-tuned', together, '≥ 0.82'),
    ...compared(together, byTerms),
    ...spread('sample: fine-tuned, the network alone', network),
  ];
}

function drawn(documents: readonly ClassifiedDocument[], seed: number): ClassifiedDocument[] {
  return Array.from(shuffledOrder(documents.length, seed).subarray(0, EACH), (at) => documents[at]!);
}

/** The machine needs no validation and learns from those texts too. */
async function termsAccuracy(files: TaskFiles, seed: number): Promise<number> {
  const { split, labels } = readParts(files, seed);
  const learned = [...split.train, ...split.validation];
  const texts = (of: readonly LabelledText[]) => of.map(({ text }) => text);
  const classesOf = (of: readonly LabelledText[]) =>
    of.map((one) => labelsOf([one]).map((label) => labels.indexOf(label)));
  const features = learnFeatures(texts(learned), characterPieces);
  const rows = describeTexts(texts(learned), features, characterPieces);
  const planes = await separateClasses(rows, classesOf(learned), { classes: labels.length, cost: 1, seed });
  const scores = decide(planes, describeTexts(texts(split.test), features, characterPieces));
  const truth = classesOf(split.test);
  return scores.filter((row, at) => truth[at]![0] === row.indexOf(Math.max(...row))).length / scores.length;
}

function spread(what: string, values: readonly number[], aim?: string): Measurement[] {
  return [
    {
      what: `${what}, accuracy`,
      value: rounded(mean(values)),
      unit: `± ${rounded(deviation(values))}`,
      ...(aim && { aim }),
    },
  ];
}

function compared(values: readonly number[], others: readonly number[]): Measurement[] {
  const differences = values.map((value, at) => value - others[at]!);
  const reach = (T * deviation(differences)) / Math.sqrt(differences.length);
  return [
    { what: 'sample: fine-tuned less TF-IDF', value: rounded(mean(differences)), unit: `± ${rounded(reach)} (95 %)` },
    {
      what: 'sample: fine-tuned less TF-IDF, at least',
      value: rounded(mean(differences) - reach),
      unit: '',
      aim: '> 0',
    },
  ];
}

/** All documents: sections A, B and C alone, all sections, all subclasses. */
async function measureWhole(parts: Parts, side: string, chosen: Chosen): Promise<Measurement[]> {
  const isSampled = (document: ClassifiedDocument) => SECTIONS.includes(section(document));
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

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
