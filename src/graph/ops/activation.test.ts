import { describe, it } from 'vitest';
import { checkOperation } from '../testing/check-operation.js';
import { GELU_FACTOR, gelu, linearGelu, sigmoid, silu, swiglu, tanh } from './activation.js';
import * as reference from './activation.reference.js';
import { linear } from './linear.js';
import { linearReference } from './linear.reference.js';

describe.each([
  ['tanh', tanh, reference.tanhReference],
  ['sigmoid', sigmoid, reference.sigmoidReference],
  ['silu', silu, reference.siluReference],
  ['gelu', gelu, reference.geluReference],
])('%s', (_, operation, slow) => {
  it('bends numbers of either sign', async () => {
    await checkOperation({
      trained: { x: [4, 5] },
      build: ({ x }) => operation(x),
      reference: ({ x }) => slow(x),
    });
  });
});

it('opens a gate', async () => {
  await checkOperation({
    trained: { gate: [3, 4], up: [3, 4] },
    build: ({ gate, up }) => swiglu(gate, up),
    reference: ({ gate, up }) => reference.swigluReference(gate, up),
  });
});

it('puts the factors of a GELU into the products around it', async () => {
  await checkOperation({
    trained: { x: [4, 3], inner: [6, 3], innerBias: [6], outer: [3, 6], outerBias: [3] },
    build: ({ x, inner, innerBias, outer, outerBias }) =>
      linear(linearGelu(x, inner, innerBias), outer, { bias: outerBias, alpha: GELU_FACTOR }),
    reference: ({ x, inner, innerBias, outer, outerBias }) =>
      linearReference(reference.geluReference(linearReference(x, inner, innerBias)), outer, outerBias),
  });
});
