import { describe, it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { batchedMatmul, matmul } from './gemm.js';
import { matmulReference } from './gemm.reference.js';

describe.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('with A transposed: %s, B transposed: %s', (transposeA, transposeB) => {
  const options = { transposeA, transposeB, alpha: 0.7 };
  const a = transposeA ? [4, 3] : [3, 4];
  const b = transposeB ? [5, 4] : [4, 5];

  it('multiplies matrices', async () => {
    await checkOperation({
      trained: { a, b },
      build: (given) => matmul(given.a, given.b, options),
      reference: (given) => matmulReference(given.a, given.b, options),
    });
  });

  it('multiplies batches of matrices', async () => {
    await checkOperation({
      trained: { a: [2, 2, ...a], b: [2, 2, ...b] },
      build: (given) => batchedMatmul(given.a, given.b, options),
      reference: (given) => matmulReference(given.a, given.b, options),
    });
  });
});

it('gathers the gradients of a matrix used in several products', async () => {
  await checkOperation({
    trained: { a: [3, 3] },
    build: ({ a }) => matmul(matmul(a, a), a, { transposeB: true }),
    reference: ({ a }) => matmulReference(matmulReference(a, a), a, { transposeB: true }),
  });
});
