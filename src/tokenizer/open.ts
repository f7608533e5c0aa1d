import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SimsaError } from '../core/index.js';
import { type KoreanAnalyser, openKoreanAnalyser } from '../text/index.js';
import { hashOf, readTokenizer, type TokenizerData } from './files/folder.js';
import { readVocabularyText } from './files/vocabulary-text.js';
import { openBpe } from './subwords/bpe.js';
import type { SubwordModel } from './subwords/spelling.js';
import { openUnigram } from './subwords/unigram.js';
import { type Vocabulary, vocabularyOf } from './subwords/vocabulary.js';
import { openWordPiece } from './subwords/word-piece.js';
import { assembleTokenizer } from './tokenizer.js';
import type { Tokenizer } from './types.js';
import { openUnitReader } from './units/units.js';

/** The tokenizer that ships with Simsa. */
export const SHIPPED_TOKENIZER = fileURLToPath(new URL('../../models/tokenizer', import.meta.url));

export interface OpenOptions {
  /** The analyser units are read with; default: the one that ships, with the tokenizer's own terms. */
  readonly analyser?: KoreanAnalyser;
  /** For a `vocab.txt`: whether it knows capital letters; default yes. */
  readonly cased?: boolean;
}

/**
 * Opens a tokenizer folder, or a BERT `vocab.txt` (KorPatBERT's `korpat_vocab.txt` is one).
 * @throws `tokenizer.not-one`, `tokenizer.other-version`, `tokenizer.damaged`, `tokenizer.bad-vocabulary`
 */
export function openTokenizer(path: string = SHIPPED_TOKENIZER, options: OpenOptions = {}): Tokenizer {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) return tokenizerOf(readTokenizer(path), options);
  if (!path.endsWith('.txt'))
    throw new SimsaError('tokenizer.not-one', { path, reason: 'it is no folder and no .txt' });
  return tokenizerOf(readVocabularyText(readFileSync(path, 'utf8'), { cased: options.cased ?? true }), options);
}

/** A tokenizer from what is stored of one. */
export function tokenizerOf(data: TokenizerData & { readonly hash?: string }, options: OpenOptions = {}): Tokenizer {
  const { settings } = data;
  const vocabulary = vocabularyOf(data.tokens);
  const analyser = settings.units === 'words' ? null : (options.analyser ?? analyserFor(data));
  const parts = { settings, vocabulary, reader: openUnitReader(analyser), hash: data.hash ?? hashOf(data) };
  if (settings.algorithm !== 'unigram')
    return assembleTokenizer({ ...parts, model: modelOf(data, vocabulary), rows: null });
  const model = openUnigram(vocabulary, data.scores!);
  return assembleTokenizer({ ...parts, model, rows: settings.reach === 'unit' ? null : model });
}

function modelOf({ settings, merges }: TokenizerData, vocabulary: Vocabulary): SubwordModel {
  if (settings.algorithm === 'wordpiece')
    return openWordPiece(vocabulary, { wholeOrUnknown: settings.blanks === 'dropped' });
  return openBpe(
    vocabulary,
    merges!.map(([left, right, joined]) => ({ left, right, joined })),
  );
}

function analyserFor({ terms }: TokenizerData): KoreanAnalyser {
  return openKoreanAnalyser(terms === null ? {} : { userDictionary: terms });
}
