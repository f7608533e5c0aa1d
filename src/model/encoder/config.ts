import { z } from 'zod';
import { parseConfigFile } from '../config-file.js';

/** What an encoder of the BERT family is built from. Names are the field's own; files use those of Hugging Face. */
export interface EncoderConfig {
  readonly vocabularySize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardSize: number;
  readonly maxPositions: number;
  /** How a token knows its place: a learned vector added to its word (BERT), or turned queries and keys (RoFormer). */
  readonly positions: Positions;
  /** Kinds of segment: a text and its pair. */
  readonly segmentKinds: number;
  readonly dropout: number;
  readonly attentionDropout: number;
  /** Standard deviation of fresh weights. */
  readonly initializerRange: number;
  readonly layerNormEpsilon: number;
}

export type Positions = 'learned' | 'rotary';
/** What the angles of rotary positions are counted from; RoFormer has no other. */
export const ROTARY_BASE = 10_000;

/** Sizes by name. `base` is KorPatBERT's own (manual of 2021-09-01) and BERT's. */
export const ENCODER_SIZES = {
  mini: { hiddenSize: 256, layers: 4, heads: 4, feedForwardSize: 1024 },
  small: { hiddenSize: 384, layers: 6, heads: 6, feedForwardSize: 1536 },
  base: { hiddenSize: 768, layers: 12, heads: 12, feedForwardSize: 3072 },
  large: { hiddenSize: 1024, layers: 24, heads: 16, feedForwardSize: 4096 },
} as const;

export type EncoderSize = keyof typeof ENCODER_SIZES;

/** An encoder of a size; with learned places it is BERT exactly as KorPatBERT's manual has it. */
export function encoderOfSize(
  size: EncoderSize,
  vocabularySize: number,
  positions: Positions = 'learned',
): EncoderConfig {
  return {
    ...ENCODER_SIZES[size],
    vocabularySize,
    positions,
    maxPositions: 512,
    segmentKinds: 2,
    dropout: 0.1,
    attentionDropout: 0.1,
    initializerRange: 0.02,
    layerNormEpsilon: 1e-12,
  };
}

const size = z.int().positive();
const share = z.number().min(0).max(1);
/** `config.json` of Hugging Face and `bert_config.json` of Google name the same things alike. */
const fileSchema = z
  .object({
    model_type: z.enum(['bert', 'roformer']).default('bert'),
    vocab_size: size,
    hidden_size: size,
    num_hidden_layers: size,
    num_attention_heads: size,
    intermediate_size: size,
    max_position_embeddings: size,
    type_vocab_size: size.default(2),
    hidden_act: z.literal('gelu').default('gelu'),
    position_embedding_type: z.literal('absolute').default('absolute'),
    rotary_value: z.literal(false).default(false),
    embedding_size: size.nullish(),
    hidden_dropout_prob: share.default(0.1),
    attention_probs_dropout_prob: share.default(0.1),
    initializer_range: z.number().positive().default(0.02),
    layer_norm_eps: z.number().positive().default(1e-12),
  })
  .refine((file) => file.hidden_size % file.num_attention_heads === 0, {
    error: 'hidden_size must be a multiple of num_attention_heads',
  })
  .refine((file) => (file.embedding_size ?? file.hidden_size) === file.hidden_size, {
    error: 'embedding_size must be hidden_size',
  });

/**
 * Understands a configuration file of a BERT or a RoFormer.
 * @param path named in errors only.
 * @throws `model.bad-config` with every field that is wrong
 */
export function parseEncoderConfig(text: string, path: string): EncoderConfig {
  const data = parseConfigFile(fileSchema, text, path);
  return {
    vocabularySize: data.vocab_size,
    hiddenSize: data.hidden_size,
    layers: data.num_hidden_layers,
    heads: data.num_attention_heads,
    feedForwardSize: data.intermediate_size,
    maxPositions: data.max_position_embeddings,
    positions: data.model_type === 'roformer' ? 'rotary' : 'learned',
    segmentKinds: data.type_vocab_size,
    dropout: data.hidden_dropout_prob,
    attentionDropout: data.attention_probs_dropout_prob,
    initializerRange: data.initializer_range,
    layerNormEpsilon: data.layer_norm_eps,
  };
}

/** What stands on an encoder, in the words of transformers' classes. */
export type Architecture = 'Model' | 'ForMaskedLM' | 'ForSequenceClassification';

/** The configuration as Hugging Face transformers reads it. */
export function formatEncoderConfig(config: EncoderConfig, architecture: Architecture): string {
  const rotary = config.positions === 'rotary';
  const file = {
    architectures: [`${rotary ? 'RoFormer' : 'Bert'}${architecture}`],
    model_type: rotary ? 'roformer' : 'bert',
    vocab_size: config.vocabularySize,
    hidden_size: config.hiddenSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    intermediate_size: config.feedForwardSize,
    max_position_embeddings: config.maxPositions,
    type_vocab_size: config.segmentKinds,
    hidden_act: 'gelu',
    hidden_dropout_prob: config.dropout,
    attention_probs_dropout_prob: config.attentionDropout,
    initializer_range: config.initializerRange,
    layer_norm_eps: config.layerNormEpsilon,
    pad_token_id: 0,
    ...(rotary ? { embedding_size: config.hiddenSize, rotary_value: false } : {}),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
