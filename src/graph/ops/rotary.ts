import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';

export interface RotaryTables {
  /** [positions, size / 2] */
  readonly cosines: Tensor;
  readonly sines: Tensor;
  /** The sines of the turn back, for the gradient. */
  readonly minusSines: Tensor;
  readonly pairs: RotaryPairs;
}

/** Which numbers of a head turn together: i and i + size / 2 (Llama), or 2i and 2i + 1 (the paper, RoFormer). */
export type RotaryPairs = 'halves' | 'neighbours';

export interface RotaryOptions {
  readonly positions: number;
  /** Width of one head. */
  readonly size: number;
  readonly base?: number;
  readonly pairs?: RotaryPairs;
}

/** Tables of rotary positions (Su et al. 2021): pair i of a head turns by position · base^(−2i / size). */
export function rotaryTables(
  near: Tensor,
  { positions, size, base = 10_000, pairs = 'halves' }: RotaryOptions,
): RotaryTables {
  const { graph } = near;
  const half = size / 2;
  const table = (name: string, of: (angle: number) => number) =>
    graph.data(`${name}:${positions}:${size}:${base}`, [positions, half], () =>
      Float32Array.from({ length: positions * half }, (_, i) =>
        of(Math.floor(i / half) * base ** (-(i % half) / half)),
      ),
    );
  return {
    cosines: table('cosines', Math.cos),
    sines: table('sines', Math.sin),
    minusSines: table('minus-sines', (angle) => -Math.sin(angle)),
    pairs,
  };
}

/**
 * Turns the pairs of every head by its token's position.
 * @param x [batch, length, heads · size]
 * @param positions [batch, length], whole numbers: in packed rows they begin again with every text.
 */
export function rotary(x: Tensor, positions: Tensor, tables: RotaryTables, heads: number): Tensor {
  if (x.shape.length !== 3 || positions.dtype !== 'int64') {
    throw shapeFault('rotary', [x, positions], 'rows [batch, length, width] and positions as int64 are needed');
  }
  const { cosines, sines, minusSines, pairs } = tables;
  const turned = turn(x, positions, [cosines, sines], { heads, pairs });
  return x.graph.differentiable(turned, [x], (gradient, gradients) => {
    gradients.add(x, turn(gradient, positions, [cosines, minusSines], { heads, pairs }));
  });
}

function turn(
  x: Tensor,
  positions: Tensor,
  [cosines, sines]: readonly [Tensor, Tensor],
  { heads, pairs }: { readonly heads: number; readonly pairs: RotaryPairs },
): Tensor {
  return x.graph.node('RotaryEmbedding', [x, positions, cosines, sines], [{ shape: x.shape }], {
    domain: 'com.microsoft',
    attributes: { interleaved: pairs === 'neighbours' ? 1 : 0, num_heads: heads, rotary_embedding_dim: 0 },
  })[0]!;
}
