import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import { decide, type SparseRows, sparseRows, stackScores } from '../../model/index.js';
import { minimise } from './lbfgs.js';
import { asLayer, fitLogistic, logProbabilities } from './logistic.js';
import { separateClasses } from './one-against-rest.js';
import { stackingWeights } from './stack.js';
import { separate } from './support-vectors.js';

/** Objective of the machine in its primal form, which the dual's solution has to minimise too. */
function objective(rows: SparseRows, marked: Uint8Array, cost: number, point: readonly number[]): number {
  const bias = point.at(-1)!;
  let value = point.reduce((sum, one) => sum + one * one, 0) / 2;
  marked.forEach((yes, row) => {
    let score = bias;
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++)
      score += point[rows.places[at]!]! * rows.values[at]!;
    value += cost * Math.max(0, 1 - (yes ? score : -score)) ** 2;
  });
  return value;
}

describe('support vectors', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), fc.boolean()), {
    minLength: 2,
    maxLength: 20,
  });

  test('lie lowest: no small change of the plane makes its objective smaller', () => {
    fc.assert(
      fc.property(points, (given) => {
        const rows = sparseRows(
          2,
          given.map(([x, y]) => [
            [0, x],
            [1, y],
          ]),
        );
        const marked = Uint8Array.from(given, ([, , yes]) => Number(yes));
        const { weights, bias } = separate(rows, marked, { cost: 0.5, seed: 1, tolerance: 1e-4 });
        const found = [...weights, bias];
        const here = objective(rows, marked, 0.5, found);
        for (let side = 0; side < 3; side++)
          for (const step of [-0.1, 0.1]) {
            const beside = found.map((one, at) => (at === side ? one + step : one));
            expect(objective(rows, marked, 0.5, beside)).toBeGreaterThan(here - 1e-6 * (1 + here));
          }
      }),
      { numRuns: 60 },
    );
  });

  test('part several classes, and give the same planes for the same seed', async () => {
    const corners = [0, 1, 2].flatMap((one) => [0.8, 1, 1.2].map((far) => [[one, far]] as const));
    const rows = sparseRows(3, corners);
    const classesOf = corners.map(([[one]]) => [one]);
    const planes = await separateClasses(rows, classesOf, { classes: 3, cost: 10, seed: 5 });
    const given = decide(planes, rows).map((scores) => scores.indexOf(Math.max(...scores)));
    expect(given).toEqual(classesOf.flat());
    expect(await separateClasses(rows, classesOf, { classes: 3, cost: 10, seed: 5 })).toEqual(planes);
  });
});

describe('the lowest point', () => {
  test('is found on a narrow valley', async () => {
    const scales = [1, 10, 100, 1000];
    const slopeAt = async (point: Float64Array) => ({
      value: scales.reduce((sum, scale, at) => sum + (scale * (point[at]! - at) ** 2) / 2, 0),
      gradient: Float64Array.from(scales, (scale, at) => scale * (point[at]! - at)),
    });
    const point = await minimise(slopeAt, new Float64Array(4), { steps: 100, tolerance: 1e-8 });
    for (const at of [0, 1, 2, 3]) expect(point[at]).toBeCloseTo(at, 5);
  });
});

/** Points about three middles that overlap a little. */
function clouds(rows: number, seed: number) {
  const random = randomNumbers(seed);
  const labels = Array.from({ length: rows }, (_, row) => row % 3);
  const near = (middle: number) => middle + 2 * (random() + random() - 1);
  const points = labels.map((label) => Float32Array.of(near(3 * label), near(label === 1 ? 2 : 0), 7));
  return { labels, classesOf: labels.map((label) => [label]), points };
}

describe('logistic regression', () => {
  test('has no slope left where it ends, and tells points it has not seen', async () => {
    const { labels, classesOf, points } = clouds(90, 1);
    const model = await fitLogistic(points, classesOf, { classes: 3, decay: 0.01 });
    const logs = logProbabilities(model, points);
    for (const one of [0, 1, 2]) {
      const excess = logs.reduce((sum, row, at) => sum + Math.exp(row[one]!) - Number(labels[at] === one), 0) / 90;
      expect(excess).toBeCloseTo(0, 2);
    }
    const strange = clouds(60, 2);
    const right = logProbabilities(model, strange.points).filter(
      (row, at) => row.indexOf(Math.max(...row)) === strange.labels[at],
    );
    expect(right.length).toBeGreaterThan(50);
    expect(model.scales[2]).toBe(0);
  });

  test('ends at the same place from another start', async () => {
    const { classesOf, points } = clouds(60, 3);
    const cold = await fitLogistic(points, classesOf, { classes: 3, decay: 0.1 });
    const from = await fitLogistic(points, classesOf, { classes: 3, decay: 1 });
    const warm = await fitLogistic(points, classesOf, { classes: 3, decay: 0.1, from });
    cold.weights.forEach((weight, at) => {
      expect(warm.weights[at]).toBeCloseTo(weight, 1);
    });
  });
});

describe('a layer', () => {
  test('of a fitted model gives the same scores on numbers as they are, up to one amount a row', async () => {
    const { points, classesOf } = clouds(60, 4);
    const model = await fitLogistic(points, classesOf, { classes: 3, decay: 0.1 });
    const { weights, biases } = asLayer(model);
    logProbabilities(model, points).forEach((logs, row) => {
      const scores = biases.map((bias, one) =>
        points[row]!.reduce((sum, value, at) => sum + weights[one * 3 + at]! * value, bias),
      );
      const [first, second, third] = scores.map((score, one) => score - logs[one]!);
      expect(second).toBeCloseTo(first!, 3);
      expect(third).toBeCloseTo(first!, 3);
    });
  });

  test('decides each class for itself where there may be several', async () => {
    const { labels, points } = clouds(90, 5);
    const classesOf = labels.map((label) => (label === 1 ? [0, 1] : [label]));
    const { weights, biases } = asLayer(
      await fitLogistic(points, classesOf, { classes: 3, multiple: true, decay: 0.001 }),
    );
    const right = points.filter((point, row) =>
      biases.every((bias, one) => {
        const score = point.reduce((sum, value, at) => sum + weights[one * 3 + at]! * value, bias);
        return score > 0 === classesOf[row]!.includes(one);
      }),
    );
    expect(right.length).toBeGreaterThan(75);
  });
});

describe('stacking', () => {
  const labels = Array.from({ length: 200 }, (_, row) => row % 4);
  const classesOf = labels.map((label) => [label]);
  const random = randomNumbers(9);
  const noisy = (strength: number) =>
    labels.map((label) => Float32Array.from({ length: 4 }, (_, at) => strength * Number(at === label) + 2 * random()));
  const share = (scores: readonly Float32Array[]) =>
    scores.filter((row, at) => row.indexOf(Math.max(...row)) === labels[at]).length / labels.length;

  test('trusts the method that knows more, and does better than either', async () => {
    const [strong, weak] = [noisy(1.4), noisy(0.9)];
    const weights = await stackingWeights([strong, weak], classesOf);
    expect(weights[0]).toBeGreaterThan(weights[1]!);
    expect(share(stackScores([strong, weak], weights))).toBeGreaterThan(Math.max(share(strong), share(weak)));
  });

  test('believes what was expected where there are few rows, and the rows where there are many', async () => {
    const [telling, silent] = [noisy(1.4), noisy(0)];
    const expected = [0, 1];
    const [few] = await stackingWeights([telling, silent], classesOf.slice(0, 8), { expected });
    const [many] = await stackingWeights([telling, silent], classesOf, { expected });
    expect(few).toBeLessThan(many! / 2);
  });

  test('decides each class for itself where there may be several', async () => {
    const several = labels.map((label) => [label, (label + 1) % 4]);
    const shifted = (strength: number) =>
      several.map((own) =>
        Float32Array.from({ length: 4 }, (_, at) => strength * (own.includes(at) ? 1 : -1) + random() - 0.5),
      );
    const methods = [shifted(0.3), shifted(0)];
    const weights = await stackingWeights(methods, several, { multiple: true });
    expect(weights[0]).toBeGreaterThan(5 * Math.abs(weights[1]!));
    const right = stackScores(methods, weights).filter((row, at) =>
      row.every((score, one) => score > 0 === several[at]!.includes(one)),
    );
    expect(right.length).toBeGreaterThan(150 * 0.5);
  });

  test('leaves out rows whose class no method knows', async () => {
    const scores = noisy(1);
    const unknown = classesOf.map((own, at) => (at < 100 ? own : []));
    const half = scores.slice(0, 100);
    expect(await stackingWeights([scores], unknown)).toEqual(await stackingWeights([half], classesOf.slice(0, 100)));
  });
});
