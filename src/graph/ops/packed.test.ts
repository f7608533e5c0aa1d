import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Graph } from '../graph.js';
import { integers } from '../tensor-data.js';
import { asFloats, expectClose, filled, runGraph } from '../testing/check-operation.js';
import { linearReference } from './linear.reference.js';
import { packedLinear, packedRows, packedTensor, packMatrix } from './packed.js';

/** Wider than a block, and not a multiple of one. */
const { x, weight } = filled({ x: [3, 200], weight: [16, 200] });
const matrix = (bits: 4 | 8) => packMatrix(Float32Array.from(weight!.values), [16, 200], bits);

it.each([
  [8, 0.02],
  [4, 0.3],
] as const)('multiplies with %d-bit numbers within what their steps allow', async (bits, tolerance) => {
  const graph = new Graph();
  const rows = graph.input('x', ['rows', 200]);
  graph.output('y', packedLinear(rows, packedTensor(rows, 'w', matrix(bits))));
  const { y } = await runGraph(graph, { x: asFloats(x!) });
  const exact = linearReference(x!, weight!, { shape: [16], values: new Float64Array(16) });
  const size = Math.sqrt(exact.values.reduce((sum, value) => sum + value ** 2, 0) / exact.values.length);
  expectClose(y!, exact.values, 'product', tolerance * size * 3);
});

it('gives a row the same numbers whatever stands beside it', async () => {
  const graph = new Graph();
  const rows = graph.input('x', ['rows', 200]);
  graph.output('y', packedLinear(rows, packedTensor(rows, 'w', matrix(8))));
  const all = asFloats(x!);
  const { y } = await runGraph(graph, { x: all });
  const alone = await runGraph(graph, { x: { ...all, shape: [1, 200], data: all.data.slice(200, 400) } });
  expectClose(alone.y!, Float64Array.from(y!.subarray(16, 32)), 'row', 1e-4);
});

it('reads rows of a table within half a step', async () => {
  const graph = new Graph();
  const ids = graph.input('ids', ['tokens'], 'int64');
  graph.output('rows', packedRows(packedTensor(ids, 'w', matrix(8)), ids));
  const { rows } = await runGraph(graph, { ids: integers([15, 0]) });
  const wanted = [15, 0].flatMap((row) => Array.from(weight!.values.slice(row * 200, (row + 1) * 200)));
  expectClose(rows!, Float64Array.from(wanted), 'rows', 1 / 128);
});

it('keeps the number of largest size in each block, and zeros', () => {
  const numbers = fc.array(fc.float({ noNaN: true, min: -8, max: 8 }), { minLength: 1, maxLength: 128 });
  fc.assert(
    fc.property(numbers, (values) => {
      const { codes, scales } = packMatrix(Float32Array.from(values), [1, values.length], 8);
      const read = (at: number) => (codes[at]! - 128) * scales[0]!;
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const [at, value] of values.entries()) {
        expect(Math.abs(read(at) - value)).toBeLessThanOrEqual(largest / 128 + 1e-6);
        if (value === 0) expect(read(at)).toBeCloseTo(0, 10);
      }
    }),
  );
});
