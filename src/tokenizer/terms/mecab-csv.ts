import type { Term } from '../nouns/types.js';
import { writeWhole } from './terms-file.js';

/**
 * Writes terms as a MeCab-ko user dictionary in the form of KorPatBERT's `pat_all_mecab_dic.csv`: surface, left id,
 * right id, cost (all three empty, for MeCab's own tool or the reader to fill in), tag NNG, meaning, final consonant,
 * reading, type, first tag, last tag, expression. Rows of words with spaces have no place in it and are left out, and
 * so is a term with a Latin letter or digit at its head: MeCab-ko reads those as words of their own.
 * @throws `tokenizer.cannot-write`
 */
export function writeMecabDictionary(path: string, terms: readonly Term[]): void {
  writeWhole(
    path,
    [],
    terms.filter(({ term }) => HANGUL.test(term)).map((term) => `${mecabLine(term)}\n`),
  );
}

const HANGUL = /^[가-힣]+$/;

/** `이차전지` with the parts 이차 and 전지 → `이차전지,,,,NNG,*,F,이차전지,Compound,*,*,이차/NNG/*+전지/NNG/*`. */
export function mecabLine({ term, parts }: Pick<Term, 'term' | 'parts'>): string {
  const final = endsInConsonant(term) ? 'T' : 'F';
  const isCompound = parts.length > 1;
  const expression = isCompound ? parts.map((part) => `${part}/NNG/*`).join('+') : '*';
  return [term, '', '', '', 'NNG', '*', final, term, isCompound ? 'Compound' : '*', '*', '*', expression].join(',');
}

function endsInConsonant(word: string): boolean {
  return (word.charCodeAt(word.length - 1) - 0xac00) % 28 !== 0;
}
