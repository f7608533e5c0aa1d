import { seedOf, shuffledOrder } from '../../core/index.js';
import { floats, integers, type TensorData } from '../../graph/index.js';

/** A text as tokens, with the numbers of its classes. */
export interface Example {
  readonly ids: Int32Array;
  readonly classes: readonly number[];
}

/** Texts of about one length, which are computed at the length of the longest. */
export interface Batch {
  readonly length: number;
  readonly examples: readonly Example[];
}

/** Graphs that are built: more would fit lengths better, and take longer to build. */
const MOST_BUCKETS = 4;
/** Lengths are multiples of this. */
const STEP = 16;

/** Lengths of rows that suit some texts: a quarter of the texts falls between one and the next. */
export function bucketLengths(lengths: readonly number[], most: number): readonly number[] {
  const sorted = [...lengths].sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  const rounded = Array.from({ length: MOST_BUCKETS }, (_, at) =>
    Math.min(most, Math.ceil(quantile((at + 1) / MOST_BUCKETS) / STEP) * STEP),
  );
  return [...new Set(rounded)];
}

/**
 * Deals examples into batches of one bucket each, in an order of the seed's. What is left over in a bucket goes into the
 * next longer one, so that at most one batch is not full.
 */
export function dealBatches(
  examples: readonly Example[],
  { lengths, rows, seed }: { readonly lengths: readonly number[]; readonly rows: number; readonly seed: number },
): readonly Batch[] {
  const order = Array.from(shuffledOrder(examples.length, seed), (at) => examples[at]!);
  const batches: Batch[] = [];
  let left: readonly Example[] = [];
  lengths.forEach((length, at) => {
    const shorter = lengths[at - 1] ?? 0;
    const own = [...left, ...order.filter(({ ids }) => ids.length > shorter && ids.length <= length)];
    const isLast = at === lengths.length - 1;
    const full = isLast ? own.length : own.length - (own.length % rows);
    for (let from = 0; from < full; from += rows) batches.push({ length, examples: own.slice(from, from + rows) });
    left = own.slice(full);
  });
  return Array.from(shuffledOrder(batches.length, seedOf(seed, 1)), (at) => batches[at]!);
}

/**
 * A batch as the programs read it. Rows that are left over repeat the first and count for nothing: a row without
 * tokens has no mean.
 */
export function batchInputs(
  { length, examples }: Batch,
  { rows, classes, multiple }: { readonly rows: number; readonly classes: number; readonly multiple: boolean },
): Readonly<Record<string, TensorData>> {
  const tokens = rows * length;
  const [ids, present] = [new Int32Array(tokens), new Float32Array(tokens)];
  for (let row = 0; row < rows; row++) {
    const example = examples[row] ?? examples[0]!;
    ids.set(example.ids, row * length);
    present.fill(1, row * length, row * length + example.ids.length);
  }
  return {
    ids: integers(ids),
    positions: integers(Int32Array.from({ length: tokens }, (_, at) => at % length)),
    segments: integers(new Int32Array(tokens)),
    present: floats(present, [rows, length]),
    ...(multiple ? yesOrNo(examples, rows, classes) : oneOf(examples, rows)),
  };
}

function oneOf(examples: readonly Example[], rows: number): Readonly<Record<string, TensorData>> {
  const labels = Int32Array.from({ length: rows }, (_, row) => examples[row]?.classes[0] ?? 0);
  const weights = Float32Array.from({ length: rows }, (_, row) => (row < examples.length ? 1 / examples.length : 0));
  return { labels: integers(labels), weights: floats(weights, [rows, 1]) };
}

function yesOrNo(examples: readonly Example[], rows: number, classes: number): Readonly<Record<string, TensorData>> {
  const [targets, weights] = [new Float32Array(rows * classes), new Float32Array(rows * classes)];
  examples.forEach((example, row) => {
    for (const one of example.classes) targets[row * classes + one] = 1;
    weights.fill(1 / examples.length, row * classes, (row + 1) * classes);
  });
  return { targets: floats(targets, [rows, classes]), weights: floats(weights, [rows, classes]) };
}
