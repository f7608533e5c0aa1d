import { expect, it } from 'vitest';
import { times } from '../dims.js';
import { Graph } from '../graph.js';
import { reshaped } from '../reference/array.js';
import { integers } from '../tensor-data.js';
import { checkOperation, runGraph } from '../testing/check-operation.js';
import { cast, concat, reshape, slice, transpose } from './shape.js';
import { concatReference, sliceReference, transposeReference } from './shape.reference.js';

it('reshapes and transposes', async () => {
  await checkOperation({
    trained: { x: [4, 6] },
    build: ({ x }) => transpose(reshape(x, [4, 2, 3]), [2, 0, 1]),
    reference: ({ x }) => transposeReference(reshaped(x, [4, 2, 3]), [2, 0, 1]),
  });
});

it('cuts out and joins', async () => {
  await checkOperation({
    trained: { a: [2, 5], b: [2, 3] },
    build: ({ a, b }) => concat([slice(a, 1, 1, 4), b], 1),
    reference: ({ a, b }) => concatReference(sliceReference(a, 1, 1, 4), b, 1),
  });
});

it('asks the inputs for sides that have names', async () => {
  const graph = new Graph();
  const ids = graph.input('ids', ['batch', 'length'], 'int64');
  const rows = reshape(cast(ids, 'float32'), [times('batch', 'length'), 1]);
  graph.output('back', transpose(reshape(rows, ['batch', 'length', 1]), [1, 0, 2]));
  const { back } = await runGraph(graph, { ids: integers([1, 2, 3, 4, 5, 6], [2, 3]) });
  expect(Array.from(back!)).toEqual([1, 4, 2, 5, 3, 6]);
});

it('refuses a shape of another size', () => {
  const x = new Graph().input('x', ['batch', 4]);
  expect(() => reshape(x, ['batch', 5])).toThrow('reshape was given float32[batch, 4]');
});
