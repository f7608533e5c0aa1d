import { vocabularyOf } from '../subwords/vocabulary.js';
import type { TokenizerData } from './folder.js';

/**
 * Reads a BERT `vocab.txt`: one token a line, the line's number is its id, pieces within a word begin with `##`.
 * Korean is cut into morphemes first, as KorPatBERT does.
 * @throws `tokenizer.bad-vocabulary`
 */
export function readVocabularyText(text: string, { cased }: { readonly cased: boolean }): TokenizerData {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  vocabularyOf(lines);
  return {
    settings: { algorithm: 'wordpiece', units: 'morphemes', reach: 'unit', cased, blanks: 'dropped' },
    tokens: lines,
    scores: null,
    merges: null,
    terms: null,
  };
}

/** Tokens a line each, in the order of their ids. */
export function writeVocabularyText({ tokens }: TokenizerData): string {
  return tokens.map((token) => `${token}\n`).join('');
}
