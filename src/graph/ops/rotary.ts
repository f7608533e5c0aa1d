import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';

export interface RotaryTables {
  /** [positions, size / 2] */
  readonly cosines: Tensor;
  readonly sines: Tensor;
  /** The sines of the turn back, for the gradient. */
  readonly minusSines: Tensor;
}

/**
 * Tables of rotary positions (Su et al. 2021): pair i of a head turns by position · base^(−2i / size).
 * @param size of one head.
 */
export function rotaryTables(near: Tensor, positions: number, size: number, base = 10_000): RotaryTables {
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
  };
}

/**
 * Turns the pairs (i, i + size / 2) of every head by its token's position, as Hugging Face's models do.
 * @param x [batch, length, heads · size]
 * @param positions [batch, length], whole numbers: in packed rows they begin again with every text.
 */
export function rotary(x: Tensor, positions: Tensor, tables: RotaryTables, heads: number): Tensor {
  if (x.shape.length !== 3 || positions.dtype !== 'int64') {
    throw shapeFault('rotary', [x, positions], 'rows [batch, length, width] and positions as int64 are needed');
  }
  const { cosines, sines, minusSines } = tables;
  const turned = turn(x, positions, [cosines, sines], heads);
  return x.graph.differentiable(turned, [x], (gradient, gradients) => {
    gradients.add(x, turn(gradient, positions, [cosines, minusSines], heads));
  });
}

function turn(x: Tensor, positions: Tensor, [cosines, sines]: readonly [Tensor, Tensor], heads: number): Tensor {
  return x.graph.node('RotaryEmbedding', [x, positions, cosines, sines], [{ shape: x.shape }], {
    domain: 'com.microsoft',
    attributes: { interleaved: 0, num_heads: heads, rotary_embedding_dim: 0 },
  })[0]!;
}
