import { type ParameterShape, range } from '../parameters.js';
import type { DecoderConfig } from './config.js';

/** Every parameter of a decoder, in the order in which the network uses them. */
export function decoderParameters(config: DecoderConfig): readonly ParameterShape[] {
  const { hiddenSize: hidden, feedForwardSize: wide, vocabularySize: words } = config;
  const queries = config.heads * config.headSize;
  const keys = config.keyValueHeads * config.headSize;
  return [
    { name: 'model.embed_tokens.weight', shape: [words, hidden] },
    ...range(config.layers).flatMap((layer) => {
      const name = `model.layers.${layer}`;
      return [
        { name: `${name}.input_layernorm.weight`, shape: [hidden] },
        { name: `${name}.self_attn.q_proj.weight`, shape: [queries, hidden] },
        { name: `${name}.self_attn.k_proj.weight`, shape: [keys, hidden] },
        { name: `${name}.self_attn.v_proj.weight`, shape: [keys, hidden] },
        { name: `${name}.self_attn.o_proj.weight`, shape: [hidden, queries] },
        { name: `${name}.post_attention_layernorm.weight`, shape: [hidden] },
        { name: `${name}.mlp.gate_proj.weight`, shape: [wide, hidden] },
        { name: `${name}.mlp.up_proj.weight`, shape: [wide, hidden] },
        { name: `${name}.mlp.down_proj.weight`, shape: [hidden, wide] },
      ];
    }),
    { name: 'model.norm.weight', shape: [hidden] },
    ...(config.tiedEmbeddings ? [] : [{ name: 'lm_head.weight', shape: [words, hidden] }]),
  ];
}
