import { minimise, type Slope } from './lbfgs.js';
import { logSoftmax } from './logistic.js';

/** Scores of all classes for each row, as one method gives them. */
export type ClassScores = readonly Float32Array[];

/** Keeps weights near 0 where methods are all right together and any weight would do. */
const DECAY = 1e-3;

/**
 * What the scores of several methods are worth beside each other: weights with which their sum makes the true classes
 * most likely. Rows should be strange to the methods, or the one that learned by heart is trusted most.
 * @param labels true class of each row; a row with a class that no method knows (−1) is left out.
 */
export async function stackingWeights(
  methods: readonly ClassScores[],
  labels: readonly number[],
): Promise<readonly number[]> {
  const known = labels.flatMap((label, row) => (label >= 0 ? [row] : []));
  const slopeAt = async (weights: Float64Array): Promise<Slope> => {
    const gradient = weights.map((weight) => DECAY * weight);
    let value = (DECAY / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0);
    for (const row of known) {
      const logs = stacked(methods, [...weights], row);
      value -= logs[labels[row]!]! / known.length;
      methods.forEach((scores, method) => {
        gradient[method]! += (meanScore(scores[row]!, logs) - scores[row]![labels[row]!]!) / known.length;
      });
    }
    return { value, gradient };
  };
  const even = Float64Array.from(methods, () => 1 / methods.length);
  return [...(await minimise(slopeAt, even, { steps: 100, tolerance: 1e-4 }))];
}

/** ln of each class's probability by all methods together. */
export function stackScores(methods: readonly ClassScores[], weights: readonly number[]): ClassScores {
  return methods[0]!.map((_, row) => stacked(methods, weights, row));
}

function stacked(methods: readonly ClassScores[], weights: readonly number[], row: number): Float32Array {
  const sums = new Float32Array(methods[0]![row]!.length);
  methods.forEach((scores, method) => {
    const [own, weight] = [scores[row]!, weights[method]!];
    for (let at = 0; at < sums.length; at++) sums[at]! += weight * own[at]!;
  });
  return logSoftmax(sums);
}

function meanScore(scores: Float32Array, logs: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < scores.length; at++) sum += Math.exp(logs[at]!) * scores[at]!;
  return sum;
}
