import { randomNumbers } from '../../core/index.js';

/** The upper half (diagonal included) of a symmetric sparse matrix, row by row. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

export interface Eigenpairs {
  /** From the largest down. */
  readonly values: readonly number[];
  /** Of length one. */
  readonly vectors: readonly Float32Array[];
}

/** Directions followed beyond those wanted, so that the last wanted ones are right too. */
const SPARE = 16;
/** Products with the matrix that turn random directions towards the leading ones. */
const TURNS = 4;

/**
 * The eigenvectors of the largest eigenvalues, by turning a random block of directions with the matrix (Halko,
 * Martinsson and Tropp 2011) and solving the small problem that is left.
 */
export function leadingEigenpairs(matrix: SymmetricMatrix, count: number, seed: number): Eigenpairs {
  const width = Math.min(matrix.size, count + SPARE);
  let block = orthonormal(randomBlock(matrix.size, width, seed));
  for (let turn = 0; turn < TURNS; turn++) block = orthonormal(block.map((vector) => product(matrix, vector)));
  const turned = block.map((vector) => product(matrix, vector));
  const small = block.map((left) => turned.map((right) => dot(left, right)));
  const { values, vectors } = symmetricEigenpairs(small);
  return {
    values: values.slice(0, count),
    vectors: vectors.slice(0, count).map((weights) => combination(block, weights)),
  };
}

function randomBlock(size: number, width: number, seed: number): Float32Array[] {
  const random = randomNumbers(seed);
  return Array.from({ length: width }, () => Float32Array.from({ length: size }, () => random() - 0.5));
}

function product({ size, rows, columns, values }: SymmetricMatrix, vector: Float32Array): Float32Array {
  const result = new Float32Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    const own = vector[row]!;
    for (let at = rows[row]!; at < rows[row + 1]!; at++) {
      const column = columns[at]!;
      sum += values[at]! * vector[column]!;
      if (column !== row) result[column]! += values[at]! * own;
    }
    result[row]! += sum;
  }
  return result;
}

/** Gram and Schmidt, twice over: once leaves single-precision vectors visibly askew. */
function orthonormal(vectors: readonly Float32Array[]): Float32Array[] {
  const result: Float32Array[] = [];
  for (const vector of vectors) {
    for (let pass = 0; pass < 2; pass++)
      for (const earlier of result) addScaled(vector, earlier, -dot(vector, earlier));
    const length = Math.sqrt(dot(vector, vector));
    result.push(vector.map((value) => (length > 0 ? value / length : 0)));
  }
  return result;
}

function combination(block: readonly Float32Array[], weights: Float64Array): Float32Array {
  const result = new Float32Array(block[0]!.length);
  block.forEach((vector, at) => {
    addScaled(result, vector, weights[at]!);
  });
  return result;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

function addScaled(to: Float32Array, from: Float32Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += factor * from[at]!;
}

/** All eigenpairs of a small symmetric matrix, by Jacobi's rotations, largest first. */
export function symmetricEigenpairs(matrix: readonly (readonly number[])[]): {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
} {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const vectors = a.map((_, at) => Float64Array.from({ length: size }, (_, i) => (i === at ? 1 : 0)));
  for (let sweep = 0; sweep < 30 && offDiagonal(a) > 1e-18 * diagonal(a); sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, p, q);
  const order = a.map((_, at) => at).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return { values: order.map((at) => a[at]![at]!), vectors: order.map((at) => vectors[at]!) };
}

/** Turns two axes so that the element between them is zero; `vectors` holds one eigenvector a row. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const between = a[p]![q]!;
  if (between === 0) return;
  const ratio = (a[q]![q]! - a[p]![p]!) / (2 * between);
  const tangent = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of a) turnPair(row, { p, q, cosine, sine });
  turnRows(a[p]!, a[q]!, cosine, sine);
  turnRows(vectors[p]!, vectors[q]!, cosine, sine);
}

function turnPair(
  row: Float64Array,
  { p, q, cosine, sine }: { p: number; q: number; cosine: number; sine: number },
): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = cosine * x - sine * y;
  row[q] = sine * x + cosine * y;
}

function turnRows(first: Float64Array, second: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < first.length; at++) {
    const [x, y] = [first[at]!, second[at]!];
    first[at] = cosine * x - sine * y;
    second[at] = sine * x + cosine * y;
  }
}

function offDiagonal(a: readonly Float64Array[]): number {
  let sum = 0;
  a.forEach((row, i) => {
    row.forEach((value, j) => {
      if (i !== j) sum += value * value;
    });
  });
  return sum;
}

function diagonal(a: readonly Float64Array[]): number {
  return a.reduce((sum, row, at) => sum + row[at]! * row[at]!, 0);
}
