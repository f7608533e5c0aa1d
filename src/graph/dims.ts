import type { Dim, Shape } from './types.js';

/** A product of sides: a number and the names, in order. */
interface Product {
  readonly factor: number;
  readonly names: readonly string[];
}

/** The product of sides as one side: `times('batch', 4)` is `4*batch`, `times(2, 3)` is 6. */
export function times(...dims: readonly Dim[]): Dim {
  const { factor, names } = product(dims);
  if (names.length === 0) return factor;
  return [...(factor === 1 ? [] : [String(factor)]), ...names].join('*');
}

/** The quotient of two sides where it is exact, otherwise null. */
export function over(dim: Dim, divisor: Dim): Dim | null {
  const upper = product([dim]);
  const lower = product([divisor]);
  if (upper.factor % lower.factor !== 0) return null;
  const names = [...upper.names];
  for (const name of lower.names) {
    const at = names.indexOf(name);
    if (at < 0) return null;
    names.splice(at, 1);
  }
  return times(upper.factor / lower.factor, ...names);
}

/** What a side is the product of: `2*length` of 2 and `length`. */
export function factorsOf(dim: Dim): readonly Dim[] {
  const { factor, names } = product([dim]);
  return factor === 1 && names.length > 0 ? names : [factor, ...names];
}

export const sameDim = (a: Dim, b: Dim): boolean => a === b || times(a) === times(b);

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis]!));

/** How many elements; for static shapes only. */
export function sizeOf(shape: Shape): number {
  return shape.reduce<number>((size, dim) => size * staticDim(dim), 1);
}

/** A side as number. @throws RangeError where it is a name: the caller asks for static shapes. */
export function staticDim(dim: Dim): number {
  if (typeof dim === 'number') return dim;
  throw new RangeError(`the side ${dim} is not a number`);
}

/** The shape of both after broadcasting (as in NumPy), or null where they do not fit. */
export function broadcast(a: Shape, b: Shape): Shape | null {
  const rank = Math.max(a.length, b.length);
  const at = (shape: Shape, axis: number) => shape[axis - rank + shape.length] ?? 1;
  const result: Dim[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const [x, y] = [at(a, axis), at(b, axis)];
    if (x !== 1 && y !== 1 && !sameDim(x, y)) return null;
    result.push(x === 1 ? y : x);
  }
  return result;
}

export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`;

function product(dims: readonly Dim[]): Product {
  let factor = 1;
  const names: string[] = [];
  const parts = dims.flatMap((dim): Dim[] => (typeof dim === 'number' ? [dim] : dim.split('*')));
  for (const part of parts) {
    const number = Number(part);
    if (Number.isNaN(number)) names.push(String(part));
    else factor *= number;
  }
  return { factor, names: names.sort() };
}
