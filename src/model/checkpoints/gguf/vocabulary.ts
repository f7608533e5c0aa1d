import type { TokenizerData } from '../../../tokenizer/index.js';
import type { GgufVocabulary } from './decoder.js';

/** `llama_token_type` of llama.cpp. */
const TYPE = { normal: 1, unknown: 2, control: 3, unused: 5, byte: 6 } as const;

const BYTE = /^<0x[0-9A-F]{2}>$/;
const SPECIAL = /^\[[^\]]+\]$/;
const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);

/** Ids that mean something by themselves, as `config.json` names them. */
export interface NamedIds {
  readonly begin: number | null;
  readonly end: number | null;
}

/**
 * The tokens of a tokenizer as llama.cpp keeps them, filled up to the size of a model. They are joined by their scores as
 * SentencePiece does; units of morphemes are not cut there, so ids made here are what the model was trained on.
 * @returns null where the tokenizer has no tokens for single bytes, which llama.cpp insists on.
 */
export function ggufVocabulary(data: TokenizerData, size: number, named: NamedIds): GgufVocabulary | null {
  const known = new Set(data.tokens);
  if (!BYTES.every((byte) => known.has(byte))) return null;
  const at = (token: string) => Math.max(0, data.tokens.indexOf(token));
  return {
    tokens: Array.from({ length: size }, (_, id) => data.tokens[id] ?? `[unused${id}]`),
    types: Array.from({ length: size }, (_, id) => typeOf(data.tokens[id])),
    scores: Array.from({ length: size }, (_, id) => data.scores?.[id] ?? -id),
    unknownId: at('[UNK]'),
    beginId: named.begin ?? at('[CLS]'),
    endId: named.end ?? at('[SEP]'),
  };
}

function typeOf(token: string | undefined): number {
  if (token === undefined) return TYPE.unused;
  if (token === '[UNK]') return TYPE.unknown;
  if (SPECIAL.test(token)) return TYPE.control;
  return BYTE.test(token) ? TYPE.byte : TYPE.normal;
}

/** The smallest vocabulary {@link namelessVocabulary} can make. */
export const LEAST_NAMELESS = 3 + BYTES.length;

/** For a model whose tokenizer is not at hand: three special tokens, the bytes, and tokens that only have numbers. */
export function namelessVocabulary(size: number, named: NamedIds = { begin: null, end: null }): GgufVocabulary {
  const tokens = ['<unk>', '<s>', '</s>', ...BYTES];
  const typeAt = (id: number) =>
    id === 0 ? TYPE.unknown : id < 3 ? TYPE.control : id < tokens.length ? TYPE.byte : TYPE.normal;
  return {
    tokens: Array.from({ length: size }, (_, id) => tokens[id] ?? `▁t${id}`),
    types: Array.from({ length: size }, (_, id) => typeAt(id)),
    scores: Array.from({ length: size }, (_, id) => -id),
    unknownId: 0,
    beginId: named.begin ?? 1,
    endId: named.end ?? 2,
  };
}
