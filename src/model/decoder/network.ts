import {
  add,
  attention,
  type Dim,
  gather,
  linear,
  normal,
  ONES,
  type RotaryTables,
  reshape,
  rmsNorm,
  rotary,
  rotaryTables,
  swiglu,
  type Tensor,
} from '../../graph/index.js';
import type { DecoderConfig } from './config.js';

/** A batch as the network reads it: rows of one length, their tokens one under the other. */
export interface DecoderInput {
  readonly batch: Dim;
  readonly length: Dim;
  /** [batch · length] */
  readonly ids: Tensor;
  /** [batch, length]: place of each token in its own text. */
  readonly positions: Tensor;
  /** Added to the scores of attention: very small where a token may not look, as at all tokens after it. */
  readonly mask: Tensor;
}

/**
 * The decoder under the names of Llama in Hugging Face.
 * @returns the state of every token after the last normalisation, [batch · length, hiddenSize]
 */
export function decode(input: DecoderInput, config: DecoderConfig): Tensor {
  const { hiddenSize, layers, maxPositions, headSize, rotaryBase } = config;
  const table = embeddings(input.ids, config);
  const turns = rotaryTables(input.ids, { positions: maxPositions, size: headSize, base: rotaryBase });
  let states = gather(table, input.ids);
  for (let layer = 0; layer < layers; layer++) {
    const block = new Block(`model.layers.${layer}`, config);
    states = block.feedForward(block.attend(states, input, turns));
  }
  return rmsNorm(states, scaleOf(states, 'model.norm.weight', hiddenSize), config.rmsNormEpsilon);
}

/** The layer that scores every word of the vocabulary: weights [vocabularySize, hiddenSize], the table of words where tied. */
export function wordLayer(states: Tensor, config: DecoderConfig): Tensor {
  const { vocabularySize, hiddenSize, initializerRange, tiedEmbeddings } = config;
  if (tiedEmbeddings) return embeddings(states, config);
  return states.graph.parameter('lm_head.weight', [vocabularySize, hiddenSize], normal(initializerRange));
}

/** Scores of the next word at some places, [places, vocabularySize]. */
export function nextWordScores(states: Tensor, config: DecoderConfig): Tensor {
  return linear(states, wordLayer(states, config));
}

function embeddings({ graph }: Tensor, { vocabularySize, hiddenSize, initializerRange }: DecoderConfig): Tensor {
  return graph.parameter('model.embed_tokens.weight', [vocabularySize, hiddenSize], normal(initializerRange));
}

function scaleOf({ graph }: Tensor, name: string, width: number): Tensor {
  return graph.parameter(name, [width], ONES);
}

/** One layer: normalise and attend, normalise and feed forward, each added to what came in. */
class Block {
  constructor(
    private readonly name: string,
    private readonly config: DecoderConfig,
  ) {}

  attend(states: Tensor, { batch, length, positions, mask }: DecoderInput, turns: RotaryTables): Tensor {
    const { heads, keyValueHeads, headSize, hiddenSize } = this.config;
    const x = this.normalised(states, 'input_layernorm');
    const turned = (part: string, count: number) => {
      const width = count * headSize;
      const rows = reshape(this.linear(x, `self_attn.${part}`, width), [batch, length, width]);
      return reshape(rotary(rows, positions, turns, count), [x.shape[0]!, width]);
    };
    const values = this.linear(x, 'self_attn.v_proj', keyValueHeads * headSize);
    const seen = attention(turned('q_proj', heads), turned('k_proj', keyValueHeads), values, {
      batch,
      length,
      heads,
      keyHeads: keyValueHeads,
      mask,
    });
    return add(states, this.linear(seen, 'self_attn.o_proj', hiddenSize));
  }

  feedForward(states: Tensor): Tensor {
    const { feedForwardSize, hiddenSize } = this.config;
    const x = this.normalised(states, 'post_attention_layernorm');
    const gated = swiglu(
      this.linear(x, 'mlp.gate_proj', feedForwardSize),
      this.linear(x, 'mlp.up_proj', feedForwardSize),
    );
    return add(states, this.linear(gated, 'mlp.down_proj', hiddenSize));
  }

  private normalised(x: Tensor, part: string): Tensor {
    const { hiddenSize, rmsNormEpsilon } = this.config;
    return rmsNorm(x, scaleOf(x, `${this.name}.${part}.weight`, hiddenSize), rmsNormEpsilon);
  }

  private linear(x: Tensor, part: string, out: number): Tensor {
    const into = x.shape[1] as number;
    const start = normal(this.config.initializerRange);
    return linear(x, x.graph.parameter(`${this.name}.${part}.weight`, [out, into], start));
  }
}
