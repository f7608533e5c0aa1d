import { expect, it } from 'vitest';
import { checkOperation, filled } from '../testing/check-operation.js';
import { rotary, rotaryTables } from './rotary.js';
import { rotaryReference } from './rotary.reference.js';

const POSITIONS = [0, 1, 2, 0, 1, 2, 3, 0];

it('turns pairs of every head by their position, anew for every packed text', async () => {
  await checkOperation({
    trained: { x: [2, 4, 8] },
    ids: { positions: { shape: [2, 4], values: POSITIONS } },
    build: ({ x, positions }) => rotary(x, positions, rotaryTables(x, 6, 4), 2),
    reference: ({ x }) => rotaryReference(x, POSITIONS, 2),
  });
});

it('keeps the length of every head', () => {
  const { x } = filled({ x: [2, 4, 8] });
  const turned = rotaryReference(x!, POSITIONS, 2);
  const length = (values: Float64Array) => Math.hypot(...values);
  expect(length(turned.values)).toBeCloseTo(length(x!.values), 12);
});
