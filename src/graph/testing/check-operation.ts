import { expect } from 'vitest';
import { randomNumbers } from '../../core/index.js';
import { gradientsOf } from '../gradients.js';
import { Graph, type Tensor } from '../graph.js';
import { multiply } from '../ops/elementwise.js';
import { sumAll } from '../ops/sum.js';
import type { NdArray } from '../reference/array.js';
import { fromRuntime, loadRuntime, openSession, toRuntime } from '../session/runtime.js';
import { floats, integers } from '../tensor-data.js';
import type { TensorData } from '../types.js';

type Numbers = Readonly<Record<string, NdArray>>;
type Tensors<Names extends string> = Readonly<Record<Names, Tensor>>;

export interface OperationCase<Trained extends string, Ids extends string = never, Fixed extends string = never> {
  /** Shapes of operands with a gradient; they are filled with numbers between −1 and 1. */
  readonly trained: Readonly<Record<Trained, readonly number[]>>;
  /** Whole numbers. */
  readonly ids?: Readonly<Record<Ids, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
  /** Operands without a gradient. */
  readonly fixed?: Readonly<Record<Fixed, NdArray>>;
  readonly build: (tensors: Tensors<Trained | Ids | Fixed>) => Tensor;
  readonly reference: (arrays: Readonly<Record<Trained, NdArray>>) => NdArray;
  readonly threads?: number;
}

const DIFFERENCE = 1e-5;

/**
 * Holds an operation against its reference, and every gradient against central differences of the reference in
 * doubles. The loss is a sum of the results, each with a weight of its own.
 */
export async function checkOperation<Trained extends string, Ids extends string = never, Fixed extends string = never>(
  operation: OperationCase<Trained, Ids, Fixed>,
): Promise<void> {
  const numbers = filled(operation.trained);
  const expected = operation.reference(numbers as Readonly<Record<Trained, NdArray>>);
  const weights = filled({ weights: expected.shape }, 8).weights!;
  const found = await computed(operation, numbers, weights);
  expectClose(found.result!, expected.values, 'result');
  const loss = (given: Numbers) => dot(operation.reference(given as Readonly<Record<Trained, NdArray>>), weights);
  for (const name of Object.keys(operation.trained)) {
    expectClose(found[`gradient:${name}`]!, differences(numbers, name, loss), `gradient of ${name}`);
  }
}

/** Runs a graph once, in this thread. */
export async function runGraph(
  graph: Graph,
  inputs: Readonly<Record<string, TensorData>>,
  threads = 1,
): Promise<Record<string, Float32Array>> {
  const runtime = await loadRuntime();
  const { session } = await openSession(graph.encode(), { threads }, { graphOptimizationLevel: 'disabled' });
  const read = new Set(session.inputNames);
  const feeds = Object.entries(inputs).filter(([name]) => read.has(name));
  const results = await session.run(Object.fromEntries(feeds.map(([name, data]) => [name, toRuntime(runtime, data)])));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => [name, fromRuntime(value).data as Float32Array]),
  );
}

/** Numbers between −1 and 1, the same at every run. */
export function filled(shapes: Readonly<Record<string, readonly number[]>>, seed = 7): Record<string, NdArray> {
  const random = randomNumbers(seed);
  const entries = Object.entries(shapes).map(([name, shape]): [string, NdArray] => {
    const values = new Float64Array(shape.reduce((a, b) => a * b, 1));
    return [name, { shape, values: values.map(() => Math.fround(random() * 2 - 1)) }];
  });
  return Object.fromEntries(entries);
}

export const asFloats = ({ shape, values }: NdArray): TensorData => floats(Float32Array.from(values), shape);

async function computed<Trained extends string, Ids extends string, Fixed extends string>(
  { ids, fixed, build, threads }: OperationCase<Trained, Ids, Fixed>,
  numbers: Numbers,
  weights: NdArray,
): Promise<Record<string, Float32Array>> {
  const graph = new Graph();
  const tensors: Record<string, Tensor> = {};
  const inputs: Record<string, TensorData> = {};
  for (const [name, array] of Object.entries(numbers)) {
    tensors[name] = graph.parameter(name, array.shape);
    inputs[name] = asFloats(array);
  }
  for (const [name, { shape, values }] of Object.entries<{ shape: readonly number[]; values: readonly number[] }>(
    ids ?? {},
  )) {
    tensors[name] = graph.input(name, shape, 'int64');
    inputs[name] = integers(values, shape);
  }
  for (const [name, array] of Object.entries<NdArray>(fixed ?? {})) {
    tensors[name] = graph.input(name, array.shape);
    inputs[name] = asFloats(array);
  }
  const result = build(tensors as Tensors<Trained | Ids | Fixed>);
  expect(result.shape).toEqual(weights.shape);
  graph.output('result', result);
  const share = graph.data('share', weights.shape, () => Float32Array.from(weights.values));
  for (const [name, gradient] of gradientsOf(sumAll(multiply(result, share))))
    graph.output(`gradient:${name}`, gradient);
  return runGraph(graph, inputs, threads);
}

function differences(numbers: Numbers, name: string, loss: (numbers: Numbers) => number): Float64Array {
  const { shape, values } = numbers[name]!;
  const moved = (i: number, by: number) =>
    loss({ ...numbers, [name]: { shape, values: values.with(i, values[i]! + by) } });
  return values.map((_, i) => (moved(i, DIFFERENCE) - moved(i, -DIFFERENCE)) / (2 * DIFFERENCE));
}

/** Close in units of the largest number: single precision leaves small sums no better. */
export function expectClose(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
  tolerance = 2e-5,
): void {
  expect(found.length, what).toBe(expected.length);
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  let worst = 0;
  for (let i = 0; i < found.length; i++) worst = Math.max(worst, Math.abs(found[i]! - expected[i]!) / largest);
  expect(worst, `${what}: largest deviation`).toBeLessThan(tolerance);
}

const dot = (a: NdArray, b: NdArray): number => a.values.reduce((total, value, i) => total + value * b.values[i]!, 0);
