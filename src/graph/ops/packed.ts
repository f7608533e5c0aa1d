import { sameDim } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { multiply, subtract } from './elementwise.js';
import { gather } from './gather.js';
import { reshape, slice } from './shape.js';

/** Operations of finished decoders: matrices as whole numbers of 4 or 8 bits with a scale for each block of a row. */

/**
 * Numbers of a row that share a scale. Many rows at once are a third to a half faster in blocks of 128 than of 32
 * (AVX-512), and 8 bits lose nothing by it; 4 bits need the short ones.
 */
const BLOCKS = { 4: 32, 8: 128 } as const;

/** A matrix [out, in], in blocks along its rows. */
export interface PackedMatrix {
  readonly bits: 4 | 8;
  readonly shape: readonly [out: number, into: number];
  /** [out, blocks, bytes of a block]; a code stands for its distance from the middle, 8 or 128, in scales. */
  readonly codes: Uint8Array;
  /** [out, blocks] */
  readonly scales: Float32Array;
}

/** Packs a matrix. The number of largest size in each block is kept best: it becomes the lowest code. */
export function packMatrix(values: Float32Array, shape: readonly [number, number], bits: 4 | 8): PackedMatrix {
  const [out, into] = shape;
  const length = BLOCKS[bits];
  const blocks = Math.ceil(into / length);
  const bytes = (length * bits) / 8;
  // Where a row does not fill its last block, the middle stands for zero.
  const codes = new Uint8Array(out * blocks * bytes).fill(bits === 8 ? 0x80 : 0x88);
  const scales = new Float32Array(out * blocks);
  for (let at = 0; at < out * blocks; at++) {
    const start = Math.floor(at / blocks) * into + (at % blocks) * length;
    const block = values.subarray(start, Math.min(start + length, (Math.floor(at / blocks) + 1) * into));
    scales[at] = packBlock(block, codes.subarray(at * bytes, (at + 1) * bytes), bits);
  }
  return { bits, shape, codes, scales };
}

/** @returns the block's scale. */
function packBlock(values: Float32Array, into: Uint8Array, bits: 4 | 8): number {
  const middle = 2 ** (bits - 1);
  let farthest = 0;
  for (const value of values) if (Math.abs(value) > Math.abs(farthest)) farthest = value;
  const scale = farthest === 0 ? 1 : Math.fround(farthest / -middle);
  for (let i = 0; i < values.length; i++) {
    const code = Math.min(2 * middle - 1, Math.round(values[i]! / scale) + middle);
    if (bits === 8) into[i] = code;
    else into[i >> 1] = i % 2 === 0 ? (into[i >> 1]! & 0xf0) | code : (into[i >> 1]! & 0x0f) | (code << 4);
  }
  return scale;
}

/** A packed matrix as part of a model. */
export interface PackedTensor {
  readonly matrix: PackedMatrix;
  readonly codes: Tensor;
  readonly scales: Tensor;
}

export function packedTensor(near: Tensor, name: string, matrix: PackedMatrix): PackedTensor {
  const { graph } = near;
  const { codes, scales, shape } = matrix;
  const blocks = scales.length / shape[0];
  return {
    matrix,
    codes: graph.initialiser(`${name}.codes`, codes, [shape[0], blocks, codes.length / scales.length], 'uint8'),
    // Flat, because the kernel reads them while the session opens: what a node made comes too late, without a word.
    scales: graph.initialiser(`${name}.scales`, scales, [scales.length], 'float32'),
  };
}

/**
 * x · wᵀ for rows x [rows, in]. Each block of a row of x is rounded to 8 bits while the model runs, so no row depends
 * on another (`accuracy_level` 4 of `MatMulNBits`).
 */
export function packedLinear(x: Tensor, { matrix, codes, scales }: PackedTensor): Tensor {
  const [out, into] = matrix.shape;
  if (x.shape.length !== 2 || !sameDim(x.shape[1]!, into))
    throw shapeFault('packedLinear', [x], `rows of ${into} are needed`);
  return x.graph.node('MatMulNBits', [x, codes, scales], [{ shape: [x.shape[0]!, out] }], {
    domain: 'com.microsoft',
    attributes: { K: into, N: out, bits: matrix.bits, block_size: BLOCKS[matrix.bits], accuracy_level: 4 },
  })[0]!;
}

/** Rows of a table of 8 bits, as floats: [ids, in]. */
export function packedRows({ matrix, codes, scales }: PackedTensor, ids: Tensor): Tensor {
  const [, into] = matrix.shape;
  if (matrix.bits !== 8) throw shapeFault('packedRows', [codes, ids], '8 bits are needed');
  const rows = gather(codes, ids);
  const [numbers] = ids.graph.node('Cast', [rows], [{ shape: rows.shape }], { attributes: { to: 1 } });
  const centred = subtract(numbers!, ids.graph.number(128));
  const filled = Number(codes.shape[1]) * BLOCKS[8];
  return slice(
    reshape(multiply(centred, gather(reshape(scales, [...codes.shape.slice(0, 2), 1]), ids)), [ids.shape[0]!, filled]),
    1,
    0,
    into,
  );
}
