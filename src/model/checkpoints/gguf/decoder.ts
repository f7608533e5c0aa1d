import type { DecoderConfig } from '../../decoder/config.js';
import { decoderParameters } from '../../decoder/parameters.js';
import type { TensorFile } from '../tensor.js';
import { type GgufValue, writeGguf } from './format.js';
import type { BlockFormat } from './numbers.js';

/** What llama.cpp asks of a vocabulary: tokens in the order of their ids, and which of them are special. */
export interface GgufVocabulary {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
  /** 1 normal, 2 unknown, 3 control, 6 byte (`llama_token_type` of llama.cpp). */
  readonly types: readonly number[];
  readonly unknownId: number;
  readonly beginId: number;
  readonly endId: number;
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^model\.embed_tokens\.weight$/, 'token_embd.weight'],
  [/^model\.norm\.weight$/, 'output_norm.weight'],
  [/^lm_head\.weight$/, 'output.weight'],
  [/^model\.layers\.(\d+)\.input_layernorm\.weight$/, 'blk.$1.attn_norm.weight'],
  [/^model\.layers\.(\d+)\.self_attn\.([qkv])_proj\.weight$/, 'blk.$1.attn_$2.weight'],
  [/^model\.layers\.(\d+)\.self_attn\.o_proj\.weight$/, 'blk.$1.attn_output.weight'],
  [/^model\.layers\.(\d+)\.post_attention_layernorm\.weight$/, 'blk.$1.ffn_norm.weight'],
  [/^model\.layers\.(\d+)\.mlp\.(gate|up|down)_proj\.weight$/, 'blk.$1.ffn_$2.weight'],
];

/**
 * Writes a decoder as llama.cpp loads it (architecture `llama`).
 * @param format of the matrices; scales of normalisation stay in 32 bits.
 */
export function writeDecoderGguf(
  path: string,
  {
    config,
    vocabulary,
    tensors,
    format,
  }: {
    readonly config: DecoderConfig;
    readonly vocabulary: GgufVocabulary;
    readonly tensors: TensorFile;
    readonly format: BlockFormat;
  },
): void {
  writeGguf(
    path,
    { ...shapeValues(config), ...vocabularyValues(vocabulary) },
    decoderParameters(config).map(({ name, shape }) => ({
      name: llamaName(name),
      shape,
      format: shape.length > 1 ? format : 'f32',
      data: () => rotated(name, tensors.read(name).data, config),
    })),
  );
}

export function llamaName(name: string): string {
  const rule = NAMES.find(([pattern]) => pattern.test(name));
  if (!rule) throw new RangeError(`no name in llama.cpp for ${name}`);
  return name.replace(rule[0], rule[1]);
}

/**
 * llama.cpp turns neighbouring pairs of a head's numbers where Hugging Face turns its first half against its second,
 * so the rows of queries and keys are put in the other order: 0, n/2, 1, n/2+1, …
 */
function rotated(name: string, data: Float32Array, { hiddenSize, headSize }: DecoderConfig): Float32Array {
  if (!/self_attn\.[qk]_proj/.test(name)) return data;
  const half = headSize / 2;
  const turned = new Float32Array(data.length);
  for (let row = 0; row < data.length / hiddenSize; row++) {
    const [head, place] = [Math.floor(row / headSize), row % headSize];
    const from = head * headSize + (place % 2) * half + (place >> 1);
    turned.set(data.subarray(from * hiddenSize, (from + 1) * hiddenSize), row * hiddenSize);
  }
  return turned;
}

function shapeValues(config: DecoderConfig): Readonly<Record<string, GgufValue>> {
  const whole = (value: number): GgufValue => ({ type: 'uint32', value });
  return {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: 'simsa' },
    'llama.vocab_size': whole(config.vocabularySize),
    'llama.context_length': whole(config.maxPositions),
    'llama.embedding_length': whole(config.hiddenSize),
    'llama.block_count': whole(config.layers),
    'llama.feed_forward_length': whole(config.feedForwardSize),
    'llama.attention.head_count': whole(config.heads),
    'llama.attention.head_count_kv': whole(config.keyValueHeads),
    'llama.attention.key_length': whole(config.headSize),
    'llama.attention.value_length': whole(config.headSize),
    'llama.rope.dimension_count': whole(config.headSize),
    'llama.rope.freq_base': { type: 'float32', value: config.rotaryBase },
    'llama.attention.layer_norm_rms_epsilon': { type: 'float32', value: config.rmsNormEpsilon },
  };
}

function vocabularyValues(vocabulary: GgufVocabulary): Readonly<Record<string, GgufValue>> {
  return {
    'tokenizer.ggml.model': { type: 'string', value: 'llama' },
    'tokenizer.ggml.tokens': { type: 'strings', value: vocabulary.tokens },
    'tokenizer.ggml.scores': { type: 'float32s', value: vocabulary.scores },
    'tokenizer.ggml.token_type': { type: 'int32s', value: vocabulary.types },
    'tokenizer.ggml.unknown_token_id': { type: 'uint32', value: vocabulary.unknownId },
    'tokenizer.ggml.bos_token_id': { type: 'uint32', value: vocabulary.beginId },
    'tokenizer.ggml.eos_token_id': { type: 'uint32', value: vocabulary.endId },
  };
}
