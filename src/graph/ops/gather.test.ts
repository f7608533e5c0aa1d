import { expect, it } from 'vitest';
import { gradientsOf } from '../gradients.js';
import { Graph } from '../graph.js';
import { floats, integers } from '../tensor-data.js';
import { checkOperation, runGraph } from '../testing/check-operation.js';
import { multiply } from './elementwise.js';
import { gather, gatherDistinct } from './gather.js';
import { gatherReference } from './gather.reference.js';
import { sumAll } from './sum.js';

it('takes rows of a table, one of them several times', async () => {
  const ids = [4, 0, 4, 2, 4];
  await checkOperation({
    trained: { table: [5, 3] },
    ids: { ids: { shape: [5], values: ids } },
    build: ({ table, ids }) => gather(table, ids),
    reference: ({ table }) => gatherReference(table, ids),
  });
});

it('takes rows at distinct places with an inverse', async () => {
  const places = [5, 1, 3];
  await checkOperation({
    trained: { x: [6, 2] },
    ids: { places: { shape: [3], values: places }, inverse: { shape: [6], values: [0, 2, 0, 3, 0, 1] } },
    build: ({ x, places, inverse }) => gatherDistinct(x, places, inverse),
    reference: ({ x }) => gatherReference(x, places),
  });
});

it('loses no gradient at repeated ids with two threads', async () => {
  const [rows, width, count] = [8, 64, 4096];
  const graph = new Graph();
  const table = graph.parameter('table', [rows, width]);
  const taken = gather(table, graph.input('ids', [count], 'int64'));
  const gradient = gradientsOf(sumAll(multiply(taken, graph.number(1)))).get('table')!;
  graph.output('gradient', gradient);
  const ids = Int32Array.from({ length: count }, (_, i) => (i * i) % rows);
  const expected = new Float32Array(rows * width);
  for (const id of ids) expected.fill(expected[id * width]! + 1, id * width, (id + 1) * width);
  const inputs = { ids: integers(ids), table: floats(new Float32Array(rows * width), [rows, width]) };
  for (let run = 0; run < 20; run++) expect((await runGraph(graph, inputs, 2)).gradient).toEqual(expected);
});
