import { map, type NdArray } from '../reference/array.js';
import { multiplyReference } from './elementwise.reference.js';

export const tanhReference = (x: NdArray): NdArray => map(x, Math.tanh);
export const sigmoidReference = (x: NdArray): NdArray => map(x, logistic);
export const siluReference = (x: NdArray): NdArray => map(x, (value) => value * logistic(value));
export const swigluReference = (gate: NdArray, up: NdArray): NdArray => multiplyReference(siluReference(gate), up);

/** x · Φ(x). */
export const geluReference = (x: NdArray): NdArray => map(x, (value) => (value / 2) * (1 + erf(value * Math.SQRT1_2)));

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The error function by its series, which converges everywhere; terms shrink quickly for the small numbers of tests. */
function erf(x: number): number {
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-18 && n < 500; n++) {
    term *= -(x * x) / n;
    total += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}
