import { SimsaError } from '../../core/index.js';
import { sizeOf } from '../dims.js';
import type { Optimiser } from '../optimisers/types.js';
import type { Parameter } from '../parameters.js';

/** A stretch of one flat buffer that holds one tensor. */
export interface Window {
  readonly buffer: string;
  /** In elements from the start of the buffer. */
  readonly offset: number;
  readonly shape: readonly number[];
}

/** Where every parameter and its states stand in the flat buffers. Plain data: it goes to the worker and into checkpoints. */
export interface Layout {
  readonly parameters: readonly Parameter[];
  /** Elements of each buffer: `weights`, `gradients`, and one for each state of the optimiser. */
  readonly sizes: Readonly<Record<string, number>>;
  /** By buffer, then by parameter. */
  readonly windows: Readonly<Record<string, Readonly<Record<string, Window>>>>;
}

/** Every window begins on a multiple of 64 bytes. */
const ALIGNMENT = 16;

/** Lays parameters one after the other in the order they were declared, and their states likewise. */
export function layoutOf(parameters: readonly Parameter[], optimiser: Optimiser | null, gradients = false): Layout {
  const sizes: Record<string, number> = {};
  const windows: Record<string, Record<string, Window>> = {};
  const place = (buffer: string, parameter: string, shape: readonly number[]) => {
    const offset = sizes[buffer] ?? 0;
    sizes[buffer] = offset + Math.ceil(sizeOf(shape) / ALIGNMENT) * ALIGNMENT;
    windows[buffer] = { ...windows[buffer], [parameter]: { buffer, offset, shape } };
  };
  for (const { name, shape } of parameters) {
    place('weights', name, shape);
    if (gradients) place('gradients', name, shape);
    for (const [state, itsShape] of Object.entries(optimiser?.init(shape) ?? {})) place(state, name, itsShape);
  }
  return { parameters, sizes, windows };
}

/** One layout for graphs that share their weights. @throws SimsaError `graph.other-weights` where they differ. */
export function commonLayout(layouts: readonly Layout[]): Layout {
  const [first, ...others] = layouts;
  const windows: Record<string, Readonly<Record<string, Window>>> = { ...first!.windows };
  const sizes: Record<string, number> = { ...first!.sizes };
  for (const other of others) {
    for (const [buffer, size] of Object.entries(other.sizes)) {
      if (JSON.stringify(windows[buffer] ?? other.windows[buffer]) !== JSON.stringify(other.windows[buffer])) {
        throw new SimsaError('graph.other-weights', { what: differing(first!, other) });
      }
      windows[buffer] = other.windows[buffer]!;
      sizes[buffer] = size;
    }
  }
  return { parameters: first!.parameters, sizes, windows };
}

function differing(a: Layout, b: Layout): string {
  const describe = ({ name, shape }: Parameter) => `${name} [${shape.join(', ')}]`;
  const known = new Set(a.parameters.map(describe));
  return b.parameters.map(describe).find((parameter) => !known.has(parameter)) ?? 'their order';
}
