import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { Dim } from '../types.js';
import { divide } from './elementwise.js';
import { batchedMatmul, matmul } from './gemm.js';
import { reshape } from './shape.js';
import { sumRows } from './sum.js';

/**
 * The mean of the tokens of each text in packed rows: one product with shares [texts, tokens], each row of which
 * sums to one over the tokens of its text.
 */
export function packedMean(x: Tensor, shares: Tensor): Tensor {
  return matmul(shares, x);
}

/**
 * The mean of the tokens of each row, [batch · length, width] → [batch, width].
 * @param present [batch, length], 1 for tokens and 0 for filling.
 */
export function meanPool(x: Tensor, present: Tensor): Tensor {
  const [batch, length] = present.shape as readonly [Dim, Dim];
  const width = x.shape[1];
  if (width === undefined || x.shape.length !== 2) throw shapeFault('meanPool', [x, present], 'tokens are rows');
  const shares = reshape(divide(present, sumRows(present)), [batch, 1, length]);
  return reshape(batchedMatmul(shares, reshape(x, [batch, length, width])), [batch, width]);
}
