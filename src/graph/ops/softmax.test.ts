import { it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { softmax } from './softmax.js';
import { softmaxReference } from './softmax.reference.js';

it('makes rows into shares', async () => {
  await checkOperation({
    trained: { x: [2, 3, 5] },
    build: ({ x }) => softmax(x),
    reference: ({ x }) => softmaxReference(x),
  });
});
