import { describe, it } from 'vitest';
import { arrayOf } from '../reference/array.js';
import { checkOperation } from '../testing/check-operation.js';
import { scale } from './elementwise.js';
import { scaleReference } from './elementwise.reference.js';
import { binaryCrossEntropy, contrastiveLoss, crossEntropy, vocabularyLoss } from './loss.js';
import * as reference from './loss.reference.js';

const LABELS = [2, 0, 2, 1];
const WEIGHTS = [0.5, 0.25, 0, 0.25];
const ids = { labels: { shape: [4], values: LABELS } };
const weights = arrayOf([4, 1], (row) => WEIGHTS[row]!);

describe('cross-entropy over a vocabulary', () => {
  it('trains the states, the table and the bias, with repeated labels and a row that does not count', async () => {
    await checkOperation({
      trained: { x: [4, 3], table: [7, 3], bias: [7] },
      ids,
      fixed: { weights },
      build: ({ x, table, bias, labels, weights }) => vocabularyLoss(x, table, { labels, weights, bias }).loss,
      reference: ({ x, table, bias }) =>
        reference.vocabularyLossReference(x, table, { bias, labels: LABELS, weights: WEIGHTS }),
    });
  });

  it('counts as much as the sum of losses lets it', async () => {
    await checkOperation({
      trained: { x: [4, 3], table: [7, 3], bias: [7] },
      ids,
      fixed: { weights },
      build: ({ x, table, bias, labels, weights }) =>
        scale(vocabularyLoss(x, table, { labels, weights, bias }).loss, 3),
      reference: ({ x, table, bias }) =>
        scaleReference(reference.vocabularyLossReference(x, table, { bias, labels: LABELS, weights: WEIGHTS }), 3),
    });
  });
});

it('compares few classes with labels', async () => {
  await checkOperation({
    trained: { logits: [4, 3] },
    ids,
    fixed: { weights },
    build: ({ logits, labels, weights }) => crossEntropy(logits, labels, weights),
    reference: ({ logits }) => reference.crossEntropyReference(logits, LABELS, WEIGHTS),
  });
});

it('compares yes and no with targets', async () => {
  const targets = arrayOf([4, 2], (row, column) => (row + column) % 2);
  const shares = arrayOf([4, 2], (row) => WEIGHTS[row]!);
  await checkOperation({
    trained: { logits: [4, 2] },
    fixed: { targets, shares },
    build: ({ logits, targets, shares }) => binaryCrossEntropy(logits, targets, shares),
    reference: ({ logits }) => reference.binaryCrossEntropyReference(logits, targets, shares),
  });
});

it('tells pairs that belong together from all others, in both directions', async () => {
  await checkOperation({
    trained: { a: [4, 3], b: [4, 3] },
    build: ({ a, b }) => contrastiveLoss(a, b, { temperature: 0.5 }),
    reference: ({ a, b }) => reference.contrastiveLossReference(a, b, 0.5),
  });
});
