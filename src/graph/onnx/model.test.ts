import { expect, it } from 'vitest';
import { Graph } from '../graph.js';
import { gather } from '../ops/gather.js';
import { linear } from '../ops/linear.js';
import { layerNorm } from '../ops/normalise.js';
import { readProtobuf } from './protobuf.js';

it('writes nodes, constants, inputs and outputs where onnx.proto puts them', () => {
  const graph = new Graph();
  const x = graph.input('x', ['batch', 4]);
  graph.output('y', linear(x, graph.parameter('weight', [3, 4])));
  const model = part(graph.encode(), 7);
  const [node] = parts(model, 1);
  expect(texts(node!, 1)).toEqual(['x', 'weight']);
  expect(texts(node!, 2)).toEqual(['y']);
  expect(texts(node!, 4)).toEqual(['Gemm']);
  expect(parts(model, 11).flatMap((value) => texts(value, 1))).toEqual(['x', 'weight']);
  expect(parts(model, 12).flatMap((value) => texts(value, 1))).toEqual(['y']);
});

it('makes weights part of the model where their values are given', () => {
  const graph = new Graph({ weights: (_, shape) => new Float32Array(shape[0]! * shape[1]!).fill(2) });
  graph.output('y', gather(graph.parameter('table', [3, 4]), graph.input('ids', ['batch'], 'int64')));
  const model = part(graph.encode(), 7);
  expect(parts(model, 11).flatMap((value) => texts(value, 1))).toEqual(['ids']);
  const [table] = parts(model, 5);
  expect(texts(table!, 8)).toEqual(['table']);
  expect(part(table!, 9)).toHaveLength(48);
});

it('leaves out what no output needs', () => {
  const graph = new Graph();
  const x = graph.input('x', [2, 4]);
  linear(x, graph.parameter('unused', [3, 4]));
  graph.output('y', layerNorm(x, graph.parameter('weight', [4]), graph.parameter('bias', [4])));
  const { nodes, inputs } = graph.model();
  expect(nodes.map(({ op, outputs }) => [op, outputs])).toEqual([['LayerNormalization', ['y']]]);
  expect(inputs.map(({ name }) => name)).toEqual(['x', 'weight', 'bias']);
});

it('refuses an output under a name that is taken', () => {
  const graph = new Graph();
  const x = graph.input('x', [2]);
  expect(() => graph.output('x', x)).toThrow('the name is taken');
});

it('refuses a parameter declared twice with different shapes', () => {
  const graph = new Graph();
  graph.parameter('weight', [3, 4]);
  expect(() => graph.parameter('weight', [4, 3])).toThrow('declaring weight');
});

const parts = (message: Uint8Array, field: number) =>
  [...readProtobuf(message)].flatMap((found) => (found.field === field ? [found.value as Uint8Array] : []));
const part = (message: Uint8Array, field: number) => parts(message, field)[0]!;
const texts = (message: Uint8Array, field: number) =>
  parts(message, field).map((bytes) => Buffer.from(bytes).toString('utf8'));
