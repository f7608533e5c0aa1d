import {
  type AnalyserOptions,
  openKoreanAnalyser,
  readKoreanDictionary,
  SHIPPED_DICTIONARY,
} from './korean/analyser.js';
import { searchDictionary } from './korean/search-dictionary.js';
import { KoreanTerms } from './korean/terms.js';
import { normalise } from './normalise.js';
import { DIGIT, HANGUL, IDEOGRAPH, LETTER, scriptAt } from './script.js';
import type { Token } from './types.js';
import { type TermVisitor, visitIdeographs, visitWord } from './words.js';

let korean: KoreanTerms | null = null;

/**
 * Cost of a space within a noun. Text taken from PDFs cuts words at line ends (`시스 템`, `데 이터`); below
 * this cost words of clean text begin to run together, above it fewer cut words are mended (docs/text.md).
 */
const SPACE_IN_NOUN = 4500;

/**
 * Sets the dictionaries behind {@link searchTokens}: a user dictionary, or in a worker thread the
 * dictionary another thread has opened. Without it the one that ships is opened at first need.
 */
export function setSearchDictionary(options: Omit<AnalyserOptions, 'spaceInNoun'>): void {
  const { dictionary: source = SHIPPED_DICTIONARY } = options;
  const dictionary = typeof source === 'string' ? readKoreanDictionary(source) : source;
  korean = new KoreanTerms(
    openKoreanAnalyser({ ...options, dictionary: searchDictionary(dictionary), spaceInNoun: SPACE_IN_NOUN }),
  );
}

function koreanTerms(): KoreanTerms {
  if (korean === null) setSearchDictionary({});
  return korean!;
}

/**
 * The tokens that index and query share, whatever the language: each script is read in its own way, so
 * that a query needs no language to meet the texts.
 * @returns tokens in reading order; offsets are UTF-16 units of `text` as given
 */
export function searchTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const normal = normalise(text);
  visitTerms(normal.text, (start, end, term) => tokens.push({ ...normal.original(start, end), term }));
  return tokens;
}

/** The terms of {@link searchTokens} without their places, at less cost. */
export function searchTerms(text: string): string[] {
  const terms: string[] = [];
  visitTerms(normalise(text).text, (_start, _end, term) => terms.push(term));
  return terms;
}

const ANY_HANGUL = /[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]/;

function visitTerms(text: string, visit: TermVisitor): void {
  if (ANY_HANGUL.test(text)) visitKorean(text, visit);
  else for (let at = 0; at < text.length; ) at = visitForeign(text, at, visit);
}

/** Reads the word of any script but Hangul at `at`; anything else is passed over. */
function visitForeign(text: string, at: number, visit: TermVisitor): number {
  const script = scriptAt(text, at);
  if (script === LETTER || script === DIGIT) return visitWord(text, at, visit);
  return script === IDEOGRAPH ? visitIdeographs(text, at, visit) : at + 1;
}

/** The analyser reads the whole, words and numbers of other scripts are read over its head. */
function visitKorean(text: string, visit: TermVisitor): void {
  const terms = koreanTerms();
  let read = 0;
  terms.analyser.visit(text, (start, end, word) => {
    if (end <= read) return;
    if (start >= read && scriptAt(text, start) === HANGUL) {
      terms.visit(text, start, end, word, visit);
      read = end;
      return;
    }
    let at = Math.max(start, read);
    while (at < end && scriptAt(text, at) !== HANGUL) at = visitForeign(text, at, visit);
    if (at < end) visit(at, end, text.slice(at, end));
    read = Math.max(at, end);
  });
}
