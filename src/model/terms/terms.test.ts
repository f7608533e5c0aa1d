import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SimsaError } from '../../core/index.js';
import { sparseRows, withVectors } from './sparse-rows.js';
import { type TermClassifier, termScores } from './term-classifier.js';
import { readTermClassifier, writeTermClassifier } from './term-file.js';
import { characterPieces, describeTexts, learnFeatures, textFeatures } from './text-features.js';

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

  test('keeps the pieces that most texts have where not all may stay', () => {
    const words = (text: string) => text.split(' ');
    const texts = ['gear shaft', 'gear cell', 'gear cell shaft', 'gear shaft'];
    expect(learnFeatures(texts, words, 2).terms).toEqual(['gear', 'shaft']);
  });
});

describe('rows with vectors behind', () => {
  test('hold what they held, and the vector in columns of its own', () => {
    const row = fc.uniqueArray(fc.nat(6), { maxLength: 5 }).map((places) => places.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (given) => {
        const own = given.map((places) => places.map((place) => [place, place + 1] as const));
        const vectors = given.map((_, at) => Float32Array.of(at, -at));
        const { columns, starts, places, values } = withVectors(sparseRows(7, own), vectors);
        expect(columns).toBe(9);
        own.forEach((entries, at) => {
          const [from, to] = [starts[at]!, starts[at + 1]!];
          const held = Array.from(places.subarray(from, to), (place, k) => [place, values[from + k]!]);
          expect(held).toEqual([...entries, [7, at], [8, -at]]);
        });
      }),
    );
  });
});

const CLASSIFIER: TermClassifier = {
  features: textFeatures([' 전', '"a', '전지'], Float32Array.of(1, 2, 1.5)),
  centre: Float32Array.of(0.5, 0),
  planes: {
    classes: 2,
    weights: Float32Array.of(0, 1, 0, 0, 3, -1, 1, -1, 0, 0),
    biases: Float32Array.of(0.25, 0.5),
  },
};

describe('a classifier by words', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'simsa-terms-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const coded = (code: string) => expect.objectContaining({ code }) as SimsaError;

  test('adds what pieces and the static vector say', () => {
    // " 전", "전지", and the vector (1, 0), which lies from the centre along the first number.
    const [scores] = termScores(CLASSIFIER, [{ text: '전지', vector: Float32Array.of(1, 0) }]);
    const length = Math.hypot(1, 1.5);
    expect(scores![0]).toBeCloseTo(0.25 + (3 * 1.5) / length + 0.5, 5);
    expect(scores![1]).toBeCloseTo(0.5 + 1 / length - 1.5 / length - 0.5, 5);
  });

  test('is read as it was written', () => {
    const path = join(root, 'whole.safetensors');
    writeTermClassifier(path, CLASSIFIER);
    expect(readTermClassifier(path, 2)).toEqual(CLASSIFIER);
    const plain = { ...CLASSIFIER, centre: null, planes: { ...CLASSIFIER.planes, weights: new Float32Array(6) } };
    writeTermClassifier(path, plain);
    expect(readTermClassifier(path, 2)).toEqual(plain);
  });

  test('that is for other classes, cut short or something else is refused', () => {
    const path = join(root, 'bad.safetensors');
    writeTermClassifier(path, CLASSIFIER);
    expect(() => readTermClassifier(path, 3)).toThrow(coded('model.wrong-shape'));
    truncateSync(path, 200);
    expect(() => readTermClassifier(path, 2)).toThrow(SimsaError);
    writeFileSync(path, 'no tensors');
    expect(() => readTermClassifier(path, 2)).toThrow(SimsaError);
  });
});
