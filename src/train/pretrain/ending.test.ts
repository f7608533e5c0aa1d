import { expect, test } from 'vitest';
import { SimsaError } from '../../core/index.js';
import { checkFinite, endedAt } from './ending.js';

test('a run that ends for want of memory names its folder where it has no checkpoint yet', () => {
  const ended = endedAt(new SimsaError('graph.out-of-memory', { reason: 'bad_alloc' }), '/no/run');
  expect(ended).toMatchObject({ code: 'graph.out-of-memory', where: { file: '/no/run' } });
});

test('other faults stay as they are', () => {
  const fault = new SimsaError('graph.other-weights', { what: 'x' });
  expect(endedAt(fault, '/no/run')).toBe(fault);
});

test('a state with a number that is none is refused before it goes to disk', () => {
  const state = (value: number) => ({
    step: 3,
    buffers: { weights: { table: { shape: [2], values: Float32Array.of(1, value) } } },
  });
  expect(() => checkFinite(state(2))).not.toThrow();
  expect(() => checkFinite(state(Number.NaN))).toThrow(
    expect.objectContaining({ code: 'graph.not-finite', details: { name: 'table', value: 'NaN', step: 3 } }),
  );
});
