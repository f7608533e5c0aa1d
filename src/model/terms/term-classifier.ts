import { type ClassPlanes, decide } from './planes.js';
import { type SparseRows, withVectors } from './sparse-rows.js';
import { characterPieces, describeTexts, type TextFeatures } from './text-features.js';

/** A text as a classifier without a network reads it. */
export interface TermText {
  readonly text: string;
  /** Static vector of its words; null where the model has none. */
  readonly vector: Float32Array | null;
}

/**
 * A linear classifier on the pieces of a text's words, which stands beside a network: what a network of few parameters
 * has not learned from few texts, the words often say.
 */
export interface TermClassifier {
  readonly features: TextFeatures;
  /** Mean static vector of the texts it learned from; null where there are none. */
  readonly centre: Float32Array | null;
  /** Columns are the pieces, and behind them the numbers of the static vector. */
  readonly planes: ClassPlanes;
}

/** Such a classifier, and what the scores of the network and its own count beside each other. */
export interface WeighedTerms {
  readonly classifier: TermClassifier;
  readonly network: number;
  readonly terms: number;
}

/** Length of the static vector beside pieces of length one: .35 to .5 part classes best, 1 hides the pieces. */
const VECTOR_LENGTH = 0.5;

/** Texts as its rows: the pieces at length one, and the static vector as it lies from the mean of all, half as long. */
export function describeTermTexts(
  texts: readonly TermText[],
  { features, centre }: Pick<TermClassifier, 'features' | 'centre'>,
): SparseRows {
  const pieces = describeTexts(
    texts.map(({ text }) => text),
    features,
    characterPieces,
  );
  if (!centre) return pieces;
  return withVectors(
    pieces,
    texts.map(({ vector }) => fromCentre(vector!, centre)),
  );
}

/** How far each text is on the side of each class: above zero is in. */
export function termScores(classifier: TermClassifier, texts: readonly TermText[]): readonly Float32Array[] {
  return decide(classifier.planes, describeTermTexts(texts, classifier));
}

function fromCentre(vector: Float32Array, centre: Float32Array): Float32Array {
  const moved = vector.map((value, at) => value - centre[at]!);
  const length = Math.hypot(...moved);
  return length > 0 ? moved.map((value) => (value * VECTOR_LENGTH) / length) : moved;
}
