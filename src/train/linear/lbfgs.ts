/** A function of many numbers at a point: its value and its slope there. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

export interface MinimiseOptions {
  readonly steps: number;
  /** Length of the slope, beside that at the start, at which a point counts as lowest. */
  readonly tolerance: number;
}

interface Step {
  /** How the point moved. */
  readonly move: Float64Array;
  /** How the slope changed. */
  readonly change: Float64Array;
  /** 1 / (move · change) */
  readonly inverse: number;
}

/** Steps from which the curvature is guessed. */
const REMEMBERED = 10;
/** Share of the promised fall that a step has to keep (Armijo). */
const LEAST_FALL = 1e-4;
const MOST_HALVINGS = 20;

/** The lowest point of a smooth convex function, by limited-memory BFGS (Liu and Nocedal 1989), halving steps that overshoot. */
export async function minimise(
  slopeAt: (point: Float64Array) => Promise<Slope>,
  start: Float64Array,
  { steps, tolerance }: MinimiseOptions,
): Promise<Float64Array> {
  let [point, here] = [start, await slopeAt(start)];
  const end = tolerance * lengthOf(here.gradient);
  const memory: Step[] = [];
  for (let step = 0; step < steps && lengthOf(here.gradient) > end; step++) {
    const direction = downhill(here.gradient, memory);
    const next = await lowerPoint(slopeAt, { point, here, direction });
    if (!next) break;
    remember(memory, next.point, point, next.there, here);
    [point, here] = [next.point, next.there];
  }
  return point;
}

/** The slope, turned and scaled by the curvature that was seen (Nocedal and Wright 2006, algorithm 7.4). */
function downhill(gradient: Float64Array, memory: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares = memory.toReversed().map(({ move, change, inverse }) => {
    const share = inverse * dot(move, direction);
    addScaled(direction, change, -share);
    return share;
  });
  const last = memory.at(-1);
  const scale = last ? 1 / (last.inverse * dot(last.change, last.change)) : 1 / Math.max(1, lengthOf(gradient));
  for (let at = 0; at < direction.length; at++) direction[at]! *= scale;
  memory.forEach(({ move, change, inverse }, at) => {
    addScaled(direction, move, shares[memory.length - 1 - at]! - inverse * dot(change, direction));
  });
  return direction;
}

interface Search {
  readonly point: Float64Array;
  readonly here: Slope;
  readonly direction: Float64Array;
}

/** The first point that lies low enough on the way; null where halving finds none, at the end of what numbers can tell. */
async function lowerPoint(slopeAt: (point: Float64Array) => Promise<Slope>, { point, here, direction }: Search) {
  const promised = dot(here.gradient, direction);
  for (let [share, halving] = [1, 0]; halving < MOST_HALVINGS; [share, halving] = [share / 2, halving + 1]) {
    const next = Float64Array.from(point);
    addScaled(next, direction, share);
    const there = await slopeAt(next);
    if (there.value <= here.value + LEAST_FALL * share * promised) return { point: next, there };
  }
  return null;
}

function remember(memory: Step[], to: Float64Array, from: Float64Array, there: Slope, here: Slope): void {
  const move = to.map((value, at) => value - from[at]!);
  const change = there.gradient.map((value, at) => value - here.gradient[at]!);
  const curvature = dot(move, change);
  if (curvature <= 0) return;
  memory.push({ move, change, inverse: 1 / curvature });
  if (memory.length > REMEMBERED) memory.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += factor * from[at]!;
}
