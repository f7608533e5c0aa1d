import type { NamedTensor, TensorFile } from '../tensor.js';

/** What training keeps beside the weights: counters and the optimiser's moments. */
const NOT_WEIGHTS = /(^|\/)(global_step|adam_[mv]|lamb_[mv]|beta[12]_power|good_steps|loss_scale)$|\/Adam(_1)?$/;

/** Names of Google's BERT that differ from Hugging Face's by more than slashes. */
const RENAMED: readonly (readonly [RegExp, string])[] = [
  [/^cls\/predictions\/output_bias$/, 'cls.predictions.bias'],
  [/^cls\/seq_relationship\/output_weights$/, 'cls.seq_relationship.weight'],
  [/^cls\/seq_relationship\/output_bias$/, 'cls.seq_relationship.bias'],
  [/^output_weights$/, 'classifier.weight'],
  [/^output_bias$/, 'classifier.bias'],
];

/**
 * The weights of a checkpoint in Google's layout under the names and in the layout of Hugging Face, which are ours
 * too: `bert/encoder/layer_0/attention/self/query/kernel` [in, out] becomes
 * `bert.encoder.layer.0.attention.self.query.weight` [out, in].
 */
export function* fromGoogle(file: TensorFile): Generator<NamedTensor> {
  for (const name of file.names) {
    if (NOT_WEIGHTS.test(name)) continue;
    const tensor = file.read(name);
    yield { ...(name.endsWith('/kernel') ? transposed(tensor) : tensor), name: huggingFaceName(name) };
  }
}

export function huggingFaceName(google: string): string {
  const renamed = RENAMED.find(([pattern]) => pattern.test(google));
  if (renamed) return renamed[1];
  return google
    .replace(/\/layer_(\d+)\//g, '/layer/$1/')
    .replace(/\/(kernel|gamma)$/, '/weight')
    .replace(/\/beta$/, '/bias')
    .replace(/_embeddings$/, '_embeddings/weight')
    .replaceAll('/', '.');
}

function transposed({ name, shape, data }: NamedTensor): NamedTensor {
  const [rows, columns] = shape as readonly [number, number];
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = data[row * columns + column]!;
  return { name, shape: [columns, rows], data: turned };
}
