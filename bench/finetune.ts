/**
 * Fine-tuned classifiers against TF-IDF and a linear SVM on few texts.
 *
 *   npm run bench -- finetune --data CORPUS --model MODEL
 *
 * The sample of KorPatBERT's manual: sections A, B and C, 300 applications each, title and abstract, its split, ten
 * seeds, each with a sample of its own from the train and dev sides. Each training is kept when it is done: a bench that
 * was stopped goes on there.
 */
import { shuffledOrder } from '../src/core/index.js';
import { characterPieces, decide, describeTexts, learnFeatures } from '../src/model/index.js';
import { type LabelledText, labelsOf } from '../src/train/finetune/labelled-texts.js';
import { readParts } from '../src/train/finetune/parts.js';
import { separateClasses } from '../src/train/linear/one-against-rest.js';
import { type ClassifiedDocument, classifiedDocuments, mainClass } from './classification/documents.js';
import { fineTuned, type TaskFiles, writeTexts } from './classification/fine-tuned.js';
import { modelFolder } from './classification/models.js';
import type { BenchOptions, Measurement } from './types.js';

const SECTIONS = ['A', 'B', 'C'];
const EACH = 300;
const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);
/** Student's t for 95 % of both sides, nine degrees of freedom. */
const T = 2.262;

export async function run({ data, models, workers }: BenchOptions): Promise<readonly Measurement[]> {
  const [model] = models;
  if (data === null || model === undefined)
    throw new Error('Name a corpus with --data DIR and a model with --model DIR.');
  const documents = [...(await classifiedDocuments(data, 'train')), ...(await classifiedDocuments(data, 'dev'))];
  return measureSample(documents, { model: modelFolder(model), threads: workers });
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

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
