import { over, sameDim, sameShape, times } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { Dim } from '../types.js';
import { dropoutMask } from './dropout.js';
import { add, multiply, scale, subtract } from './elementwise.js';
import { batchedMatmul } from './gemm.js';
import { reshape, transpose } from './shape.js';
import { softmax } from './softmax.js';
import { sumRows } from './sum.js';

export interface AttentionOptions {
  readonly batch: Dim;
  readonly length: Dim;
  readonly heads: number;
  /** Fewer heads of keys and values than of queries, which then share them (Ainslie et al. 2023). */
  readonly keyHeads?: number;
  /** Added to the scores, [batch or 1, 1, length or 1, length]: 0 where a token may look, very small where not. */
  readonly mask?: Tensor | undefined;
  readonly dropout?: { readonly rate: number; readonly site: string };
}

/** What may not be looked at gets this added to its score. */
const HIDDEN = -1e4;

/**
 * softmax(q · kᵀ / √size + mask) · v for each head, tokens as rows: q [batch · length, heads · size], k and v
 * [batch · length, keyHeads · size]. Queries that share keys are put under each other, so nothing is repeated.
 */
export function attention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
  const { graph } = q;
  const plan = planned([q, k, v], options);
  const { alpha } = plan;
  const forward = graph.untaped(() => {
    const [heads, keys, values] = [plan.queries(q), plan.keys(k), plan.keys(v)];
    const scores = plan.apart(batchedMatmul(heads, keys, { transposeB: true, alpha }));
    const weights = softmax(options.mask ? add(scores, options.mask) : scores);
    const dropped = plan.grouped(plan.dropped(weights));
    const result = batchedMatmul(dropped, values);
    return { heads, keys, values, weights, dropped, result, rows: plan.rows(result) };
  });
  return graph.differentiable(forward.rows, [q, k, v], (gradient, gradients) => {
    const { heads, keys, values, weights, dropped, result } = forward;
    const above = plan.queries(gradient);
    // Σ dP · P over a row is Σ dO · O: the same sum on the smaller side, with dropout too.
    const along = plan.apart(sumRows(multiply(above, result)));
    const through = plan.dropped(plan.apart(batchedMatmul(above, values, { transposeB: true })));
    const slope = plan.grouped(multiply(weights, subtract(through, along)));
    gradients.add(v, plan.keyRows(batchedMatmul(dropped, above, { transposeA: true })));
    gradients.add(q, plan.rows(batchedMatmul(slope, keys, { alpha })));
    gradients.add(k, plan.keyRows(batchedMatmul(slope, heads, { transposeA: true, alpha })));
  });
}

/**
 * The mask of packed rows: a token looks at tokens of its own text only, and with `causal` at none after it.
 * @param texts [batch, length], whole numbers: which text of the row each token belongs to; tokens of filling get
 * a number of their own.
 * @returns [batch, 1, length, length]
 */
export function blockMask(texts: Tensor, { causal = false } = {}): Tensor {
  const { graph } = texts;
  const [batch, length] = texts.shape as readonly [Dim, Dim];
  const shape = [batch, 1, length, length];
  const [same] = graph.node(
    'Equal',
    [reshape(texts, [batch, 1, length, 1]), reshape(texts, [batch, 1, 1, length])],
    [{ shape, dtype: 'bool' }],
  );
  const [apart] = graph.node('Where', [same!, graph.number(0), graph.number(HIDDEN)], [{ shape }]);
  return causal ? add(apart!, causalMask(texts, Number(length))) : apart!;
}

/** The mask of a decoder, [1, 1, length, length]: no token looks at one after it. */
export function causalMask(near: Tensor, length: number): Tensor {
  return near.graph.data(`causal:${length}`, [1, 1, length, length], () =>
    Float32Array.from({ length: length * length }, (_, i) => (i % length > Math.floor(i / length) ? HIDDEN : 0)),
  );
}

/** The mask of rows filled up to one length: present [batch, length] holds 1 for tokens and 0 for filling. */
export function fillingMask(present: Tensor): Tensor {
  const { graph, shape } = present;
  const [batch, length] = shape as readonly [Dim, Dim];
  return reshape(scale(subtract(graph.number(1), present), HIDDEN), [batch, 1, 1, length]);
}

/** How rows become heads and heads become rows. */
function planned(given: readonly Tensor[], options: AttentionOptions) {
  const { batch, length, heads, keyHeads = heads, dropout } = options;
  const [q, k, v] = given as [Tensor, Tensor, Tensor];
  const size = over(q.shape[1]!, heads);
  const tokens = times(batch, length);
  const fits = typeof size === 'number' && heads % keyHeads === 0 && sameDim(q.shape[0]!, tokens);
  if (!fits || !sameShape(k.shape, [tokens, keyHeads * Number(size)]) || !sameShape(k.shape, v.shape)) {
    throw shapeFault('attention', given, `${batch} × ${length} tokens, ${heads} heads, ${keyHeads} of keys`);
  }
  const shared = heads / keyHeads;
  const under = times(shared, length);
  const split = (x: Tensor, count: number) => transpose(reshape(x, [batch, length, count, size]), [0, 2, 1, 3]);
  const join = (x: Tensor, count: number) =>
    reshape(transpose(reshape(x, [batch, count, length, size]), [0, 2, 1, 3]), [tokens, count * size]);
  const mask = dropout && dropoutMask(q, [batch, heads, length, length] as number[], dropout.rate, dropout.site);
  return {
    alpha: 1 / Math.sqrt(size),
    queries: (x: Tensor) => reshape(split(x, heads), [batch, keyHeads, under, size]),
    keys: (x: Tensor) => split(x, keyHeads),
    /** Scores of each head by itself, for masks. */
    apart: (x: Tensor) => reshape(x, [batch, heads, length, x.shape[3]!]),
    /** Scores of heads that share keys under each other, for products. */
    grouped: (x: Tensor) => reshape(x, [batch, keyHeads, under, x.shape[3]!]),
    rows: (x: Tensor) => join(x, heads),
    keyRows: (x: Tensor) => join(x, keyHeads),
    dropped: (x: Tensor) => (mask ? multiply(x, mask) : x),
  };
}
