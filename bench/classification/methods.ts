import {
  type ClassScores,
  decide,
  describeTexts,
  learnFeatures,
  stackScores,
  type TermsOf,
} from '../../src/model/index.js';
import { fitLogistic, type LogisticModel, logProbabilities } from '../../src/train/linear/logistic.js';
import { separateClasses } from '../../src/train/linear/one-against-rest.js';
import { stackingWeights } from '../../src/train/linear/stack.js';
import { type ClassifiedDocument, readText } from './documents.js';
import { keptRows } from './kept.js';
import type { ClassTask } from './task.js';

/**
 * Scores of a method on the documents on which choices are made (or the first of them), learned without them, and on
 * those that are asked.
 */
export interface Scored {
  readonly tune: ClassScores;
  readonly ask: ClassScores;
}

/** A vector for each document. */
export type VectorOf = (document: ClassifiedDocument) => Float32Array;

const COST = 1;
const DECAYS = [0.01, 0.03, 0.1, 0.3];

/** TF-IDF and a linear support vector machine. Kept: nothing in it changes while a model trains. */
export async function scoreByTerms(task: ClassTask, name: string, termsOf: TermsOf): Promise<Scored> {
  const { learn, tune, ask } = task.parts;
  const planes = async (documents: readonly ClassifiedDocument[], asked: readonly ClassifiedDocument[]) => {
    const known = documents.filter((one) => task.labelOf(one) >= 0);
    const features = learnFeatures(known.map(readText), termsOf);
    const rows = describeTexts(known.map(readText), features, termsOf);
    const classesOf = known.map((one) => [task.labelOf(one)]);
    const found = await separateClasses(rows, classesOf, { classes: task.labels.length, cost: COST, seed: 1 });
    return decide(found, describeTexts(asked.map(readText), features, termsOf));
  };
  const key = ['terms', name, task.key, String(COST)];
  return {
    tune: await keptRows([...key, 'tune'], async () => planes(learn, tune)),
    ask: await keptRows([...key, 'ask'], async () => planes([...learn, ...tune], ask)),
  };
}

/** Logistic regression on vectors; how much weights cost is chosen on the tuning documents. */
export async function scoreByVectors(task: ClassTask, vectorOf: VectorOf): Promise<Scored> {
  const { learn, tune, ask } = task.parts;
  const known = (documents: readonly ClassifiedDocument[]) => documents.filter((one) => task.labelOf(one) >= 0);
  const learned = (documents: readonly ClassifiedDocument[], decay: number, from?: LogisticModel) =>
    fitLogistic(
      known(documents).map(vectorOf),
      known(documents).map((one) => [task.labelOf(one)]),
      {
        ...{ classes: task.labels.length, decay },
        ...(from && { from }),
      },
    );
  let best: { readonly scores: ClassScores; readonly decay: number; readonly likelihood: number } | null = null;
  let model: LogisticModel | undefined;
  for (const decay of [...DECAYS].reverse()) {
    model = await learned(learn, decay, model);
    const scores = logProbabilities(model, tune.map(vectorOf));
    const likelihood = meanLog(scores, tune.map(task.labelOf));
    if (!best || likelihood > best.likelihood) best = { scores, decay, likelihood };
  }
  const whole = await learned([...learn, ...tune], best!.decay);
  return { tune: best!.scores, ask: logProbabilities(whole, ask.map(vectorOf)) };
}

/** Several methods together, weighed on the tuning documents. */
export async function scoreTogether(task: ClassTask, methods: readonly Scored[]): Promise<Scored> {
  const rows = Math.min(...methods.map(({ tune }) => tune.length));
  const tuned = methods.map(({ tune }) => tune.slice(0, rows));
  const classesOf = task.parts.tune.slice(0, rows).map((one) => [task.labelOf(one)].filter((label) => label >= 0));
  const weights = await stackingWeights(tuned, classesOf);
  return {
    tune: stackScores(tuned, weights),
    ask: stackScores(
      methods.map(({ ask }) => ask),
      weights,
    ),
  };
}

/** Share of documents, the first of which have scores, whose main class has the best one. */
export function shareRight(
  scores: ClassScores,
  documents: readonly ClassifiedDocument[],
  task: Pick<ClassTask, 'labelOf'>,
): number {
  const right = scores.filter((row, at) => best(row) === task.labelOf(documents[at]!)).length;
  return right / scores.length;
}

function best(scores: Float32Array): number {
  return scores.indexOf(scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
}

function meanLog(scores: ClassScores, labels: readonly number[]): number {
  const logs = labels.flatMap((label, row) => (label >= 0 ? [scores[row]![label]!] : []));
  return logs.reduce((sum, log) => sum + log, 0) / logs.length;
}
