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

/** Numbers in [0, 1) from a seed: the generator mulberry32, good enough for starts and masks and the same everywhere. */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 2 ** 32;
  };
}

/** A 32-bit number from a text (FNV-1a, mixed). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return mix(value);
}

/** Spreads every bit of a 32-bit number over the whole. */
export function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 15), value | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
