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

/** The head of masked language modelling. */
const WORDS = 'cls.predictions';

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
export function maskedWordLoss(places: MaskedPlaces, config: EncoderConfig): VocabularyLoss {
  return wordLoss(places, { config, name: WORDS });
}

/** Scores of every word of the vocabulary at some places, [places, vocabularySize]. */
export function wordScores(states: Tensor, config: EncoderConfig): Tensor {
  const { table, bias } = wordLayer(states, config);
  return linear(maskedTransform(states, config), table, { bias });
}

function wordLayer({ graph }: Tensor, { vocabularySize, hiddenSize }: EncoderConfig, name = WORDS) {
  return {
    table: graph.parameter('bert.embeddings.word_embeddings.weight', [vocabularySize, hiddenSize]),
    bias: graph.parameter(`${name}.bias`, [vocabularySize]),
  };
}

/** The layer between states and the table of words. */
export function maskedTransform(states: Tensor, config: EncoderConfig, name = WORDS): Tensor {
  const size = { out: config.hiddenSize, into: states.shape[1] as number };
  const [weight, bias] = linearParameters(states.graph, `${name}.transform.dense`, size, config);
  const bent = scale(linearGelu(states, weight, bias), GELU_FACTOR);
  return normalise(bent, `${name}.transform.LayerNorm`, config);
}

/** Loss of the words asked for, by a head that has a name of its own. */
export function wordLoss(
  { states, labels, weights }: MaskedPlaces,
  { config, name }: { readonly config: EncoderConfig; readonly name: string },
): VocabularyLoss {
  const { table, bias } = wordLayer(states, config, name);
  return vocabularyLoss(maskedTransform(states, config, name), table, { labels, weights, bias });
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
