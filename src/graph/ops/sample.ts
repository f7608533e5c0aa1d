import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { multiply } from './elementwise.js';

/**
 * Draws a column from each row of probabilities, [rows, columns] → [rows], as whole numbers: the largest of p · exp(G)
 * with Gumbel's G is a draw from p (Gumbel 1954; Maddison et al. 2014). What is drawn follows from seed, step and site.
 * It has no gradient.
 * @param site where in the network, unique in the graph.
 */
export function sampleRows(probabilities: Tensor, site: string): Tensor {
  const { graph, shape } = probabilities;
  if (shape.length !== 2) throw shapeFault('sampleRows', [probabilities], 'rows of probabilities are needed');
  const noise = graph.noise(site, shape as readonly number[], { kind: 'gumbel' });
  return largestColumn(graph.untaped(() => multiply(probabilities, noise)));
}

/** The column of the largest element of each row, [rows, columns] → [rows]; the first of equals. */
export function largestColumn(x: Tensor): Tensor {
  const outputs = [{ shape: [x.shape[0]!], dtype: 'int64' as const }];
  return x.graph.node('ArgMax', [x], outputs, { attributes: { axis: 1, keepdims: 0 } })[0]!;
}

/** Whole numbers with some replaced: at `places`, which are distinct, stands what `values` has. */
export function replaceAt(x: Tensor, places: Tensor, values: Tensor): Tensor {
  if (x.dtype !== values.dtype || x.shape.length !== 1)
    throw shapeFault('replaceAt', [x, places, values], 'lists of one type are needed');
  return x.graph.node('ScatterElements', [x, places, values], [x], { attributes: { axis: 0 } })[0]!;
}

/** 1 where two tensors of whole numbers are equal, else 0. */
export function sameNumbers(a: Tensor, b: Tensor): Tensor {
  const [same] = a.graph.node('Equal', [a, b], [{ shape: a.shape, dtype: 'bool' }]);
  return a.graph.node('Cast', [same!], [{ shape: a.shape }], { attributes: { to: 1 } })[0]!;
}
