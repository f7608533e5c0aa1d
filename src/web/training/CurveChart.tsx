import { type PointerEvent, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { type Chart, type Line, type Point, ticks } from './curves.js';

const [WIDTH, HEIGHT] = [560, 240];
const ROOM = { left: 46, right: 14, top: 12, bottom: 30 };

/** A figure of a run over the tokens it has read, with the values under the pointer. */
export function CurveChart({ chart, title }: { readonly chart: Chart; readonly title: string }) {
  const { text } = useSpeech();
  const [at, setAt] = useState<number | null>(null);
  const points = chart.lines.flatMap((line) => line.points);
  if (points.length === 0) return null;
  const scale = scaleOf(points);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setAt(scale.valueAt(((event.clientX - left) / width) * WIDTH));
  };
  return (
    <figure className="curve">
      <figcaption>
        <span className="curve-title">{title}</span>
        {chart.lines.map((line) => (
          <Legend key={line.text ?? ''} line={line} at={at} />
        ))}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={title}
        onPointerMove={move}
        onPointerLeave={() => setAt(null)}
      >
        <Axes scale={scale} label={text.training.axis} />
        {chart.lines.map((line) => (
          <polyline
            key={line.text ?? ''}
            className={`curve-line curve-${line.text ?? 'training'}`}
            points={path(line, scale)}
          />
        ))}
        {at !== null && (
          <line className="curve-at" x1={scale.x(at)} x2={scale.x(at)} y1={ROOM.top} y2={HEIGHT - ROOM.bottom} />
        )}
      </svg>
    </figure>
  );
}

/** Name and value of a line: its last, or the one nearest to the pointer. */
function Legend({ line, at }: { readonly line: Line; readonly at: number | null }) {
  const { text } = useSpeech();
  const { texts } = text.training;
  const name =
    line.text === null
      ? text.training.training
      : text.training.held(texts[line.text as keyof typeof texts] ?? line.text);
  const point = at === null ? line.points.at(-1) : nearest(line.points, at);
  return (
    <span className={`curve-key curve-${line.text ?? 'training'}`}>
      {name} <b>{point ? point.y.toFixed(3) : '–'}</b>
    </span>
  );
}

function Axes({ scale, label }: { readonly scale: Scale; readonly label: string }) {
  return (
    <g className="curve-axes">
      {scale.rows.map((value) => (
        <g key={value}>
          <line x1={ROOM.left} x2={WIDTH - ROOM.right} y1={scale.y(value)} y2={scale.y(value)} />
          <text x={ROOM.left - 8} y={scale.y(value) + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {scale.columns.map((value) => (
        <text key={value} x={scale.x(value)} y={HEIGHT - ROOM.bottom + 18} textAnchor="middle">
          {value}
        </text>
      ))}
      <text x={WIDTH - ROOM.right} y={HEIGHT - ROOM.bottom - 6} textAnchor="end">
        {label}
      </text>
    </g>
  );
}

interface Scale {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The number of the x-axis at a place of the picture. */
  readonly valueAt: (place: number) => number;
}

function scaleOf(points: readonly Point[]): Scale {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const rows = ticks(Math.min(...ys), Math.max(...ys), 4);
  const most = Math.max(...xs);
  const [low, high] = [rows[0]!, rows.at(-1)!];
  const wide = WIDTH - ROOM.left - ROOM.right;
  const tall = HEIGHT - ROOM.top - ROOM.bottom;
  return {
    rows,
    columns: ticks(0, most, 5).filter((value) => value <= most),
    x: (value) => ROOM.left + (value / (most || 1)) * wide,
    y: (value) => HEIGHT - ROOM.bottom - ((value - low) / (high - low || 1)) * tall,
    valueAt: (place) => ((place - ROOM.left) / wide) * most,
  };
}

const path = ({ points }: Line, { x, y }: Scale) =>
  points.map((point) => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ');

function nearest(points: readonly Point[], at: number): Point | undefined {
  return points.reduce<Point | undefined>(
    (best, point) => (!best || Math.abs(point.x - at) < Math.abs(best.x - at) ? point : best),
    undefined,
  );
}
