import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunView } from '../../workshop.js';
import { chartsOf, thinned, ticks } from './curves.js';

const line = { norm: 1, rate: 1e-3, tokensPerSecond: 900 };
const RUN: RunView = {
  name: 'mini',
  objective: 'masked-words',
  steps: 40,
  curve: [
    { ...line, step: 10, tokens: 1e6, loss: 6 },
    { ...line, step: 20, tokens: 2e6, loss: 5, held: { ko: { loss: 4.8, right: 0.2 }, en: { loss: 5.2, right: 0.1 } } },
  ],
  changed: null,
};

it('draws loss of training and held-out texts together, and other figures by themselves', () => {
  const [loss, right] = chartsOf(RUN);
  expect(loss!.lines.map(({ text }) => text)).toEqual([null, 'ko', 'en']);
  expect(loss!.lines[0]!.points).toEqual([
    { x: 1, y: 6 },
    { x: 2, y: 5 },
  ]);
  expect(right).toMatchObject({ figure: 'right', lines: [{ text: 'ko', points: [{ x: 2, y: 0.2 }] }, { text: 'en' }] });
});

it('thins long lines without losing their mean', () => {
  const points = Array.from({ length: 5000 }, (_, x) => ({ x, y: (x * 7) % 13 }));
  const thin = thinned(points);
  expect(thin.length).toBeLessThanOrEqual(400);
  const mean = (of: readonly { y: number }[]) => of.reduce((sum, { y }) => sum + y, 0) / of.length;
  expect(mean(thin)).toBeCloseTo(mean(points), 1);
});

it('sets ticks around all values, evenly', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
      (from, span) => {
        const marks = ticks(from, from + span, 4);
        const slack = 1e-6 * (Math.abs(from) + span);
        expect(marks[0]!).toBeLessThanOrEqual(from + slack);
        expect(marks.at(-1)!).toBeGreaterThanOrEqual(from + span - slack);
        expect(marks.length).toBeLessThanOrEqual(8);
      },
    ),
  );
});
