import { setImmediate } from 'node:timers/promises';
import { seedOf } from '../../core/index.js';
import type { ClassPlanes, SparseRows } from '../../model/index.js';
import { type SupportVectorOptions, separate } from './support-vectors.js';

export interface SeparationOptions extends SupportVectorOptions {
  readonly classes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Parts each class from the rest, one after the other.
 * @param classesOf classes of each row
 * @yields how many classes are parted
 */
export async function* separateEach(
  rows: SparseRows,
  classesOf: readonly (readonly number[])[],
  { classes, signal, ...options }: SeparationOptions,
): AsyncGenerator<number, ClassPlanes> {
  const weights = new Float32Array(rows.columns * classes);
  const biases = new Float32Array(classes);
  for (let one = 0; one < classes; one++) {
    // An interruption is heard only when the thread is free for a moment.
    await setImmediate();
    signal?.throwIfAborted();
    const marked = Uint8Array.from(classesOf, (own) => Number(own.includes(one)));
    const plane = separate(rows, marked, { ...options, seed: seedOf(options.seed, one) });
    biases[one] = plane.bias;
    plane.weights.forEach((weight, column) => {
      weights[column * classes + one] = weight;
    });
    yield one + 1;
  }
  return { classes, weights, biases };
}

/** The same, all at once. */
export async function separateClasses(...given: Parameters<typeof separateEach>): Promise<ClassPlanes> {
  const parting = separateEach(...given);
  for (let next = await parting.next(); ; next = await parting.next()) if (next.done) return next.value;
}
