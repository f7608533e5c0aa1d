import { sameShape, staticDim } from '../dims.js';
import { shapeFault } from '../faults.js';
import type { Tensor } from '../graph.js';
import { add, multiply, scale, subtract, unary } from './elementwise.js';
import { addRows, takeRows } from './gather.js';
import { gemm, matmul } from './gemm.js';
import { reshape } from './shape.js';

/** Below this a probability counts as this, so that its logarithm is finite; the gradient does not notice. */
const SMALLEST = 1e-30;

export interface VocabularyLoss {
  /** Σ weight · −ln p(label), shape [1]. */
  readonly loss: Tensor;
  /** [rows, vocabulary] */
  readonly probabilities: Tensor;
}

export interface VocabularyOptions {
  readonly labels: Tensor;
  /** [rows, 1]; 0 where a row does not count. */
  readonly weights: Tensor;
  /** [vocabulary] */
  readonly bias?: Tensor | undefined;
}

/**
 * Softmax cross-entropy of x · tableᵀ + bias, for a large vocabulary whose table is also the embedding. The
 * gradient of the logits, (p − one-hot) · weight, is never built: p goes straight into two products, and the
 * one-hot part is rows of the table.
 */
export function vocabularyLoss(x: Tensor, table: Tensor, options: VocabularyOptions): VocabularyLoss {
  const { graph } = x;
  const { labels, weights, bias } = options;
  checkRows('vocabularyLoss', x, labels, weights);
  const logits = gemm(x, table, { transposeB: true, plus: bias });
  const [probabilities] = graph.node('Softmax', [logits], [{ shape: logits.shape }], { attributes: { axis: -1 } });
  const result = graph.untaped(() => weightedSum(minusLog(picked(probabilities!, labels)), weights));
  const loss = graph.differentiable(result, [x, table, bias], (gradient, gradients) => {
    const weight = multiply(weights, gradient);
    const minus = scale(weight, -1);
    const p = probabilities!;
    gradients.into(table, (plus) => {
      const dense = gemm(p, multiply(x, weight), { transposeA: true, plus });
      return addRows(dense, labels, multiply(x, minus));
    });
    if (bias) {
      const dense = reshape(gemm(weight, p, { transposeA: true }), bias.shape);
      gradients.add(bias, addRows(dense, labels, reshape(minus, labels.shape)));
    }
    if (x.differentiable) gradients.add(x, multiply(subtract(gemm(p, table), takeRows(table, labels)), weight));
  });
  return { loss, probabilities: probabilities! };
}

/** Σ weight · −ln softmax(logits)[label] for few classes; labels [rows], weights [rows, 1]. */
export function crossEntropy(logits: Tensor, labels: Tensor, weights: Tensor): Tensor {
  const { graph } = logits;
  checkRows('crossEntropy', logits, labels, weights);
  const [logs] = graph.node('LogSoftmax', [logits], [{ shape: logits.shape }], { attributes: { axis: -1 } });
  const loss = graph.untaped(() => scale(weightedSum(picked(logs!, labels), weights), -1));
  return graph.differentiable(loss, [logits], (gradient, gradients) => {
    const error = lessOne(unary('Exp', logs!), labels);
    gradients.add(logits, multiply(error, multiply(weights, gradient)));
  });
}

/** Σ weight · (softplus(z) − target · z), the cross-entropy of yes or no on logits; all of one shape. */
export function binaryCrossEntropy(logits: Tensor, targets: Tensor, weights: Tensor): Tensor {
  const { graph } = logits;
  if (!sameShape(logits.shape, targets.shape) || !sameShape(logits.shape, weights.shape)) {
    throw shapeFault('binaryCrossEntropy', [logits, targets, weights], 'the shapes differ');
  }
  const loss = graph.untaped(() => {
    const each = subtract(unary('Softplus', logits), multiply(targets, logits));
    const column = [logits.shape.reduce<number>((size, dim) => size * staticDim(dim), 1), 1];
    return weightedSum(reshape(each, column), reshape(weights, column));
  });
  return graph.differentiable(loss, [logits], (gradient, gradients) => {
    const error = subtract(unary('Sigmoid', logits), targets);
    gradients.add(logits, multiply(error, multiply(weights, gradient)));
  });
}

/**
 * InfoNCE (van den Oord et al. 2018): row i of one matrix belongs to row i of the other and to none else. Both
 * have rows of length one (`normaliseRows`). Both directions count half.
 */
export function contrastiveLoss(a: Tensor, b: Tensor, { temperature = 0.05 } = {}): Tensor {
  if (!sameShape(a.shape, b.shape)) throw shapeFault('contrastiveLoss', [a, b], 'the shapes differ');
  const { graph } = a;
  const pairs = staticDim(a.shape[0]!);
  const labels = graph.integers(Array.from({ length: pairs }, (_, i) => i));
  const weights = graph.filled(0.5 / pairs, [pairs, 1]);
  const forth = matmul(a, b, { transposeB: true, alpha: 1 / temperature });
  const back = matmul(b, a, { transposeB: true, alpha: 1 / temperature });
  return add(crossEntropy(forth, labels, weights), crossEntropy(back, labels, weights));
}

/** The element of each row that its label names, [rows, 1]. */
function picked(x: Tensor, labels: Tensor): Tensor {
  const rows = x.shape[0]!;
  return x.graph.node('GatherElements', [x, reshape(labels, [rows, 1])], [{ shape: [rows, 1] }], {
    attributes: { axis: 1 },
  })[0]!;
}

/** One taken off the element of each row that its label names. */
function lessOne(x: Tensor, labels: Tensor): Tensor {
  const rows = staticDim(x.shape[0]!);
  const minus = x.graph.filled(-1, [rows, 1]);
  return x.graph.node('ScatterElements', [x, reshape(labels, [rows, 1]), minus], [{ shape: x.shape }], {
    attributes: { axis: 1, reduction: 'add' },
  })[0]!;
}

function minusLog(p: Tensor): Tensor {
  const { graph } = p;
  const safe = graph.node('Max', [p, graph.number(SMALLEST)], [{ shape: p.shape }])[0]!;
  return scale(unary('Log', safe), -1);
}

/** Σ weight · x of two columns, shape [1]. */
function weightedSum(x: Tensor, weights: Tensor): Tensor {
  return reshape(gemm(x, weights, { transposeA: true }), [1]);
}

function checkRows(op: string, x: Tensor, labels: Tensor, weights: Tensor): void {
  const rows = x.shape[0]!;
  if (!sameShape(labels.shape, [rows]) || !sameShape(weights.shape, [rows, 1])) {
    throw shapeFault(op, [x, labels, weights], 'labels [rows] and weights [rows, 1] are needed');
  }
}
