import {
  biasGelu,
  type Graph,
  gather,
  quantisedLinear,
  quantiseMatrix,
  reshape,
  residualLayerNorm,
  rotary,
  type Tensor,
  times,
  transpose,
} from '../../graph/index.js';
import type { TensorFile } from '../checkpoints/tensor.js';
import type { EncoderConfig } from './config.js';
import { type FinishedInput, positionsOf } from './finished-input.js';
import { turnsOf } from './network.js';

/**
 * The encoder's body with matrices as whole numbers of 8 bits: products of queries, keys and values are one, and the
 * table of words is kept once, for reading words and for scoring them.
 */
export class QuantisedBody {
  readonly #shape: readonly ['batch', 'length', number];

  constructor(
    private readonly graph: Graph,
    private readonly config: EncoderConfig,
    private readonly tensors: Pick<TensorFile, 'read'>,
  ) {
    this.#shape = ['batch', 'length', config.hiddenSize];
  }

  /** @returns the state of every token, [batch · length, hiddenSize] */
  encode(input: FinishedInput): Tensor {
    let states = this.embed(input);
    const turn = this.turnsBy(input);
    const [present] = this.graph.node('Cast', [input.present], [{ shape: input.present.shape, dtype: 'int32' }], {
      attributes: { to: 6 },
    });
    for (let layer = 0; layer < this.config.layers; layer++) {
      const name = `bert.encoder.layer.${layer}`;
      states = this.feedForward(this.attend(states, { present: present!, turn }, name), name);
    }
    return reshape(states, [times('batch', 'length'), this.config.hiddenSize]);
  }

  /** Scores of all words at some places, from what the head's transform gives. */
  wordScores(x: Tensor): Tensor {
    const { vocabularySize } = this.config;
    const { codes, scales } = this.words();
    const bias = this.graph.parameter('cls.predictions.bias', [vocabularySize]);
    const inputs = [x, transpose(codes, [1, 0]), reshape(scales, [vocabularySize]), null, bias];
    const shape = [x.shape[0]!, vocabularySize];
    return this.graph.node('DynamicQuantizeMatMul', inputs, [{ shape }], { domain: 'com.microsoft' })[0]!;
  }

  private embed({ ids, segments }: FinishedInput): Tensor {
    const { hiddenSize, maxPositions, segmentKinds, layerNormEpsilon } = this.config;
    const { codes, scales } = this.words();
    const [rows] = this.graph.node('Cast', [gather(codes, ids)], [{ shape: this.#shape }], { attributes: { to: 1 } });
    const [words] = this.graph.node('Mul', [rows!, gather(scales, ids)], [{ shape: this.#shape }]);
    const table = (name: string, size: number) =>
      this.graph.parameter(`bert.embeddings.${name}.weight`, [size, hiddenSize]);
    const kinds = gather(table('token_type_embeddings', segmentKinds), segments);
    const norm = this.scales('bert.embeddings.LayerNorm');
    if (this.config.positions === 'rotary') return residualLayerNorm(words!, kinds, norm, layerNormEpsilon);
    const places = gather(table('position_embeddings', maxPositions), positionsOf(ids));
    const [known] = this.graph.node('Sum', [words!, kinds], [{ shape: this.#shape }]);
    return residualLayerNorm(known!, places, norm, layerNormEpsilon);
  }

  /** Turns queries and keys by their places, where the network does that. */
  private turnsBy({ ids }: FinishedInput): (x: Tensor) => Tensor {
    if (this.config.positions !== 'rotary') return (x) => x;
    const [turns, positions] = [turnsOf(ids, this.config), positionsOf(ids)];
    return (x) => rotary(x, positions, turns, this.config.heads);
  }

  private attend(
    states: Tensor,
    { present, turn }: { readonly present: Tensor; readonly turn: (x: Tensor) => Tensor },
    name: string,
  ): Tensor {
    const { hiddenSize, heads, layerNormEpsilon } = this.config;
    const parts = ['query', 'key', 'value'].map((part) => `${name}.attention.self.${part}`);
    const joined = this.product(states, parts);
    const third = { shape: this.#shape };
    const [q, k, v] = this.graph.node(
      'Split',
      [joined, this.graph.integers([hiddenSize, hiddenSize, hiddenSize])],
      [third, third, third],
      { attributes: { axis: 2 } },
    );
    const [seen] = this.graph.node('MultiHeadAttention', [turn(q!), turn(k!), v!, null, present], [third], {
      domain: 'com.microsoft',
      attributes: { num_heads: heads },
    });
    const change = this.product(seen!, [`${name}.attention.output.dense`]);
    return residualLayerNorm(change, states, this.scales(`${name}.attention.output.LayerNorm`), layerNormEpsilon);
  }

  private feedForward(states: Tensor, name: string): Tensor {
    const { feedForwardSize, layerNormEpsilon } = this.config;
    const wide = quantisedLinear(states, `${name}.intermediate.dense`, this.matrix([`${name}.intermediate.dense`]));
    const inner = biasGelu(wide, this.graph.parameter(`${name}.intermediate.dense.bias`, [feedForwardSize]));
    const change = this.product(inner, [`${name}.output.dense`]);
    return residualLayerNorm(change, states, this.scales(`${name}.output.LayerNorm`), layerNormEpsilon);
  }

  /** Products with several matrices at once, their results side by side. */
  private product(x: Tensor, names: readonly string[]): Tensor {
    const biases = joined(names.map((name) => this.tensors.read(`${name}.bias`).data));
    const label = names.join('+');
    const bias = this.graph.initialiser(`${label}.bias`, biases, [biases.length], 'float32');
    return quantisedLinear(x, label, this.matrix(names), bias);
  }

  private matrix(names: readonly string[]) {
    const matrices = names.map((name) => this.tensors.read(`${name}.weight`));
    const rows = matrices.reduce((sum, { shape }) => sum + shape[0]!, 0);
    return quantiseMatrix(joined(matrices.map(({ data }) => data)), [rows, matrices[0]!.shape[1]!]);
  }

  private scales(name: string): readonly [Tensor, Tensor] {
    const { hiddenSize } = this.config;
    return [this.graph.parameter(`${name}.weight`, [hiddenSize]), this.graph.parameter(`${name}.bias`, [hiddenSize])];
  }

  #words: { readonly codes: Tensor; readonly scales: Tensor } | null = null;

  /** The table of words, [vocabulary, width] as codes and [vocabulary, 1] as scales. */
  private words() {
    this.#words ??= this.quantisedWords();
    return this.#words;
  }

  private quantisedWords() {
    const { vocabularySize, hiddenSize } = this.config;
    const name = 'bert.embeddings.word_embeddings.weight';
    const { codes, scales } = quantiseMatrix(this.tensors.read(name).data, [vocabularySize, hiddenSize]);
    return {
      codes: this.graph.initialiser(
        `${name}.codes`,
        turned(codes, vocabularySize),
        [vocabularySize, hiddenSize],
        'int8',
      ),
      scales: this.graph.initialiser(`${name}.scales`, scales, [vocabularySize, 1], 'float32'),
    };
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Codes [in, out] as [out, in]. */
function turned(codes: Int8Array, out: number): Int8Array {
  const into = codes.length / out;
  const rows = new Int8Array(codes.length);
  for (let row = 0; row < out; row++)
    for (let column = 0; column < into; column++) rows[row * into + column] = codes[column * out + row]!;
  return rows;
}
