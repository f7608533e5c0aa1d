/** ln of the probability of each class. */
export function logSoftmax(scores: Float32Array): Float32Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = scores.reduce((all, score) => all + Math.exp(score - most), 0);
  return scores.map((score) => score - most - Math.log(sum));
}
