import { z } from 'zod';
import { parseConfigFile } from '../config-file.js';

/**
 * What a decoder is built from: RMS normalisation before each block, gated feed-forward (SwiGLU), rotary positions,
 * grouped-query attention. EXAONE 3.0 (arXiv 2408.03541, table 1) has this shape; files use the layout of Llama,
 * which is the same arithmetic under names that every engine knows.
 */
export interface DecoderConfig {
  readonly vocabularySize: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values, each shared by `heads / keyValueHeads` heads of queries. */
  readonly keyValueHeads: number;
  readonly headSize: number;
  readonly feedForwardSize: number;
  readonly maxPositions: number;
  readonly rotaryBase: number;
  readonly rmsNormEpsilon: number;
  /** Whether the table of words also serves as the output layer. */
  readonly tiedEmbeddings: boolean;
  readonly initializerRange: number;
}

const shared = { maxPositions: 4096, rotaryBase: 500_000, rmsNormEpsilon: 1e-5, initializerRange: 0.02 };

/** Sizes by name. `7.8b` is EXAONE 3.0 as published; `8.8b` is the office's own count of parameters with tied embeddings. */
export const DECODER_SIZES = {
  mini: { hiddenSize: 256, layers: 4, heads: 4, keyValueHeads: 2, headSize: 64, feedForwardSize: 704 },
  small: { hiddenSize: 512, layers: 8, heads: 8, keyValueHeads: 2, headSize: 64, feedForwardSize: 1408 },
  base: { hiddenSize: 1024, layers: 16, heads: 16, keyValueHeads: 4, headSize: 64, feedForwardSize: 2816 },
  '1b': { hiddenSize: 2048, layers: 20, heads: 16, keyValueHeads: 4, headSize: 128, feedForwardSize: 5632 },
  '7.8b': { hiddenSize: 4096, layers: 32, heads: 32, keyValueHeads: 8, headSize: 128, feedForwardSize: 14336 },
  '8.8b': { hiddenSize: 4096, layers: 38, heads: 32, keyValueHeads: 8, headSize: 128, feedForwardSize: 14336 },
} as const;

export type DecoderSize = keyof typeof DECODER_SIZES;

export function decoderOfSize(size: DecoderSize, vocabularySize: number): DecoderConfig {
  return { ...shared, ...DECODER_SIZES[size], vocabularySize, tiedEmbeddings: size !== '7.8b' };
}

const count = z.int().positive();
const fileSchema = z
  .object({
    model_type: z.literal('llama'),
    vocab_size: count,
    hidden_size: count,
    num_hidden_layers: count,
    num_attention_heads: count,
    num_key_value_heads: count.optional(),
    head_dim: count.nullish(),
    intermediate_size: count,
    max_position_embeddings: count.default(2048),
    /** Where transformers up to 4 keep the base of rotary positions, and where it stands from 5 on. */
    rope_theta: z.number().positive().optional(),
    rope_parameters: z.object({ rope_theta: z.number().positive(), rope_type: z.literal('default') }).optional(),
    rope_scaling: z.null().optional(),
    rms_norm_eps: z.number().positive().default(1e-6),
    tie_word_embeddings: z.boolean().default(false),
    attention_bias: z.literal(false).default(false),
    mlp_bias: z.literal(false).default(false),
    hidden_act: z.literal('silu').default('silu'),
    initializer_range: z.number().positive().default(0.02),
  })
  .refine((file) => file.num_attention_heads % (file.num_key_value_heads ?? file.num_attention_heads) === 0, {
    error: 'num_attention_heads must be a multiple of num_key_value_heads',
  });

/**
 * Understands a `config.json` of a Llama-shaped decoder.
 * @param path named in errors only.
 * @throws `model.bad-config` with every field that is wrong
 */
export function parseDecoderConfig(text: string, path: string): DecoderConfig {
  const data = parseConfigFile(fileSchema, text, path);
  return {
    vocabularySize: data.vocab_size,
    hiddenSize: data.hidden_size,
    layers: data.num_hidden_layers,
    heads: data.num_attention_heads,
    keyValueHeads: data.num_key_value_heads ?? data.num_attention_heads,
    headSize: data.head_dim ?? data.hidden_size / data.num_attention_heads,
    feedForwardSize: data.intermediate_size,
    maxPositions: data.max_position_embeddings,
    rotaryBase: data.rope_parameters?.rope_theta ?? data.rope_theta ?? 10_000,
    rmsNormEpsilon: data.rms_norm_eps,
    tiedEmbeddings: data.tie_word_embeddings,
    initializerRange: data.initializer_range,
  };
}

/** The configuration as Hugging Face transformers and llama.cpp's converter read it. */
export function formatDecoderConfig(config: DecoderConfig): string {
  const file = {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: config.vocabularySize,
    hidden_size: config.hiddenSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyValueHeads,
    head_dim: config.headSize,
    intermediate_size: config.feedForwardSize,
    max_position_embeddings: config.maxPositions,
    rope_theta: config.rotaryBase,
    rope_parameters: { rope_theta: config.rotaryBase, rope_type: 'default' },
    rms_norm_eps: config.rmsNormEpsilon,
    tie_word_embeddings: config.tiedEmbeddings,
    attention_bias: false,
    mlp_bias: false,
    hidden_act: 'silu',
    initializer_range: config.initializerRange,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
