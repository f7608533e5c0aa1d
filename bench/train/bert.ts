import {
  add,
  attention,
  dropout,
  fillingMask,
  GELU_FACTOR,
  Graph,
  gather,
  gatherDistinct,
  layerNorm,
  linear,
  linearGelu,
  normal,
  ONES,
  recomputed,
  reshape,
  scale,
  slice,
  type Tensor,
  vocabularyLoss,
} from '../../src/graph/index.js';

/** A BERT for masked language modelling, small enough to read: the benches measure the engine, not a model. */
export interface BertSize {
  readonly vocabulary: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly batch: number;
  readonly length: number;
  /** Masked places in a batch. */
  readonly masked: number;
  readonly dropout: number;
  /** Whether rows are filled up, which wants a mask. */
  readonly filled: boolean;
  /** Whether activations of the layers are computed twice instead of kept. */
  readonly recompute?: boolean;
}

const EPSILON = 1e-12;

/** The graph up to its loss, shape [1]; parameters carry the names of Hugging Face. */
export function bertLoss(size: BertSize): Tensor {
  const graph = new Graph();
  const { batch, length, masked, vocabulary } = size;
  const tokens = batch * length;
  const table = weight(graph, 'bert.embeddings.word_embeddings.weight', [vocabulary, size.hidden]);
  const mask = size.filled ? fillingMask(graph.input('present', [batch, length])) : undefined;
  let x = embedded(graph, size, table);
  for (let layer = 0; layer < size.layers; layer++) {
    const run = (input: Tensor) => encoderLayer(input, `bert.encoder.layer.${layer}`, { size, mask });
    x = graph.within(`layer.${layer}`, () => (size.recompute ? recomputed(x, run) : run(x)));
  }
  const places = graph.input('places', [masked], 'int64');
  const taken = gatherDistinct(x, places, graph.input('inverse', [tokens], 'int64'));
  const head = 'cls.predictions.transform';
  const bent = linearGelu(taken, ...parameters(graph, `${head}.dense`, size.hidden, size.hidden));
  const states = normed(scale(bent, GELU_FACTOR), `${head}.LayerNorm`);
  return vocabularyLoss(states, table, {
    labels: graph.input('labels', [masked], 'int64'),
    weights: graph.input('weights', [masked, 1]),
    bias: graph.parameter('cls.predictions.bias', [vocabulary]),
  }).loss;
}

function embedded(graph: Graph, { batch, length, hidden, dropout: rate }: BertSize, table: Tensor): Tensor {
  const tokens = batch * length;
  const words = gather(table, graph.input('ids', [tokens], 'int64'));
  const kinds = weight(graph, 'bert.embeddings.token_type_embeddings.weight', [2, hidden]);
  const places = weight(graph, 'bert.embeddings.position_embeddings.weight', [length, hidden]);
  const text = add(words, slice(kinds, 0, 0, 1));
  const sum = reshape(add(reshape(text, [batch, length, hidden]), places), [tokens, hidden]);
  return dropout(normed(sum, 'bert.embeddings.LayerNorm'), rate, 'embeddings');
}

interface LayerOptions {
  readonly size: BertSize;
  readonly mask: Tensor | undefined;
}

function encoderLayer(x: Tensor, name: string, { size, mask }: LayerOptions): Tensor {
  const { hidden, feedForward, batch, length, heads, dropout: rate } = size;
  const project = (part: string, input: Tensor) => {
    const [weight, bias] = parameters(x.graph, `${name}.attention.${part}`, hidden, hidden);
    return linear(input, weight, { bias });
  };
  const [q, k, v] = ['query', 'key', 'value'].map((part) => project(`self.${part}`, x)) as [Tensor, Tensor, Tensor];
  const seen = attention(q, k, v, { batch, length, heads, mask, dropout: { rate, site: `${name}.weights` } });
  const attended = dropout(project('output.dense', seen), rate, `${name}.attention`);
  const middle = normed(add(attended, x), `${name}.attention.output.LayerNorm`);
  const inner = linearGelu(middle, ...parameters(x.graph, `${name}.intermediate.dense`, feedForward, hidden));
  const [outer, bias] = parameters(x.graph, `${name}.output.dense`, hidden, feedForward);
  const outcome = dropout(linear(inner, outer, { bias, alpha: GELU_FACTOR }), rate, `${name}.feed-forward`);
  return normed(add(outcome, middle), `${name}.output.LayerNorm`);
}

function normed(x: Tensor, name: string): Tensor {
  const width = Number(x.shape[1]);
  const [weight, bias] = [
    x.graph.parameter(`${name}.weight`, [width], ONES),
    x.graph.parameter(`${name}.bias`, [width]),
  ];
  return layerNorm(x, weight, bias, EPSILON);
}

function parameters(graph: Graph, name: string, out: number, into: number): [Tensor, Tensor] {
  return [weight(graph, `${name}.weight`, [out, into]), graph.parameter(`${name}.bias`, [out])];
}

function weight(graph: Graph, name: string, shape: readonly number[]): Tensor {
  return graph.parameter(name, shape, normal(0.02));
}
