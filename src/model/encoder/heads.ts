import {
  GELU_FACTOR,
  linear,
  linearGelu,
  scale,
  type Tensor,
  tanh,
  type VocabularyLoss,
  vocabularyLoss,
} from '../../graph/index.js';
import type { EncoderConfig } from './config.js';
import { linearParameters, normalise } from './network.js';

/** BERT's pooler: a layer over the state of the first token. @param first [rows, hiddenSize] */
export function pool(first: Tensor, config: EncoderConfig): Tensor {
  return tanh(dense(first, 'bert.pooler.dense', { out: config.hiddenSize, config }));
}

/** Scores of what follows (0) and what does not (1): next-sentence prediction, on the pooled state. */
export function nextSentenceScores(pooled: Tensor, config: EncoderConfig): Tensor {
  return dense(pooled, 'cls.seq_relationship', { out: 2, config });
}

/** Scores of classes on the pooled state. */
export function classScores(pooled: Tensor, classes: number, config: EncoderConfig): Tensor {
  return dense(pooled, 'classifier', { out: classes, config });
}

/** Places whose words are asked for, with the words that stood there. */
export interface MaskedPlaces {
  /** States at those places, [places, hiddenSize]. */
  readonly states: Tensor;
  readonly labels: Tensor;
  /** [places, 1]; 0 where a place is not used. */
  readonly weights: Tensor;
}

/** Loss of masked language modelling: the table of words is the output layer too. */
export function maskedWordLoss({ states, labels, weights }: MaskedPlaces, config: EncoderConfig): VocabularyLoss {
  const { table, bias } = wordLayer(states, config);
  return vocabularyLoss(maskedTransform(states, config), table, { labels, weights, bias });
}

/** Scores of every word of the vocabulary at some places, [places, vocabularySize]. */
export function wordScores(states: Tensor, config: EncoderConfig): Tensor {
  const { table, bias } = wordLayer(states, config);
  return linear(maskedTransform(states, config), table, { bias });
}

function wordLayer({ graph }: Tensor, { vocabularySize, hiddenSize }: EncoderConfig) {
  return {
    table: graph.parameter('bert.embeddings.word_embeddings.weight', [vocabularySize, hiddenSize]),
    bias: graph.parameter('cls.predictions.bias', [vocabularySize]),
  };
}

/** The layer between states and the table of words. */
export function maskedTransform(states: Tensor, config: EncoderConfig): Tensor {
  const size = { out: config.hiddenSize, into: config.hiddenSize };
  const [weight, bias] = linearParameters(states.graph, 'cls.predictions.transform.dense', size, config);
  const bent = scale(linearGelu(states, weight, bias), GELU_FACTOR);
  return normalise(bent, 'cls.predictions.transform.LayerNorm', config);
}

function dense(
  x: Tensor,
  name: string,
  { out, config }: { readonly out: number; readonly config: EncoderConfig },
): Tensor {
  const size = { out, into: config.hiddenSize };
  const [weight, bias] = linearParameters(x.graph, name, size, config);
  return linear(x, weight, { bias });
}
