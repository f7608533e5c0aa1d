import { BYTE_TOKENS, SPECIALS } from '../subwords/vocabulary.js';
import { WITHIN } from '../subwords/word-piece.js';
import type { TokenizerData } from './folder.js';

/**
 * The `tokenizer.json` of Hugging Face tokenizers for the subword stage: given pre-tokenised text (units with blanks
 * between them) it gives the same ids. It knows nothing of morphology.
 */
export function huggingFaceTokenizer(data: TokenizerData): unknown {
  const idOf = new Map(data.tokens.map((token, id) => [token, id]));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(data, idOf),
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: betweenSpecials(idOf),
    decoder: decoderOf(data),
    model: MODELS[data.settings.algorithm](data, idOf),
  };
}

type Ids = ReadonlyMap<string, number>;

/** Special tokens, and for models that do not look tokens up whole the bytes that pre-tokenised text spells out. */
function addedTokens({ settings }: TokenizerData, idOf: Ids) {
  const names = settings.algorithm === 'unigram' ? SPECIALS : [...SPECIALS, ...BYTE_TOKENS];
  return names
    .filter((name) => idOf.has(name))
    .map((content) => ({
      id: idOf.get(content)!,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: !content.startsWith('<'),
    }))
    .sort((a, b) => a.id - b.id);
}

function betweenSpecials(idOf: Ids) {
  const special = (id: string, type_id: number) => ({ SpecialToken: { id, type_id } });
  const sequence = (id: string, type_id: number) => ({ Sequence: { id, type_id } });
  const named = (id: string) => [id, { id, ids: [idOf.get(id)!], tokens: [id] }] as const;
  if (!idOf.has('[CLS]') || !idOf.has('[SEP]')) return null;
  const single = [special('[CLS]', 0), sequence('A', 0), special('[SEP]', 0)];
  return {
    type: 'TemplateProcessing',
    single,
    pair: [...single, sequence('B', 1), special('[SEP]', 1)],
    special_tokens: Object.fromEntries([named('[CLS]'), named('[SEP]')]),
  };
}

function decoderOf({ settings }: TokenizerData) {
  if (settings.blanks === 'dropped') return { type: 'WordPiece', prefix: WITHIN, cleanup: false };
  return {
    type: 'Sequence',
    decoders: [
      ...(settings.algorithm === 'wordpiece'
        ? [{ type: 'Replace', pattern: { Regex: `^${WITHIN}(?=.)` }, content: '' }]
        : []),
      { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
      { type: 'ByteFallback' },
      { type: 'Fuse' },
      { type: 'Strip', content: ' ', start: 1, stop: 0 },
    ],
  };
}

const MODELS: Readonly<Record<TokenizerData['settings']['algorithm'], (data: TokenizerData, idOf: Ids) => unknown>> = {
  unigram: ({ tokens, scores }, idOf) => ({
    type: 'Unigram',
    unk_id: idOf.get('[UNK]')!,
    vocab: tokens.map((token, id) => [token, scores![id]!]),
    byte_fallback: idOf.has(BYTE_TOKENS[0]!),
  }),
  bpe: ({ tokens, merges }, idOf) => ({
    type: 'BPE',
    dropout: null,
    unk_token: '[UNK]',
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: false,
    byte_fallback: idOf.has(BYTE_TOKENS[0]!),
    ignore_merges: false,
    vocab: Object.fromEntries(idOf),
    merges: merges!.map(([left, right]) => [tokens[left]!, tokens[right]!]),
  }),
  wordpiece: (_data, idOf) => ({
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: WITHIN,
    max_input_chars_per_word: 200,
    vocab: Object.fromEntries(idOf),
  }),
};
