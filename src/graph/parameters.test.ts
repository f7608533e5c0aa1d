import { expect, it } from 'vitest';
import { normal, ONES, startValues } from './parameters.js';

it('starts a parameter the same in any graph, and others otherwise', () => {
  const weight = { name: 'weight', shape: [100, 50], start: normal(0.02) };
  expect(startValues(weight, 1)).toEqual(startValues(weight, 1));
  expect(startValues(weight, 2)).not.toEqual(startValues(weight, 1));
  expect(startValues({ ...weight, name: 'other' }, 1)).not.toEqual(startValues(weight, 1));
});

it('draws from the normal distribution it was given', () => {
  const values = startValues({ name: 'weight', shape: [50_000], start: normal(0.02) }, 3);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(4e-4);
  expect(deviation).toBeCloseTo(0.02, 3);
});

it('fills with a constant', () => {
  expect(startValues({ name: 'scale', shape: [3], start: ONES }, 1)).toEqual(Float32Array.of(1, 1, 1));
});
