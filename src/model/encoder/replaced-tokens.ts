import { GELU_FACTOR, linear, linearGelu, type Tensor, type VocabularyLoss } from '../../graph/index.js';
import type { EncoderConfig } from './config.js';
import { type MaskedPlaces, wordLoss } from './heads.js';
import { type EncoderInput, embed, linearParameters, type Recording, throughLayers } from './network.js';

/**
 * The networks of replaced-token detection (ELECTRA, Clark et al. 2020): a generator fills masked places, and the
 * encoder that is wanted tells which words are not the text's. The encoder has its usual names; what only serves its
 * training begins with `generator` or `discriminator_predictions`.
 */
const GENERATOR = 'generator';

/** Generators work best at a quarter to a half of the encoder's width (section 3.2 there). */
const QUARTER = 4;

/** States of the generator, [batch · length, narrow]; it reads the encoder's own tables. */
export function generate(input: EncoderInput, recording: Recording): Tensor {
  const { config, training } = recording;
  const narrow = narrowed(config);
  const words = embed(input, recording, GENERATOR);
  const size = { out: narrow.hiddenSize, into: config.hiddenSize };
  const [weight, bias] = linearParameters(words.graph, `${GENERATOR}.embeddings_project`, size, config);
  return throughLayers(linear(words, weight, { bias }), input, { config: narrow, training, name: GENERATOR });
}

/** The generator's loss of the words asked for. */
export function generatorLoss(places: MaskedPlaces, config: EncoderConfig): VocabularyLoss {
  return wordLoss(places, { config, name: `${GENERATOR}_predictions` });
}

/** Scores of tokens: above zero where one looks replaced, [tokens, 1]. */
export function replacedScores(states: Tensor, config: EncoderConfig): Tensor {
  const { hiddenSize } = config;
  const parameters = (part: string, out: number) =>
    linearParameters(states.graph, `discriminator_predictions.${part}`, { out, into: hiddenSize }, config);
  const bent = linearGelu(states, ...parameters('dense', hiddenSize));
  const [weight, bias] = parameters('dense_prediction', 1);
  return linear(bent, weight, { bias, alpha: GELU_FACTOR });
}

function narrowed(config: EncoderConfig): EncoderConfig {
  return {
    ...config,
    hiddenSize: config.hiddenSize / QUARTER,
    heads: Math.max(1, Math.floor(config.heads / QUARTER)),
    feedForwardSize: config.feedForwardSize / QUARTER,
  };
}
