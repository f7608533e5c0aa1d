import { sameShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import type { RotaryTables } from './rotary.js';
import { reshape } from './shape.js';

/** Keys and values of all tokens so far: [1, heads of keys, room, size] each. */
export interface Cache {
  readonly keys: Tensor;
  readonly values: Tensor;
}

export interface CachedAttentionOptions {
  readonly heads: number;
  readonly keyHeads: number;
  readonly turns: RotaryTables;
  readonly cache: Cache;
  /** Place of the last token, int32 [1], and how many tokens there are with it, int32 []. */
  readonly last: Tensor;
  readonly total: Tensor;
}

/**
 * Causal attention of new tokens over all tokens so far, rotary positions included (`GroupQueryAttention`). Where the
 * caller gives the same memory as old and new cache, keys and values are written into it and nothing is copied.
 * @param rows queries, keys and values of the new tokens side by side, [length, (heads + 2 · keyHeads) · size]
 */
export function cachedAttention(rows: Tensor, options: CachedAttentionOptions): Cache & { readonly seen: Tensor } {
  const { heads, keyHeads, turns, cache, last, total } = options;
  const { graph } = rows;
  const length = rows.shape[0]!;
  const size = Number(cache.keys.shape[3]);
  const fits = sameShape(rows.shape, [length, (heads + 2 * keyHeads) * size]) && heads % keyHeads === 0;
  if (!fits || !sameShape(cache.keys.shape, cache.values.shape))
    throw shapeFault('cachedAttention', [rows, cache.keys, cache.values], `${heads} heads, ${keyHeads} of keys`);
  const batch = reshape(rows, [1, length, rows.shape[1]!]);
  const inputs = [batch, null, null, cache.keys, cache.values, last, total, turns.cosines, turns.sines];
  const outputs = [{ shape: [1, length, heads * size] }, { shape: cache.keys.shape }, { shape: cache.keys.shape }];
  const [seen, keys, values] = graph.node('GroupQueryAttention', inputs, outputs, {
    domain: 'com.microsoft',
    attributes: { num_heads: heads, kv_num_heads: keyHeads, do_rotary: 1, rotary_interleaved: 0 },
  });
  return { seen: reshape(seen!, [length, heads * size]), keys: keys!, values: values! };
}
