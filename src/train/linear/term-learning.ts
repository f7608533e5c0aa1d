import {
  characterPieces,
  describeTermTexts,
  learnFeatures,
  type TermClassifier,
  type TermText,
} from '../../model/index.js';
import { separateEach } from './one-against-rest.js';

export interface TermLearning {
  readonly classes: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** What an example on the wrong side costs. */
const COST = 1;
/** Numbers of all planes together (32 MB): with many classes fewer pieces are kept. */
const MOST_NUMBERS = 1 << 23;

/**
 * Learns a classifier by words: TF-IDF of pieces and the static vector, a linear support vector machine a class.
 * @yields how many classes are learned
 */
export async function* learnTerms(
  texts: readonly TermText[],
  classesOf: readonly (readonly number[])[],
  { classes, seed, signal }: TermLearning,
): AsyncGenerator<number, TermClassifier> {
  const centre = meanVector(texts);
  const most = Math.floor(MOST_NUMBERS / classes) - (centre?.length ?? 0);
  const features = learnFeatures(
    texts.map(({ text }) => text),
    characterPieces,
    most,
  );
  const rows = describeTermTexts(texts, { features, centre });
  const planes = yield* separateEach(rows, classesOf, { classes, cost: COST, seed, signal });
  return { features, centre, planes };
}

function meanVector(texts: readonly TermText[]): Float32Array | null {
  const width = texts[0]?.vector?.length;
  if (width === undefined) return null;
  const sum = new Float64Array(width);
  for (const { vector } of texts)
    vector!.forEach((value, at) => {
      sum[at]! += value;
    });
  return Float32Array.from(sum, (value) => value / texts.length);
}
