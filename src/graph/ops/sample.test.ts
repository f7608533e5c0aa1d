import { expect, it } from 'vitest';
import { Graph } from '../graph.js';
import { compileRead } from '../session/compile.js';
import { Engine } from '../session/engine.js';
import { floats, integers } from '../tensor-data.js';
import { runGraph } from '../testing/check-operation.js';
import { largestColumn, replaceAt, sameNumbers, sampleRows } from './sample.js';

const ROWS = 20_000;
const SHARES = [0.1, 0.6, 0, 0.3];

async function draws(step: number): Promise<Int32Array> {
  const graph = new Graph();
  const rows = graph.input('shares', [ROWS, SHARES.length]);
  const program = compileRead(graph, { drawn: sampleRows(rows, 'words') });
  const engine = await Engine.open({ program }, { seed: 3 });
  const shares = floats(
    Float32Array.from({ length: ROWS * 4 }, (_, i) => SHARES[i % 4]!),
    [ROWS, 4],
  );
  const { drawn } = await engine.run({ program: 'program', inputs: { shares }, step, scalars: {} });
  await engine.release();
  return drawn!.data as Int32Array;
}

it('draws each column as often as its probability says', async () => {
  const drawn = await draws(1);
  const counts = [0, 0, 0, 0];
  for (const column of drawn) counts[column]!++;
  counts.forEach((count, column) => {
    expect(Math.abs(count / ROWS - SHARES[column]!), `column ${column}`).toBeLessThan(0.02);
  });
});

it('draws the same at the same step, and otherwise at another', async () => {
  const first = await draws(1);
  expect(await draws(1)).toEqual(first);
  expect(await draws(2)).not.toEqual(first);
});

it('finds the largest column, replaces numbers at places and compares them', async () => {
  const graph = new Graph();
  const ids = graph.input('ids', [5], 'int64');
  const best = largestColumn(graph.input('x', [2, 3]));
  const replaced = replaceAt(ids, graph.input('places', [2], 'int64'), best);
  graph.output('replaced', replaced);
  graph.output('same', sameNumbers(replaced, ids));
  const found = await runGraph(graph, {
    ids: integers([9, 8, 7, 6, 2]),
    x: floats([1, 0, 2, 5, 5, 1], [2, 3]),
    places: integers([4, 0]),
  });
  expect([...found.replaced!]).toEqual([0, 8, 7, 6, 2]);
  expect([...found.same!]).toEqual([0, 1, 1, 1, 1]);
});
