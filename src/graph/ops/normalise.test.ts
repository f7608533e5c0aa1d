import { it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { layerNorm, normaliseRows, rmsNorm } from './normalise.js';
import { layerNormReference, normaliseRowsReference, rmsNormReference } from './normalise.reference.js';

it('takes mean and deviation out of rows', async () => {
  await checkOperation({
    trained: { x: [5, 6], weight: [6], bias: [6] },
    build: ({ x, weight, bias }) => layerNorm(x, weight, bias),
    reference: ({ x, weight, bias }) => layerNormReference(x, weight, bias),
  });
});

it('divides rows by their root mean square', async () => {
  await checkOperation({
    trained: { x: [5, 6], weight: [6] },
    build: ({ x, weight }) => rmsNorm(x, weight),
    reference: ({ x, weight }) => rmsNormReference(x, weight),
  });
});

it('brings rows to length one', async () => {
  await checkOperation({
    trained: { x: [4, 3] },
    build: ({ x }) => normaliseRows(x),
    reference: ({ x }) => normaliseRowsReference(x),
  });
});
