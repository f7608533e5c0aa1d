import {
  add,
  attention,
  type Dim,
  dropout,
  GELU_FACTOR,
  type Graph,
  gather,
  layerNorm,
  linear,
  linearGelu,
  normal,
  ONES,
  type RotaryTables,
  reshape,
  rotary,
  rotaryTables,
  type Tensor,
} from '../../graph/index.js';
import { type EncoderConfig, ROTARY_BASE } from './config.js';

/** A batch as the network reads it: rows of one length, their tokens one under the other. */
export interface EncoderInput {
  readonly batch: Dim;
  readonly length: Dim;
  /** [batch · length] each: token, kind of segment, and place in its own text. */
  readonly ids: Tensor;
  readonly segments: Tensor;
  readonly positions: Tensor;
  /** Added to the scores of attention: 0 where a token may look, very small where not. */
  readonly mask: Tensor;
}

/** How a network is recorded: for training (with dropout) or for use. */
export interface Recording {
  readonly config: EncoderConfig;
  readonly training: boolean;
}

/**
 * BERT's encoder (Devlin et al. 2019), under the names of Hugging Face; with rotary positions RoFormer's (Su et al.
 * 2021), which is the same but for how a token knows its place.
 * @returns the state of every token, [batch · length, hiddenSize]
 */
export function encode(input: EncoderInput, recording: Recording): Tensor {
  return throughLayers(embed(input, recording, 'bert'), input, { ...recording, name: 'bert' });
}

/** The states of tokens after all layers. @param recording with the name that the network's parameters begin with. */
export function throughLayers(
  tokens: Tensor,
  input: EncoderInput,
  { name, ...recording }: Recording & { readonly name: string },
): Tensor {
  const { config } = recording;
  const turns = config.positions === 'rotary' ? turnsOf(input.ids, config) : null;
  let states = tokens;
  for (let layer = 0; layer < config.layers; layer++) {
    const block = new Block(input.ids.graph, recording, `${name}.encoder.layer.${layer}`);
    states = block.feedForward(block.attend(states, input, turns));
  }
  return states;
}

/**
 * Tokens as vectors, [batch · length, hiddenSize]. The tables are the encoder's for every network.
 * @param name of the network that the normalisation after them belongs to.
 */
export function embed(
  { ids, segments, positions }: EncoderInput,
  { config, training }: Recording,
  name: string,
): Tensor {
  const { graph } = ids;
  const table = (part: string, rows: number) =>
    graph.parameter(`bert.embeddings.${part}.weight`, [rows, config.hiddenSize], normal(config.initializerRange));
  const words = gather(table('word_embeddings', config.vocabularySize), ids);
  const known = add(words, gather(table('token_type_embeddings', config.segmentKinds), segments));
  const placed =
    config.positions === 'learned'
      ? add(known, gather(table('position_embeddings', config.maxPositions), positions))
      : known;
  const sum = normalise(placed, `${name}.embeddings.LayerNorm`, config);
  return training ? dropout(sum, config.dropout, `${name}.embeddings`) : sum;
}

/** One layer: attention, then the feed-forward part, each added to what came in and normalised. */
class Block {
  constructor(
    private readonly graph: Graph,
    private readonly recording: Recording,
    private readonly name: string,
  ) {}

  attend(states: Tensor, input: EncoderInput, turns: RotaryTables | null): Tensor {
    const { batch, length, mask } = input;
    const { config, training } = this.recording;
    const project = (part: string) => this.linear(states, `attention.self.${part}`, config.hiddenSize);
    const placed = (part: string) => (turns ? turned(project(part), input, { turns, config }) : project(part));
    const seen = attention(placed('query'), placed('key'), project('value'), {
      batch,
      length,
      heads: config.heads,
      mask,
      ...(training ? { dropout: { rate: config.attentionDropout, site: `${this.name}.attention` } } : {}),
    });
    return this.added(states, this.linear(seen, 'attention.output.dense', config.hiddenSize), 'attention.output');
  }

  feedForward(states: Tensor): Tensor {
    const { config } = this.recording;
    const inner = linearGelu(states, ...this.weights('intermediate.dense', config.feedForwardSize, config.hiddenSize));
    const [weight, bias] = this.weights('output.dense', config.hiddenSize, config.feedForwardSize);
    return this.added(states, linear(inner, weight, { bias, alpha: GELU_FACTOR }), 'output');
  }

  private added(states: Tensor, change: Tensor, part: string): Tensor {
    const { config, training } = this.recording;
    const kept = training ? dropout(change, config.dropout, `${this.name}.${part}`) : change;
    return normalise(add(kept, states), `${this.name}.${part}.LayerNorm`, config);
  }

  private linear(x: Tensor, part: string, out: number): Tensor {
    const [weight, bias] = this.weights(part, out, x.shape[1] as number);
    return linear(x, weight, { bias });
  }

  private weights(part: string, out: number, into: number): readonly [Tensor, Tensor] {
    return linearParameters(this.graph, `${this.name}.${part}`, { out, into }, this.recording.config);
  }
}

/** Tables of turns for every layer: RoFormer turns neighbouring numbers of a head. */
export function turnsOf(near: Tensor, { maxPositions, hiddenSize, heads }: EncoderConfig): RotaryTables {
  const size = hiddenSize / heads;
  return rotaryTables(near, { positions: maxPositions, size, base: ROTARY_BASE, pairs: 'neighbours' });
}

function turned(
  rows: Tensor,
  { batch, length, positions }: EncoderInput,
  { turns, config }: { readonly turns: RotaryTables; readonly config: EncoderConfig },
): Tensor {
  const apart = reshape(rows, [batch, length, config.hiddenSize]);
  return reshape(rotary(apart, reshape(positions, [batch, length]), turns, config.heads), rows.shape);
}

/** Weight [out, into] and bias of a linear layer, as fresh as BERT has them. */
export function linearParameters(
  graph: Graph,
  name: string,
  { out, into }: { readonly out: number; readonly into: number },
  { initializerRange }: EncoderConfig,
): readonly [Tensor, Tensor] {
  return [
    graph.parameter(`${name}.weight`, [out, into], normal(initializerRange)),
    graph.parameter(`${name}.bias`, [out]),
  ];
}

export function normalise(x: Tensor, name: string, { hiddenSize, layerNormEpsilon }: EncoderConfig): Tensor {
  const { graph } = x;
  const weight = graph.parameter(`${name}.weight`, [hiddenSize], ONES);
  return layerNorm(x, weight, graph.parameter(`${name}.bias`, [hiddenSize]), layerNormEpsilon);
}
