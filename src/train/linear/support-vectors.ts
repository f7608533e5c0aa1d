import { randomNumbers } from '../../core/index.js';
import { rowsOf, type SparseRows } from '../../model/index.js';

export interface SupportVectorOptions {
  /** How much an example on the wrong side costs beside the length of the weights. */
  readonly cost: number;
  readonly seed: number;
  /** Differences of slope within which the plane counts as found. */
  readonly tolerance?: number;
}

/** A plane between two kinds of rows: above zero is the side of those that were marked. */
export interface Plane {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** Less than a tenth changes no figure and costs half as much time again. */
const TOLERANCE = 0.1;
const MOST_SWEEPS = 1000;

/**
 * A linear support vector machine with squared hinge loss, by coordinate descent in the dual with shrinking (Hsieh et
 * al. 2008). The bias is the weight of one more column that is 1 in every row.
 */
export function separate(
  rows: SparseRows,
  marked: Uint8Array,
  { cost, seed, tolerance = TOLERANCE }: SupportVectorOptions,
): Plane {
  const descent = new Descent(rows, marked, { cost, tolerance });
  const random = randomNumbers(seed);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) if (descent.sweep(random)) break;
  return descent.plane();
}

class Descent {
  readonly #weights: Float64Array;
  #bias = 0;
  readonly #multipliers: Float64Array;
  readonly #curvatures: Float64Array;
  readonly #order: Uint32Array;
  readonly #diagonal: number;
  readonly #tolerance: number;
  /** Rows that are still looked at stand first in the order. */
  #active: number;
  #highest = Number.POSITIVE_INFINITY;

  constructor(
    private readonly rows: SparseRows,
    private readonly marked: Uint8Array,
    { cost, tolerance }: Pick<Required<SupportVectorOptions>, 'cost' | 'tolerance'>,
  ) {
    this.#tolerance = tolerance;
    const count = rowsOf(rows);
    this.#weights = new Float64Array(rows.columns);
    this.#multipliers = new Float64Array(count);
    this.#diagonal = 0.5 / cost;
    this.#curvatures = Float64Array.from({ length: count }, (_, row) => this.#diagonal + 1 + squareOf(rows, row));
    this.#order = Uint32Array.from({ length: count }, (_, row) => row);
    this.#active = count;
  }

  /** Goes over the rows once. @returns whether nothing is left to gain */
  sweep(random: () => number): boolean {
    shuffle(this.#order, this.#active, random);
    let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let at = 0; at < this.#active; at++) {
      const row = this.#order[at]!;
      const slope = this.slope(row);
      const multiplier = this.#multipliers[row]!;
      // A row far on its right side, without a say: it is asked again only at the end.
      if (multiplier === 0 && slope > this.#highest) {
        this.#active--;
        this.#order[at] = this.#order[this.#active]!;
        this.#order[this.#active] = row;
        at--;
        continue;
      }
      const projected = multiplier === 0 ? Math.min(0, slope) : slope;
      if (projected > highest) highest = projected;
      if (projected < lowest) lowest = projected;
      if (Math.abs(projected) > 1e-12) this.move(row, Math.max(0, multiplier - slope / this.#curvatures[row]!));
    }
    return this.isDone(highest, lowest);
  }

  private isDone(highest: number, lowest: number): boolean {
    if (highest - lowest > this.#tolerance) {
      this.#highest = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
      return false;
    }
    if (this.#active === this.#order.length) return true;
    this.#active = this.#order.length;
    this.#highest = Number.POSITIVE_INFINITY;
    return false;
  }

  private slope(row: number): number {
    const { starts, places, values } = this.rows;
    const [weights, end] = [this.#weights, starts[row + 1]!];
    let sum = this.#bias;
    for (let at = starts[row]!; at < end; at++) sum += weights[places[at]!]! * values[at]!;
    return (this.marked[row] ? sum : -sum) - 1 + this.#diagonal * this.#multipliers[row]!;
  }

  private move(row: number, multiplier: number): void {
    const { starts, places, values } = this.rows;
    const [weights, end] = [this.#weights, starts[row + 1]!];
    const step = (multiplier - this.#multipliers[row]!) * (this.marked[row] ? 1 : -1);
    this.#multipliers[row] = multiplier;
    this.#bias += step;
    for (let at = starts[row]!; at < end; at++) weights[places[at]!]! += step * values[at]!;
  }

  plane(): Plane {
    return { weights: Float32Array.from(this.#weights), bias: this.#bias };
  }
}

function squareOf({ starts, values }: SparseRows, row: number): number {
  let sum = 0;
  for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]! ** 2;
  return sum;
}

function shuffle(order: Uint32Array, length: number, random: () => number): void {
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}
