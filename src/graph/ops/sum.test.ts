import { it } from 'vitest';
import { reshaped } from '../reference/array.js';
import { checkOperation } from '../testing/check-operation.js';
import { expand, repeatHeads, sumAll, sumAxes } from './sum.js';
import { expandReference, sumAxesReference } from './sum.reference.js';

it('sums over axes', async () => {
  await checkOperation({
    trained: { x: [2, 3, 4] },
    build: ({ x }) => sumAxes(x, [0, 2]),
    reference: ({ x }) => sumAxesReference(x, [0, 2]),
  });
});

it('sums everything', async () => {
  await checkOperation({
    trained: { x: [2, 3] },
    build: ({ x }) => sumAll(x),
    reference: ({ x }) => reshaped(sumAxesReference(x, [0, 1]), [1]),
  });
});

it('repeats sides of one', async () => {
  await checkOperation({
    trained: { x: [2, 1, 3] },
    build: ({ x }) => expand(x, [2, 4, 3]),
    reference: ({ x }) => expandReference(x, [2, 4, 3]),
  });
});

it('repeats heads', async () => {
  await checkOperation({
    trained: { x: [1, 2, 3, 2] },
    build: ({ x }) => repeatHeads(x, 2),
    reference: ({ x }) => reshaped(expandReference(reshaped(x, [1, 2, 1, 3, 2]), [1, 2, 2, 3, 2]), [1, 4, 3, 2]),
  });
});
