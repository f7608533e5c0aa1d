import { expect, it } from 'vitest';
import { checkOperation, filled } from '../testing/check-operation.js';
import { rotary, rotaryTables } from './rotary.js';
import { rotaryReference } from './rotary.reference.js';

const POSITIONS = [0, 1, 2, 0, 1, 2, 3, 0];

const PAIRS = ['halves', 'neighbours'] as const;

it.each(PAIRS)('turns pairs of every head (%s) by their position, anew for every packed text', async (pairs) => {
  await checkOperation({
    trained: { x: [2, 4, 8] },
    ids: { positions: { shape: [2, 4], values: POSITIONS } },
    build: ({ x, positions }) => rotary(x, positions, rotaryTables(x, { positions: 6, size: 4, pairs }), 2),
    reference: ({ x }) => rotaryReference(x, POSITIONS, { heads: 2, pairs }),
  });
});

it.each(PAIRS)('keeps the length of every head (%s)', (pairs) => {
  const { x } = filled({ x: [2, 4, 8] });
  const turned = rotaryReference(x!, POSITIONS, { heads: 2, pairs });
  const length = (values: Float64Array) => Math.hypot(...values);
  expect(length(turned.values)).toBeCloseTo(length(x!.values), 12);
});
