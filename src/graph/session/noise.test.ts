import { expect, it } from 'vitest';
import { NoiseStreams } from './noise.js';

const mask = (site: string, length: number) => ({
  input: `dropout:${site}`,
  site,
  shape: [length, 8],
  distribution: { kind: 'dropout' as const, rate: 0.25 },
});

it('is a function of seed, step, site and index, whatever the size', () => {
  const [one, other] = [new NoiseStreams(1), new NoiseStreams(1)];
  const long = one.window(mask('a', 4096), 3);
  expect(other.window(mask('a', 16), 3)).toEqual(long.subarray(0, 128));
  expect(one.window(mask('a', 4096), 3)).toEqual(long);
});

it('differs between seeds, steps, sites and parts of a batch', () => {
  const streams = new NoiseStreams(1);
  const first = streams.window(mask('a', 16), 1).slice();
  expect(streams.window(mask('b', 16), 1)).not.toEqual(first);
  expect(streams.window(mask('a', 16), 2)).not.toEqual(first);
  expect(streams.window(mask('a', 16), 1 + 1 / 1024)).not.toEqual(first);
  expect(new NoiseStreams(2).window(mask('a', 16), 1)).not.toEqual(first);
  expect(streams.window(mask('a', 16), 1001)).not.toEqual(first);
});

it('drops the share it was asked to and keeps the mean', () => {
  const values = new NoiseStreams(5).window(mask('a', 40_000), 7);
  const dropped = values.filter((value) => value === 0).length / values.length;
  expect(dropped).toBeGreaterThan(0.245);
  expect(dropped).toBeLessThan(0.255);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1, 1);
});

it("gives Gumbel's distribution: of two numbers the first is larger as often as its weight says", () => {
  const noise = { input: 'gumbel:a', site: 'a', shape: [40_000, 2], distribution: { kind: 'gumbel' as const } };
  const values = new NoiseStreams(5).window(noise, 7);
  let first = 0;
  for (let at = 0; at < values.length; at += 2) if (3 * values[at]! > values[at + 1]!) first++;
  expect(first / 40_000).toBeGreaterThan(0.74);
  expect(first / 40_000).toBeLessThan(0.76);
});
