import type { Tensor } from '../graph.js';
import { multiply } from './elementwise.js';

/**
 * Sets a share of the elements to zero and scales the rest up. Which ones is a function of seed, step, site and
 * index: the session hands over the mask, so a run can be repeated and a block recomputed.
 * @param site where in the network, unique in the graph.
 */
export function dropout(x: Tensor, rate: number, site: string): Tensor {
  const mask = dropoutMask(x, x.shape as readonly number[], rate, site);
  return mask ? multiply(x, mask) : x;
}

/** The mask alone, 0 or 1 / (1 − rate); null at rate 0. */
export function dropoutMask(near: Tensor, shape: readonly number[], rate: number, site: string): Tensor | null {
  return rate === 0 ? null : near.graph.noise(site, shape, { kind: 'dropout', rate });
}
