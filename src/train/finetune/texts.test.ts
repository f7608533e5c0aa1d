import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchInputs, bucketLengths, dealBatches } from './batches.js';
import { readLabelledTexts } from './labelled-texts.js';
import { ratesOf } from './rates.js';
import { givenClasses, scoresOf } from './scores.js';
import { splitTexts } from './split.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'simsa-texts-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(root, 'data.tsv');
  writeFileSync(path, content);
  return path;
}

describe('lines', () => {
  test('are labels and a text; tabs after the first belong to the text', () => {
    const { texts, labels, multiple, header } = readLabelledTexts(
      file('\ufefflabel\ttext\r\nB|A\tone\ttwo\r\nC\t셋\r\n\n'),
    );
    expect({ labels, multiple, header }).toEqual({ labels: ['A', 'B', 'C'], multiple: true, header: true });
    expect(texts).toEqual([
      { labels: ['B', 'A'], text: 'one\ttwo', line: 2 },
      { labels: ['C'], text: '셋', line: 3 },
    ]);
  });

  test.each([
    ['no tab', 'A\tx\nB y\n', 'train.bad-line', 2],
    ['no label', 'A\tx\n\ty\n', 'train.bad-line', 2],
    ['an empty label among others', 'A\tx\nB|\ty\n', 'train.bad-line', 2],
    ['a label that is NaN', 'A\tx\nnan\ty\n', 'train.bad-line', 2],
    ['a text that is NaN', 'A\tx\nB\tNaN\n', 'train.bad-line', 2],
    ['no text', 'A\tx\nB\t \n', 'train.bad-line', 2],
    ['an empty line between', 'A\tx\n\nB\ty\n', 'train.bad-line', 2],
    ['CP949', Buffer.concat([Buffer.from('A\tx\nB\t'), Buffer.from([0xc0, 0xfc, 0xb1, 0xd8])]), 'train.not-utf8', 2],
    ['UTF-16', Buffer.from('A\tx\nB\ty\n', 'utf16le'), 'train.not-utf8', 1],
  ])('%s: the line is named', (_, content, code, line) => {
    expect(() => readLabelledTexts(file(content))).toThrow(
      expect.objectContaining({ code, where: expect.objectContaining({ line }) }),
    );
  });

  test('of one class only are refused, and none at all', () => {
    const few = expect.objectContaining({ code: 'train.few-classes' });
    expect(() => readLabelledTexts(file('A\tx\nA\ty\n'))).toThrow(few);
    expect(() => readLabelledTexts(file(''))).toThrow(few);
  });
});

describe('a split', () => {
  const whole = (seed: number) => ({ seed, validation: true, test: true });
  const made = (counts: Readonly<Record<string, number>>) =>
    readLabelledTexts(
      file(
        Object.entries(counts)
          .flatMap(([label, n]) => Array.from({ length: n }, (_, at) => `${label}\t${label}${at}\n`))
          .join(''),
      ),
    );

  test('of 900 texts is 729, 81 and 90, every class in its share', () => {
    const { train, validation, test: kept } = splitTexts(made({ A: 300, B: 300, C: 300 }), whole(1));
    expect([train.length, validation.length, kept.length]).toEqual([729, 81, 90]);
    expect(kept.filter(({ labels }) => labels[0] === 'A')).toHaveLength(30);
  });

  test('keeps equal texts together and loses none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 40, maxLength: 90 }),
        fc.integer(),
        (words, seed) => {
          const lines = words.map((word, at) => `${at % 2 ? 'A' : 'B'}\t${word % 3}-${word}`);
          const texts = { ...readLabelledTexts(file(`${lines.join('\n')}\n`)), multiple: true };
          if (new Set(words).size < 3) return;
          const { train, validation, test: kept } = splitTexts(texts, whole(seed));
          expect(train.length + validation.length + kept.length).toBe(words.length);
          const trained = new Set(train.map(({ text }) => text));
          if (train.length < words.length)
            expect(kept.filter(({ text }) => trained.has(text) && kept.length > 0)).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('names a class that is too small for it', () => {
    const small = expect.objectContaining({ code: 'train.small-class', details: { label: 'B', count: 2, least: 3 } });
    expect(() => splitTexts(made({ A: 10, B: 2 }), whole(1))).toThrow(small);
    expect(splitTexts(made({ A: 10, B: 2 }), { ...whole(1), test: false })).toMatchObject({ test: [] });
  });
});

describe('batches', () => {
  const example = (length: number) => ({ ids: new Int32Array(length).fill(7), classes: [0] });

  test('hold every text once, at a length it fits, and only one is not full', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 100 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (sizes, rows) => {
          const lengths = bucketLengths(sizes, 112);
          const examples = sizes.map(example);
          const batches = dealBatches(examples, { lengths, rows, seed: 5 });
          expect(new Set(batches.flatMap((batch) => batch.examples))).toEqual(new Set(examples));
          expect(batches.flatMap((batch) => batch.examples)).toHaveLength(examples.length);
          for (const batch of batches)
            for (const { ids } of batch.examples) expect(ids.length).toBeLessThanOrEqual(batch.length);
          expect(batches.filter((batch) => batch.examples.length < rows).length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('are filled with rows that count for nothing', () => {
    const batch = { length: 16, examples: [example(3)] };
    const { present, weights } = batchInputs(batch, { rows: 2, classes: 2, multiple: false });
    expect(Array.from(weights!.data)).toEqual([1, 0]);
    expect(Array.from(present!.data).filter((one) => one === 1)).toHaveLength(6);
  });
});

test('scores count what is right', () => {
  const examples = [0, 0, 1, 2].map((one) => ({ ids: new Int32Array(1), classes: [one] }));
  const { accuracy, macroF1, confusion } = scoresOf(examples, [[0], [1], [1], [2]], { classes: 3, multiple: false });
  expect(accuracy).toBe(0.75);
  expect(macroF1).toBeCloseTo((2 / 3 + 2 / 3 + 1) / 3);
  expect(confusion).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(givenClasses([-1, 2, 0.5], true)).toEqual([1, 2]);
  expect(givenClasses([-1, 2, 0.5], false)).toEqual([1]);
});

describe('learning rates', () => {
  const held = [
    'bert.embeddings.word_embeddings.weight',
    'bert.encoder.layer.0.a',
    'bert.encoder.layer.1.a',
    'bert.pooler.b',
  ];
  const rates = ratesOf({ freshRate: 30, layerDecay: 0.5 }, { layers: 2 }, held);

  test('fall with depth, and are high for what begins at random', () => {
    expect(held.map(rates)).toEqual([0.25, 0.5, 1, 1]);
    expect(rates('classifier.weight')).toBe(30);
  });

  test('are all alike where everything begins at random', () => {
    expect(ratesOf({ freshRate: 30, layerDecay: 0.5 }, { layers: 2 }, null)('bert.encoder.layer.0.a')).toBe(1);
  });
});
