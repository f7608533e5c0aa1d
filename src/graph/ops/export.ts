import { sameDim, sameShape } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';

/** Operations of finished models: fused or quantised, without gradients. */

/** A matrix [out, in] as whole numbers of 8 bits, each output with a scale of its own. */
export interface QuantisedMatrix {
  /** [in, out] */
  readonly codes: Int8Array;
  /** [out] */
  readonly scales: Float32Array;
}

/**
 * Quantises the rows of a matrix [out, in] symmetrically.
 * @param bits 7 for processors without VNNI, whose sums of 8-bit products do not fit into 16 bits.
 */
export function quantiseMatrix(
  values: Float32Array,
  [out, into]: readonly [number, number],
  bits = 8,
): QuantisedMatrix {
  const largestCode = 2 ** (bits - 1) - 1;
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(out);
  for (let row = 0; row < out; row++) {
    const scale = largest(values.subarray(row * into, (row + 1) * into)) / largestCode;
    scales[row] = scale;
    for (let i = 0; i < into; i++) codes[i * out + row] = Math.round(values[row * into + i]! / scale);
  }
  return { codes, scales };
}

/** x · wᵀ + bias with a quantised w; x is quantised while the model runs, with one scale. */
export function quantisedLinear(x: Tensor, name: string, { codes, scales }: QuantisedMatrix, bias?: Tensor): Tensor {
  const { graph } = x;
  const out = scales.length;
  const into = codes.length / out;
  if (!sameDim(x.shape.at(-1)!, into)) throw shapeFault('quantisedLinear', [x, bias], `rows of ${into} are needed`);
  const inputs = [
    x,
    graph.initialiser(`${name}.codes`, codes, [into, out], 'int8'),
    graph.initialiser(`${name}.scales`, scales, [out], 'float32'),
    null,
    bias ?? null,
  ];
  const shape = [...x.shape.slice(0, -1), out];
  return graph.node('DynamicQuantizeMatMul', inputs, [{ shape }], { domain: 'com.microsoft' })[0]!;
}

/**
 * layerNorm(x + residual), [batch, length, width]. `Sum` and not `Add`: the runtime would join an addition and the
 * normalisation into `SkipLayerNormalization`, which takes five times as long as the two apart (128 × 256, AVX-512).
 */
export function residualLayerNorm(
  x: Tensor,
  residual: Tensor,
  [weight, bias]: readonly [Tensor, Tensor],
  epsilon = 1e-12,
): Tensor {
  if (!sameShape(x.shape, residual.shape)) throw shapeFault('residualLayerNorm', [x, residual], 'the shapes differ');
  const [sum] = x.graph.node('Sum', [x, residual], [{ shape: x.shape }]);
  return x.graph.node('LayerNormalization', [sum!, weight, bias], [{ shape: x.shape }], {
    attributes: { axis: -1, epsilon: { float: epsilon } },
  })[0]!;
}

/** gelu(x + bias) in one pass. */
export function biasGelu(x: Tensor, bias: Tensor): Tensor {
  return x.graph.node('BiasGelu', [x, bias], [{ shape: x.shape }], { domain: 'com.microsoft' })[0]!;
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
}
