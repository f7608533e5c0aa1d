import { floats, integers, type TensorData } from '../../src/graph/index.js';
import type { BertSize } from './bert.js';

/** A batch of random tokens with distinct masked places, the same at every call with one seed. */
export function randomBatch(size: BertSize, seed: number): Record<string, TensorData> {
  const random = numbers(seed);
  const tokens = size.batch * size.length;
  const ids = Int32Array.from({ length: tokens }, () => 5 + Math.floor(random() * (size.vocabulary - 5)));
  const places = shuffled(tokens, random).subarray(0, size.masked);
  const inverse = new Int32Array(tokens);
  for (const [i, place] of places.entries()) inverse[place] = i + 1;
  return {
    ids: integers(ids),
    places: integers(places),
    inverse: integers(inverse),
    labels: integers(places.map((place) => ids[place]!)),
    weights: floats(new Float32Array(size.masked).fill(1 / size.masked), [size.masked, 1]),
  };
}

function shuffled(count: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Numbers in [0, 1) from a seed (Park and Miller). */
export function numbers(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
