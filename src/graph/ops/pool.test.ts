import { it } from 'vitest';
import { arrayOf } from '../reference/array.js';
import { checkOperation } from '../testing/check-operation.js';
import { matmulReference } from './gemm.reference.js';
import { meanPool, packedMean } from './pool.js';
import { meanPoolReference } from './pool.reference.js';

it('takes the mean of the tokens that are there', async () => {
  const present = arrayOf([2, 3], (row, i) => (row === 1 && i === 2 ? 0 : 1));
  await checkOperation({
    trained: { x: [6, 4] },
    fixed: { present },
    build: ({ x, present }) => meanPool(x, present),
    reference: ({ x }) => meanPoolReference(x, present),
  });
});

it('takes the mean of each packed text', async () => {
  const shares = arrayOf([2, 5], (text, i) => (text === 0 ? (i < 2 ? 1 / 2 : 0) : i < 2 ? 0 : 1 / 3));
  await checkOperation({
    trained: { x: [5, 3] },
    fixed: { shares },
    build: ({ x, shares }) => packedMean(x, shares),
    reference: ({ x }) => matmulReference(shares, x),
  });
});
