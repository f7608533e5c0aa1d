import { describe, it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { add, divide, multiply, scale, subtract } from './elementwise.js';
import * as reference from './elementwise.reference.js';

const OPERATIONS = [
  ['add', add, reference.addReference],
  ['subtract', subtract, reference.subtractReference],
  ['multiply', multiply, reference.multiplyReference],
] as const;

describe.each(OPERATIONS)('%s', (_, operation, slow) => {
  it.each([
    ['tensors of one shape', [3, 4], [3, 4]],
    ['a row for all rows', [3, 4], [4]],
    ['sides of one on either side', [2, 1, 4], [3, 1]],
  ])('joins %s', async (_, a, b) => {
    await checkOperation({
      trained: { a, b },
      build: ({ a, b }) => operation(a, b),
      reference: ({ a, b }) => slow(a, b),
    });
  });
});

it('divides by a column', async () => {
  const away = { shape: [3, 1], values: Float64Array.of(2, 2, 2) };
  await checkOperation({
    trained: { a: [3, 4], b: [3, 1] },
    fixed: { away },
    build: ({ a, b, away }) => divide(a, add(b, away)),
    reference: ({ a, b }) => reference.divideReference(a, reference.addReference(b, away)),
  });
});

it('scales, and counts a tensor used twice twice', async () => {
  await checkOperation({
    trained: { x: [2, 3] },
    build: ({ x }) => add(scale(x, 3), multiply(x, x)),
    reference: ({ x }) => reference.addReference(reference.scaleReference(x, 3), reference.multiplyReference(x, x)),
  });
});
