import { expect, it } from 'vitest';
import { Graph } from '../graph.js';
import { asFloats, expectClose, filled, runGraph } from '../testing/check-operation.js';
import { geluReference } from './activation.reference.js';
import { addReference } from './elementwise.reference.js';
import { biasGelu, quantisedLinear, quantiseMatrix, residualLayerNorm } from './export.js';
import { linearReference } from './linear.reference.js';
import { layerNormReference } from './normalise.reference.js';

const { x, residual, weight, scale, bias } = filled({
  x: [2, 3, 8],
  residual: [2, 3, 8],
  weight: [5, 8],
  scale: [8],
  bias: [8],
});

it('multiplies with 8-bit numbers within a hundredth', async () => {
  const graph = new Graph();
  const matrix = quantiseMatrix(Float32Array.from(weight!.values), [5, 8]);
  graph.output('y', quantisedLinear(graph.input('x', ['batch', 3, 8]), 'w', matrix));
  const { y } = await runGraph(graph, { x: asFloats(x!) });
  const rows = { shape: [6, 8], values: x!.values };
  const exact = linearReference(rows, weight!, { shape: [5], values: new Float64Array(5) });
  expectClose(y!, exact.values, 'product', 0.01);
});

it('codes the largest number of a row by the largest code', () => {
  const { codes, scales } = quantiseMatrix(Float32Array.of(1, -2, 0.5, 0.25), [2, 2]);
  expect(Array.from(codes)).toEqual([64, 127, -127, 64]);
  expect(scales[0]).toBeCloseTo(2 / 127, 7);
});

it('fuses what follows the products', async () => {
  const graph = new Graph();
  const [a, b] = [graph.input('x', ['batch', 3, 8]), graph.input('residual', ['batch', 3, 8])];
  const [c, d] = [graph.input('scale', [8]), graph.input('bias', [8])];
  graph.output('normal', residualLayerNorm(a, b, [c, d]));
  graph.output('bent', biasGelu(a, d));
  const inputs = { x: asFloats(x!), residual: asFloats(residual!), scale: asFloats(scale!), bias: asFloats(bias!) };
  const { normal, bent } = await runGraph(graph, inputs);
  expectClose(normal!, layerNormReference(addReference(x!, residual!), scale!, bias!).values, 'normal');
  expectClose(bent!, geluReference(addReference(x!, bias!)).values, 'gelu');
});
