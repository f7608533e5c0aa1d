import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import { minimise } from './lbfgs.js';
import { fitLogistic, logProbabilities } from './logistic.js';
import { decide, separateClasses } from './one-against-rest.js';
import { type SparseRows, sparseRows } from './sparse-rows.js';
import { stackingWeights, stackScores } from './stack.js';
import { separate } from './support-vectors.js';
import { characterPieces, describeTexts, learnFeatures } from './text-features.js';

describe('text as features', () => {
  test('counts pieces of 2 to 4 characters within words, ends marked', () => {
    expect([...characterPieces('전지 A')]).toEqual([
      ' 전',
      '전지',
      '지 ',
      ' 전지',
      '전지 ',
      ' 전지 ',
      ' a',
      'a ',
      ' a ',
    ]);
  });

  test('weighs rare terms more, dampens counts, and gives rows of length one', () => {
    const words = (text: string) => text.split(' ');
    const texts = ['gear gear shaft', 'gear cell', 'gear cell shaft', 'gear lonely'];
    const features = learnFeatures(texts, words);
    expect(features.terms).toEqual(['cell', 'gear', 'shaft']);
    expect(features.weights[0]).toBeCloseTo(Math.log(5 / 3) + 1);
    const { starts, places, values } = describeTexts(['gear gear shaft unseen'], features, words);
    expect([...starts]).toEqual([0, 2]);
    expect([...places]).toEqual([1, 2]);
    expect(values[0]! / values[1]!).toBeCloseTo((1 + Math.log(2)) / (Math.log(5 / 3) + 1));
    expect(Math.hypot(...values)).toBeCloseTo(1);
  });

  test('a text without known terms is an empty row', () => {
    const features = learnFeatures(['ab ab', 'ab'], characterPieces);
    expect([...describeTexts(['zz', ''], features, characterPieces).starts]).toEqual([0, 0, 0]);
  });
});

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

  test('part several classes, and give the same planes for the same seed', () => {
    const corners = [0, 1, 2].flatMap((one) => [0.8, 1, 1.2].map((far) => [[one, far]] as const));
    const rows = sparseRows(3, corners);
    const classesOf = corners.map(([[one]]) => [one]);
    const planes = separateClasses(rows, classesOf, { classes: 3, cost: 10, seed: 5 });
    const given = decide(planes, rows).map((scores) => scores.indexOf(Math.max(...scores)));
    expect(given).toEqual(classesOf.flat());
    expect(separateClasses(rows, classesOf, { classes: 3, cost: 10, seed: 5 })).toEqual(planes);
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
  return { labels, points };
}

describe('logistic regression', () => {
  test('has no slope left where it ends, and tells points it has not seen', async () => {
    const { labels, points } = clouds(90, 1);
    const model = await fitLogistic(points, labels, { classes: 3, decay: 0.01 });
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
    const { labels, points } = clouds(60, 3);
    const cold = await fitLogistic(points, labels, { classes: 3, decay: 0.1 });
    const from = await fitLogistic(points, labels, { classes: 3, decay: 1 });
    const warm = await fitLogistic(points, labels, { classes: 3, decay: 0.1, from });
    cold.weights.forEach((weight, at) => {
      expect(warm.weights[at]).toBeCloseTo(weight, 1);
    });
  });
});

describe('stacking', () => {
  const labels = Array.from({ length: 200 }, (_, row) => row % 4);
  const random = randomNumbers(9);
  const noisy = (strength: number) =>
    labels.map((label) => Float32Array.from({ length: 4 }, (_, at) => strength * Number(at === label) + 2 * random()));
  const share = (scores: readonly Float32Array[]) =>
    scores.filter((row, at) => row.indexOf(Math.max(...row)) === labels[at]).length / labels.length;

  test('trusts the method that knows more, and does better than either', async () => {
    const [strong, weak] = [noisy(1.4), noisy(0.9)];
    const weights = await stackingWeights([strong, weak], labels);
    expect(weights[0]).toBeGreaterThan(weights[1]!);
    const both = stackScores([strong, weak], weights);
    expect(share(both)).toBeGreaterThan(Math.max(share(strong), share(weak)));
    expect(both[0]!.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 4);
  });

  test('leaves out rows whose class no method knows', async () => {
    const scores = noisy(1);
    const unknown = labels.map((label, at) => (at < 100 ? label : -1));
    const half = scores.slice(0, 100);
    expect(await stackingWeights([scores], unknown)).toEqual(await stackingWeights([half], labels.slice(0, 100)));
  });
});
