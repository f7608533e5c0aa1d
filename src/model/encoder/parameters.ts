import { linear, normalisation, type ParameterShape, range } from '../parameters.js';
import type { EncoderConfig } from './config.js';

/** Every parameter of an encoder without heads, in the order in which the network uses them. */
export function encoderParameters(config: EncoderConfig): readonly ParameterShape[] {
  const { hiddenSize: hidden, feedForwardSize: wide } = config;
  const embeddings = 'bert.embeddings';
  return [
    { name: `${embeddings}.word_embeddings.weight`, shape: [config.vocabularySize, hidden] },
    ...(config.positions === 'learned'
      ? [{ name: `${embeddings}.position_embeddings.weight`, shape: [config.maxPositions, hidden] }]
      : []),
    { name: `${embeddings}.token_type_embeddings.weight`, shape: [config.segmentKinds, hidden] },
    ...normalisation(`${embeddings}.LayerNorm`, hidden),
    ...range(config.layers).flatMap((layer) => {
      const name = `bert.encoder.layer.${layer}`;
      return [
        ...['query', 'key', 'value'].flatMap((part) => linear(`${name}.attention.self.${part}`, hidden, hidden)),
        ...linear(`${name}.attention.output.dense`, hidden, hidden),
        ...normalisation(`${name}.attention.output.LayerNorm`, hidden),
        ...linear(`${name}.intermediate.dense`, wide, hidden),
        ...linear(`${name}.output.dense`, hidden, wide),
        ...normalisation(`${name}.output.LayerNorm`, hidden),
      ];
    }),
  ];
}

/** The pooler: a layer over the state of the first token, which next-sentence prediction and classifiers read. */
export function poolerParameters({ hiddenSize }: EncoderConfig): readonly ParameterShape[] {
  return linear('bert.pooler.dense', hiddenSize, hiddenSize);
}

/** The head of masked language modelling; its output layer is the table of words. */
export function maskedHeadParameters(config: EncoderConfig): readonly ParameterShape[] {
  return [
    { name: 'cls.predictions.bias', shape: [config.vocabularySize] },
    ...linear('cls.predictions.transform.dense', config.hiddenSize, config.hiddenSize),
    ...normalisation('cls.predictions.transform.LayerNorm', config.hiddenSize),
  ];
}

export function nextSentenceParameters({ hiddenSize }: EncoderConfig): readonly ParameterShape[] {
  return linear('cls.seq_relationship', 2, hiddenSize);
}
