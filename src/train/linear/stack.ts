import { type ClassScores, stackRow } from '../../model/index.js';
import { minimise, type Slope } from './lbfgs.js';
import { logSoftmax } from './log-softmax.js';

export interface StackingOptions {
  /** Whether each class is decided for itself. */
  readonly multiple?: boolean;
  /** Weights that are believed before any row is seen; default: all alike, 1 together. */
  readonly expected?: readonly number[];
}

/**
 * How firmly the expected weights are believed: as if this many rows of their own stood for them. A hundred rows say
 * little of what methods are worth beside each other, thousands say it all.
 */
const FIRMNESS = 24;

/**
 * What the scores of several methods are worth beside each other: weights with which their sum makes the true classes
 * most likely. Rows should be strange to the methods, or the one that learned by heart is trusted most.
 * @param classesOf true classes of each row; a row without any is left out.
 */
export async function stackingWeights(
  methods: readonly ClassScores[],
  classesOf: readonly (readonly number[])[],
  { multiple = false, expected = methods.map(() => 1 / methods.length) }: StackingOptions = {},
): Promise<readonly number[]> {
  const known = classesOf.flatMap((own, row) => (own.length > 0 ? [row] : []));
  const pull = FIRMNESS / Math.max(1, known.length);
  const outcome = multiple ? eachForItself : oneOfAll;
  const slopeAt = async (weights: Float64Array): Promise<Slope> => {
    const gradient = weights.map((weight, method) => pull * (weight - expected[method]!));
    let value = (pull / 2) * weights.reduce((sum, weight, method) => sum + (weight - expected[method]!) ** 2, 0);
    for (const row of known) {
      const { loss, excess } = outcome(stackRow(methods, [...weights], row), classesOf[row]!);
      value += loss / known.length;
      methods.forEach((scores, method) => {
        gradient[method]! += scores[row]!.reduce((sum, score, at) => sum + score * excess[at]!, 0) / known.length;
      });
    }
    return { value, gradient };
  };
  return [...(await minimise(slopeAt, Float64Array.from(expected), { steps: 100, tolerance: 1e-4 }))];
}

/** Loss of a row, and how much more probability than the truth each class has: the slope by its score. */
interface Outcome {
  readonly loss: number;
  readonly excess: Float32Array;
}

function oneOfAll(scores: Float32Array, [own]: readonly number[]): Outcome {
  const logs = logSoftmax(scores);
  return { loss: -logs[own!]!, excess: logs.map((log, at) => Math.exp(log) - Number(at === own)) };
}

function eachForItself(scores: Float32Array, own: readonly number[]): Outcome {
  const truth = scores.map((_, at) => Number(own.includes(at)));
  const loss = scores.reduce((sum, score, at) => {
    return sum + Math.max(score, 0) - score * truth[at]! + Math.log1p(Math.exp(-Math.abs(score)));
  }, 0);
  return { loss, excess: scores.map((score, at) => 1 / (1 + Math.exp(-score)) - truth[at]!) };
}
