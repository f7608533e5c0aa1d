import {
  binaryCrossEntropy,
  crossEntropy,
  floats,
  Graph,
  gradientsOf,
  linear,
  openInference,
  type Tensor,
} from '../../graph/index.js';
import { minimise, type Slope } from './lbfgs.js';
import { logSoftmax } from './log-softmax.js';

export interface LogisticOptions {
  readonly classes: number;
  /** Whether each class is decided for itself. */
  readonly multiple?: boolean;
  /** How much long weights cost: half of this, times their square, is added to the mean loss. */
  readonly decay: number;
  /** Where to begin; weights for another decay shorten the way. */
  readonly from?: LogisticModel;
}

/** Logistic regression over numbers that are brought to mean 0 and deviation 1 first. */
export interface LogisticModel {
  readonly means: Float32Array;
  /** 1 / deviation, 0 for a number that is the same everywhere. */
  readonly scales: Float32Array;
  /** [classes, numbers] */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

const STEPS = 200;
const TOLERANCE = 1e-3;

/**
 * Fits classes to rows of numbers. Loss and gradients are one graph of the training engine, the way down is L-BFGS: the
 * same rows give the same weights.
 * @param classesOf classes of each row: one, or several where `multiple`
 */
export async function fitLogistic(
  rows: readonly Float32Array[],
  classesOf: readonly (readonly number[])[],
  { classes, multiple = false, decay, from }: LogisticOptions,
): Promise<LogisticModel> {
  const { means, scales } = from ?? spreadOf(rows);
  const width = means.length;
  const standard = rows.map((row) => standardised(row, { means, scales }));
  const loss = await openInference(lossGraph(standard, classesOf, { classes, multiple }));
  const start = new Float64Array(classes * (width + 1));
  if (from) {
    start.set(from.weights);
    start.set(from.biases, classes * width);
  }
  const slopeAt = async (point: Float64Array): Promise<Slope> => {
    const [weights, biases] = parts(point, classes * width);
    const outputs = await loss.run({
      weights: floats(weights, [classes, width]),
      biases: floats(biases, [classes]),
    });
    return withDecay(point, { outputs, size: classes * width, decay });
  };
  const point = await minimise(slopeAt, start, { steps: STEPS, tolerance: TOLERANCE });
  await loss.close();
  const [weights, biases] = parts(point, classes * width);
  return { means, scales, weights, biases };
}

/** ln of each class's probability, row by row, where a row has one class. */
export function logProbabilities(model: LogisticModel, rows: readonly Float32Array[]): readonly Float32Array[] {
  const { weights, biases } = model;
  return rows.map((row) => {
    const numbers = standardised(row, model);
    const scores = Float32Array.from(biases, (bias, one) => {
      let sum = bias;
      for (let at = 0; at < numbers.length; at++) sum += weights[one * numbers.length + at]! * numbers[at]!;
      return sum;
    });
    return logSoftmax(scores);
  });
}

/** The same model as one layer over the numbers as they are. @returns weights [classes, numbers] and biases */
export function asLayer({ means, scales, weights, biases }: LogisticModel): {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
} {
  const width = means.length;
  const scaled = weights.map((weight, at) => weight * scales[at % width]!);
  const moved = biases.map((bias, one) =>
    means.reduce((rest, mean, at) => rest - scaled[one * width + at]! * mean, bias),
  );
  return { weights: scaled, biases: moved };
}

function lossGraph(
  rows: readonly Float32Array[],
  classesOf: readonly (readonly number[])[],
  { classes, multiple }: { readonly classes: number; readonly multiple: boolean },
): Uint8Array {
  const graph = new Graph();
  const width = rows[0]!.length;
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    all.set(row, at * width);
  });
  const x = graph.initialiser('rows', all, [rows.length, width], 'float32');
  const bias = graph.parameter('biases', [classes]);
  const logits = linear(x, graph.parameter('weights', [classes, width]), { bias });
  const loss = multiple ? severalLoss(logits, classesOf) : oneLoss(logits, classesOf);
  const gradients = gradientsOf(loss);
  graph.output('loss', loss);
  graph.output('by-weights', gradients.get('weights')!);
  graph.output('by-biases', gradients.get('biases')!);
  return graph.encode();
}

function oneLoss(logits: Tensor, classesOf: readonly (readonly number[])[]): Tensor {
  const rows = classesOf.length;
  const labels = logits.graph.integers(classesOf.map(([only]) => only!));
  return crossEntropy(logits, labels, logits.graph.filled(1 / rows, [rows, 1]));
}

function severalLoss(logits: Tensor, classesOf: readonly (readonly number[])[]): Tensor {
  const shape = logits.shape as readonly [number, number];
  const targets = new Float32Array(shape[0] * shape[1]);
  classesOf.forEach((own, row) => {
    for (const one of own) targets[row * shape[1] + one] = 1;
  });
  const { graph } = logits;
  return binaryCrossEntropy(
    logits,
    graph.initialiser('targets', targets, shape, 'float32'),
    graph.filled(1 / shape[0], shape),
  );
}

interface Decaying {
  readonly outputs: Readonly<Record<string, { readonly data: ArrayLike<number> }>>;
  /** Numbers that are weights; biases behind them cost nothing. */
  readonly size: number;
  readonly decay: number;
}

function withDecay(point: Float64Array, { outputs, size, decay }: Decaying): Slope {
  const gradient = new Float64Array(point.length);
  gradient.set(outputs['by-weights']!.data);
  gradient.set(outputs['by-biases']!.data, size);
  let square = 0;
  for (let at = 0; at < size; at++) {
    square += point[at]! ** 2;
    gradient[at]! += decay * point[at]!;
  }
  return { value: outputs.loss!.data[0]! + (decay / 2) * square, gradient };
}

function parts(point: Float64Array, size: number): readonly [Float32Array, Float32Array] {
  return [Float32Array.from(point.subarray(0, size)), Float32Array.from(point.subarray(size))];
}

function spreadOf(rows: readonly Float32Array[]): Pick<LogisticModel, 'means' | 'scales'> {
  const width = rows[0]!.length;
  const [sums, squares] = [new Float64Array(width), new Float64Array(width)];
  for (const row of rows)
    row.forEach((value, at) => {
      sums[at]! += value / rows.length;
    });
  for (const row of rows)
    row.forEach((value, at) => {
      squares[at]! += (value - sums[at]!) ** 2 / rows.length;
    });
  const scales = Float32Array.from(squares, (square) => (square > 1e-12 ? 1 / Math.sqrt(square) : 0));
  return { means: Float32Array.from(sums), scales };
}

function standardised(row: Float32Array, { means, scales }: Pick<LogisticModel, 'means' | 'scales'>): Float32Array {
  return row.map((value, at) => (value - means[at]!) * scales[at]!);
}
