/** Scores of all classes for each row, as one method gives them. */
export type ClassScores = readonly Float32Array[];

/** Scores of several methods together: the sum of theirs, each times its weight. */
export function stackScores(methods: readonly ClassScores[], weights: readonly number[]): ClassScores {
  return methods[0]!.map((_, row) => stackRow(methods, weights, row));
}

/** The same for one row. */
export function stackRow(methods: readonly ClassScores[], weights: readonly number[], row: number): Float32Array {
  const sums = new Float32Array(methods[0]![row]!.length);
  methods.forEach((scores, method) => {
    const [own, weight] = [scores[row]!, weights[method]!];
    for (let at = 0; at < sums.length; at++) sums[at]! += weight * own[at]!;
  });
  return sums;
}
