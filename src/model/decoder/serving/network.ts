import {
  type Cache,
  cachedAttention,
  Graph,
  gather,
  linear,
  multiply,
  type PackedTensor,
  packedLinear,
  packedRows,
  packedTensor,
  packMatrix,
  type RotaryTables,
  rmsNorm,
  rotaryTables,
  type Tensor,
} from '../../../graph/index.js';
import type { TensorFile } from '../../checkpoints/tensor.js';
import type { DecoderConfig } from '../config.js';

/** How matrices are kept: as trained, or in blocks of whole numbers. The table of words has 8 bits in `int4` too. */
export type DecoderPrecision = 'fp32' | 'int8' | 'int4';

export interface ServingModel {
  readonly config: DecoderConfig;
  readonly tensors: Pick<TensorFile, 'read'>;
  readonly precision: DecoderPrecision;
  /** Tokens of the longest text, question and answer together. */
  readonly context: number;
}

/**
 * A decoder for use, as bytes of an `.onnx` file. It reads some new tokens (`input_ids` [length]), `last` [1] and `total`
 * [] as {@link cachedAttention} wants them, and `keys.N` and `values.N` of each layer, which it gives back as `new.keys.N`
 * and `new.values.N`: the caller gives the same memory for both. `logits` [1, words] are those after the last token.
 */
export function servingDecoder(model: ServingModel): Uint8Array {
  const { config } = model;
  const graph = new Graph({ weights: (name) => model.tensors.read(name).data });
  const ids = graph.input('input_ids', ['length'], 'int64');
  const network = new ServingNetwork(graph, model);
  const words = network.words(ids);
  let states = words.rows;
  for (let layer = 0; layer < config.layers; layer++)
    states = graph.within(`layer.${layer}`, () => network.layer(states, layer));
  const [last] = graph.node('Gather', [states, graph.integers([-1])], [{ shape: [1, config.hiddenSize] }]);
  graph.output('logits', words.scores(network.normalised(last!, 'model.norm')));
  return graph.encode();
}

class ServingNetwork {
  readonly #turns: RotaryTables;
  readonly #last: Tensor;
  readonly #total: Tensor;

  constructor(
    private readonly graph: Graph,
    private readonly model: ServingModel,
  ) {
    const { headSize, rotaryBase } = model.config;
    this.#last = graph.input('last', [1], 'int32');
    this.#total = graph.input('total', [], 'int32');
    this.#turns = rotaryTables(this.#last, { positions: model.context, size: headSize, base: rotaryBase });
  }

  /** The table of words, read for tokens that come and asked for the one that follows. */
  words(ids: Tensor): { readonly rows: Tensor; readonly scores: (x: Tensor) => Tensor } {
    const { vocabularySize, hiddenSize, tiedEmbeddings } = this.model.config;
    const shape = [vocabularySize, hiddenSize] as const;
    const name = 'model.embed_tokens.weight';
    if (this.model.precision === 'fp32') {
      const table = this.graph.parameter(name, shape);
      const output = tiedEmbeddings ? table : this.graph.parameter('lm_head.weight', shape);
      return { rows: gather(table, ids), scores: (x) => linear(x, output) };
    }
    const table = this.packed([name], shape, 8);
    const output = tiedEmbeddings ? table : this.packed(['lm_head.weight'], shape, 8);
    return { rows: packedRows(table, ids), scores: (x) => packedLinear(x, output) };
  }

  layer(states: Tensor, layer: number): Tensor {
    const name = `model.layers.${layer}`;
    return this.feedForward(this.attend(states, layer, name), name);
  }

  normalised(x: Tensor, name: string): Tensor {
    const { hiddenSize, rmsNormEpsilon } = this.model.config;
    return rmsNorm(x, this.graph.parameter(`${name}.weight`, [hiddenSize]), rmsNormEpsilon);
  }

  private attend(states: Tensor, layer: number, name: string): Tensor {
    const { heads, keyValueHeads: keyHeads, headSize, hiddenSize } = this.model.config;
    const parts = ['q', 'k', 'v'].map((part) => `${name}.self_attn.${part}_proj.weight`);
    const width = (heads + 2 * keyHeads) * headSize;
    const rows = this.product(this.normalised(states, `${name}.input_layernorm`), parts, width);
    const cache = this.cache(layer);
    const { seen, keys, values } = cachedAttention(rows, {
      ...{ heads, keyHeads, cache },
      ...{ turns: this.#turns, last: this.#last, total: this.#total },
    });
    this.graph.output(`new.keys.${layer}`, keys);
    this.graph.output(`new.values.${layer}`, values);
    return sum(states, this.product(seen, [`${name}.self_attn.o_proj.weight`], hiddenSize));
  }

  private feedForward(states: Tensor, name: string): Tensor {
    const { feedForwardSize: wide, hiddenSize } = this.model.config;
    const x = this.normalised(states, `${name}.post_attention_layernorm`);
    const both = this.product(x, [`${name}.mlp.gate_proj.weight`, `${name}.mlp.up_proj.weight`], 2 * wide);
    const half = { shape: ['length', wide] };
    const [gate, up] = this.graph.node('Split', [both, this.graph.integers([wide, wide])], [half, half], {
      attributes: { axis: 1 },
    });
    // x · sigmoid(x) in one pass.
    const [bent] = this.graph.node('QuickGelu', [gate!], [half], {
      domain: 'com.microsoft',
      attributes: { alpha: { float: 1 } },
    });
    return sum(states, this.product(multiply(bent!, up!), [`${name}.mlp.down_proj.weight`], hiddenSize));
  }

  private cache(layer: number): Cache {
    const { keyValueHeads, headSize } = this.model.config;
    const memory = (name: string) => this.graph.input(`${name}.${layer}`, [1, keyValueHeads, 'room', headSize]);
    return { keys: memory('keys'), values: memory('values') };
  }

  /** A product with several matrices at once, their results side by side. */
  private product(x: Tensor, names: readonly string[], out: number): Tensor {
    const shape = [out, Number(x.shape[1])] as const;
    const { precision } = this.model;
    if (precision !== 'fp32') return packedLinear(x, this.packed(names, shape, precision === 'int8' ? 8 : 4));
    return linear(x, this.graph.initialiser(names.join('+'), this.joined(names), shape, 'float32'));
  }

  private packed(names: readonly string[], shape: readonly [number, number], bits: 4 | 8): PackedTensor {
    return packedTensor(this.#last, names.join('+'), packMatrix(this.joined(names), shape, bits));
  }

  private joined(names: readonly string[]): Float32Array {
    const parts = names.map((name) => this.model.tensors.read(name).data);
    const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

/** `Sum` and not `Add`: the runtime would join an addition and the normalisation after it, which is slower. */
function sum(a: Tensor, b: Tensor): Tensor {
  return a.graph.node('Sum', [a, b], [{ shape: a.shape }])[0]!;
}
