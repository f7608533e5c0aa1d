import { mixBits, randomNumbers } from '../core/index.js';

/** What a parameter is filled with before training. */
export type Start =
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number };

export const normal = (deviation: number): Start => ({ kind: 'normal', deviation });
export const constant = (value: number): Start => ({ kind: 'constant', value });
export const ZEROS = constant(0);
export const ONES = constant(1);

/** A trainable tensor of a graph. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: Start;
}

/** Fills the values of a parameter; the same seed and name give the same values in any graph, machine and order. */
export function startValues({ name, shape, start }: Parameter, seed: number): Float32Array {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  if (start.kind === 'constant') return values.fill(start.value);
  const random = randomNumbers(seed ^ hash(name));
  for (let i = 0; i < values.length; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    values[i] = start.deviation * radius * Math.cos(2 * Math.PI * random());
  }
  return values;
}

/** A 32-bit number from a text (FNV-1a, mixed). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return mixBits(value);
}
