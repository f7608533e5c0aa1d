import type { RunView } from '../../workshop.js';

export interface Point {
  /** Tokens read so far, in millions. */
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. */
export interface Line {
  /** Null for the training text itself. */
  readonly text: string | null;
  readonly points: readonly Point[];
}

/** What one chart shows: a figure, of the training text and of held-out texts. */
export interface Chart {
  readonly figure: string;
  readonly lines: readonly Line[];
}

/** Points that a line is thinned to: more than the pixels of a chart show nothing. */
const MOST_POINTS = 400;

/** How many questions a figure is about; it does not change. */
const COUNT = 'queries';

/** The charts of a run: loss first, then every other figure of its held-out texts. */
export function chartsOf(run: RunView): readonly Chart[] {
  const held = heldLines(run);
  const figures = ['loss', ...new Set(held.map(({ figure }) => figure).filter((figure) => figure !== 'loss'))];
  return figures.map((figure) => {
    const training = figure === 'loss' ? [trainingLoss(run)] : [];
    return { figure, lines: [...training, ...held.filter((line) => line.figure === figure)] };
  });
}

function trainingLoss({ curve }: RunView): Line {
  return { text: null, points: thinned(curve.map(({ tokens, loss }) => ({ x: tokens / 1e6, y: loss }))) };
}

function heldLines({ curve }: RunView): readonly (Line & { readonly figure: string })[] {
  const lines = new Map<string, { text: string; figure: string; points: Point[] }>();
  for (const { tokens, held = {} } of curve)
    for (const [text, figures] of Object.entries(held))
      for (const [figure, y] of Object.entries(figures)) {
        if (figure === COUNT) continue;
        const key = `${figure} ${text}`;
        const line = lines.get(key) ?? { text, figure, points: [] };
        line.points.push({ x: tokens / 1e6, y });
        lines.set(key, line);
      }
  return [...lines.values()];
}

/** Neighbouring points as their mean, so that no more are left than a chart can show. */
export function thinned(points: readonly Point[]): readonly Point[] {
  const each = Math.ceil(points.length / MOST_POINTS);
  if (each <= 1) return points;
  const mean = (part: readonly Point[], of: (point: Point) => number) =>
    part.reduce((sum, point) => sum + of(point), 0) / part.length;
  return Array.from({ length: Math.ceil(points.length / each) }, (_, i) => {
    const part = points.slice(i * each, (i + 1) * each);
    return { x: mean(part, ({ x }) => x), y: mean(part, ({ y }) => y) };
  });
}

/** Round numbers from below the least to above the most, about `count` of them. */
export function ticks(least: number, most: number, count: number): readonly number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step + 1e-9);
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
