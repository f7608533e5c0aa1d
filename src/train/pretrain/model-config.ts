import {
  DECODER_SIZES,
  type DecoderSize,
  decoderOfSize,
  ENCODER_SIZES,
  type EncoderSize,
  encoderOfSize,
  formatDecoderConfig,
  formatEncoderConfig,
  type Positions,
} from '../../model/index.js';

export type ModelFamily = 'encoder' | 'decoder';
export type ModelSize = EncoderSize | DecoderSize;

/** What a fresh model is made from. */
export interface ModelChoice {
  readonly size: ModelSize;
  readonly vocabularySize: number;
  /** Share of numbers that are dropped in training; decoders drop none. */
  readonly dropout: number;
  /** How an encoder knows places; decoders turn queries and keys. */
  readonly positions: Positions;
}

/** A fresh model's configuration as `config.json` has it, and what start values are made for. */
export interface FreshModel {
  readonly file: Readonly<Record<string, unknown>>;
  readonly tables: {
    readonly vocabularySize: number;
    readonly hiddenSize: number;
    readonly maxPositions: number;
    readonly initializerRange: number;
    readonly positions: Positions;
  };
}

interface Family {
  readonly sizes: readonly ModelSize[];
  fresh(choice: ModelChoice): FreshModel;
}

export const FAMILIES: Readonly<Record<ModelFamily, Family>> = {
  encoder: {
    sizes: Object.keys(ENCODER_SIZES) as EncoderSize[],
    fresh({ size, vocabularySize, dropout, positions }) {
      const plain = encoderOfSize(size as EncoderSize, vocabularySize, positions);
      const config = { ...plain, dropout, attentionDropout: dropout };
      return { file: JSON.parse(formatEncoderConfig(config, 'ForMaskedLM')), tables: config };
    },
  },
  decoder: {
    sizes: Object.keys(DECODER_SIZES) as DecoderSize[],
    fresh({ size, vocabularySize }) {
      const config = decoderOfSize(size as DecoderSize, vocabularySize);
      return { file: JSON.parse(formatDecoderConfig(config)), tables: { ...config, positions: 'rotary' } };
    },
  },
};
