import { describe, expect, it } from 'vitest';
import { Graph } from '../graph.js';
import { arrayOf } from '../reference/array.js';
import { floats, integers } from '../tensor-data.js';
import { checkOperation, runGraph } from '../testing/check-operation.js';
import { attention, blockMask, causalMask, fillingMask } from './attention.js';
import { attentionReference } from './attention.reference.js';

const SHAPE = { q: [8, 6], k: [8, 6], v: [8, 6] };
const PLAN = { batch: 2, length: 4, heads: 3 };

describe('attention', () => {
  it('looks at every token of its own text', async () => {
    await checkOperation({
      trained: SHAPE,
      build: ({ q, k, v }) => attention(q, k, v, PLAN),
      reference: ({ q, k, v }) => attentionReference(q, k, v, PLAN),
    });
  });

  it('looks where the mask lets it', async () => {
    const mask = arrayOf([2, 1, 4, 4], (b, _, i, j) => (j > i + b ? -1e4 : 0));
    await checkOperation({
      trained: SHAPE,
      fixed: { mask },
      build: ({ q, k, v, mask }) => attention(q, k, v, { ...PLAN, mask }),
      reference: ({ q, k, v }) => attentionReference(q, k, v, { ...PLAN, mask }),
    });
  });

  it('lets several heads of queries share one of keys', async () => {
    const plan = { batch: 2, length: 4, heads: 4, keyHeads: 2 };
    const mask = arrayOf([1, 1, 4, 4], (_, __, i, j) => (j > i ? -1e4 : 0));
    await checkOperation({
      trained: { q: [8, 8], k: [8, 4], v: [8, 4] },
      fixed: { mask },
      build: ({ q, k, v, mask }) => attention(q, k, v, { ...plan, mask }),
      reference: ({ q, k, v }) => attentionReference(q, k, v, { ...plan, mask }),
    });
  });

  it('drops weights by its mask', async () => {
    const dropped = arrayOf([2, 3, 4, 4], (b, a, i, j) => ((b + a + i * j) % 3 === 0 ? 0 : 1.5));
    await checkOperation({
      trained: SHAPE,
      fixed: { 'dropout:here': dropped },
      build: ({ q, k, v }) => attention(q, k, v, { ...PLAN, dropout: { rate: 1 / 3, site: 'here' } }),
      reference: ({ q, k, v }) => attentionReference(q, k, v, { ...PLAN, dropped }),
    });
  });

  it('names operation, shapes and line where they do not fit', () => {
    const graph = new Graph();
    const [q, k] = [graph.input('q', [8, 6]), graph.input('k', [8, 5])];
    expect(() => attention(q, k, k, PLAN)).toThrowError(
      expect.objectContaining({
        code: 'graph.shape',
        message: expect.stringContaining('attention was given float32[8, 6], float32[8, 5]'),
        where: { file: expect.stringContaining('attention.test.ts'), line: expect.any(Number) },
      }),
    );
  });
});

describe('masks', () => {
  it('keep packed texts apart, and hide what comes after', async () => {
    const graph = new Graph();
    const texts = graph.input('texts', [1, 4], 'int64');
    graph.output('block', blockMask(texts));
    graph.output('causal', blockMask(texts, { causal: true }));
    const { block, causal } = await runGraph(graph, { texts: integers([0, 0, 1, 1], [1, 4]) });
    const seen = (mask: Float32Array) => Array.from(mask, (value) => (value < -9000 ? 0 : 1)).join('');
    expect(seen(block!)).toBe('1100110000110011');
    expect(seen(causal!)).toBe('1000110000100011');
  });

  it('hide filling', async () => {
    const graph = new Graph();
    graph.output('mask', fillingMask(graph.input('present', [1, 3])));
    graph.output('causal', causalMask(graph.input('present', [1, 3]), 2));
    const { mask } = await runGraph(graph, { present: floats([1, 1, 0], [1, 3]) });
    expect(Array.from(mask!)).toEqual([0, 0, -1e4].map((value) => expect.closeTo(value)));
  });
});
