import { SimsaError } from '../../core/index.js';
import type { CountedUnits } from '../counts/unit-counter.js';
import type { TokenizerData } from '../files/folder.js';
import { BYTE_TOKENS, SPECIALS } from '../subwords/vocabulary.js';
import type { Algorithm } from '../types.js';
import { type Alphabet, alphabetOf, spellable } from './alphabet.js';
import { trainBpe, trainWordPiece } from './merges.js';
import { trainUnigram } from './unigram.js';

export interface TrainingOptions {
  readonly algorithm: Algorithm;
  /** Tokens of the vocabulary: special ones, bytes and pieces together. */
  readonly vocabulary: number;
  /** Share of the text whose characters get a token; the rest is spelled in bytes. */
  readonly coverage?: number;
  /** The characters that get a token, where they are known; default: those of the counted units. */
  readonly alphabet?: Alphabet;
  /** Strings that are tokens beside those that are learned; only with `unigram`. */
  readonly without?: ReadonlySet<string>;
  readonly onRound?: (pieces: number) => void;
}

/** Tokens KorPatBERT has. */
export const DEFAULT_VOCABULARY = 21_400;

/** Measured on held-out text: .9999 gives the fewest tokens a byte; .99999 spends 900 tokens on characters seen once. */
export const COVERAGE = 0.9999;

export type SubwordVocabulary = Pick<TokenizerData, 'tokens' | 'scores' | 'merges'>;

/**
 * Learns subwords from counted units. The special tokens come first, then the 256 bytes, then pieces.
 * @throws `tokenizer.no-text`, `tokenizer.too-small`
 */
export function trainSubwords(counted: CountedUnits, options: TrainingOptions): SubwordVocabulary {
  const { vocabulary, coverage = COVERAGE } = options;
  if (counted.units.length === 0) throw new SimsaError('tokenizer.no-text');
  const { alphabet = alphabetOf(counted, coverage) } = options;
  const head = [...SPECIALS, ...BYTE_TOKENS];
  const least = head.length + alphabet.characters.length;
  if (vocabulary < least) throw new SimsaError('tokenizer.too-small', { size: vocabulary, least });
  return TRAINERS[options.algorithm](counted, alphabet, { ...options, head, size: vocabulary - head.length });
}

interface PieceOptions extends TrainingOptions {
  readonly head: readonly string[];
  /** Pieces wanted. */
  readonly size: number;
}

type Trainer = (counted: CountedUnits, alphabet: Alphabet, options: PieceOptions) => SubwordVocabulary;

const TRAINERS: Readonly<Record<Algorithm, Trainer>> = {
  unigram(counted, alphabet, { head, size, without, onRound }) {
    const pieces = trainUnigram(spellable(counted, alphabet), alphabet, { size, without, onRound });
    const scores = [...head.map(() => 0), ...pieces.map(({ score }) => Math.round(score * 1e6) / 1e6)];
    return { tokens: [...head, ...pieces.map(({ text }) => text)], scores: Float64Array.from(scores), merges: null };
  },
  bpe(counted, alphabet, { head, size, onRound }) {
    const { symbols, merges } = trainBpe(counted, alphabet, { size, onMerge: onRound });
    const id = (symbol: number) => head.length + symbol;
    return {
      tokens: [...head, ...symbols],
      scores: null,
      merges: merges.map(({ left, right, joined }) => [id(left), id(right), id(joined)] as const),
    };
  },
  wordpiece(counted, alphabet, { head, size, onRound }) {
    const { symbols } = trainWordPiece(counted, alphabet, { size, onMerge: onRound });
    return { tokens: [...head, ...symbols], scores: null, merges: null };
  },
};
