import { it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { add } from './elementwise.js';
import { addReference } from './elementwise.reference.js';
import { linear } from './linear.js';
import { linearReference } from './linear.reference.js';

it('multiplies rows with a matrix of Hugging Face layout and adds a bias', async () => {
  const factors = { alpha: 0.5, beta: 2 };
  await checkOperation({
    trained: { x: [4, 3], weight: [5, 3], bias: [5] },
    build: ({ x, weight, bias }) => linear(x, weight, { bias, ...factors }),
    reference: ({ x, weight, bias }) => linearReference(x, weight, bias, factors),
  });
});

it('adds to gradients that are there already', async () => {
  await checkOperation({
    trained: { x: [4, 3], weight: [3, 3], bias: [3] },
    build: ({ x, weight, bias }) => add(x, linear(linear(x, weight, { bias }), weight, { bias })),
    reference: ({ x, weight, bias }) =>
      addReference(x, linearReference(linearReference(x, weight, bias), weight, bias)),
  });
});
