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

/** Between a word and a conjunction after it. */
const BEFORE_CONJUNCTION = /(?<=\S)(?=\s(?:및|또는|그리고|혹은|내지)\s)/;

/**
 * A noun before `및` is cut off and read as it is alone. In one with it MeCab-ko prefers what joins sentences, an
 * adverb or an ending: the 막 of `분리막 및` is its "just now", the 기 of `기울기 및` makes a verb of it.
 */
function visitKorean(text: string, visit: TermVisitor): void {
  let before = 0;
  for (const part of text.split(BEFORE_CONJUNCTION)) {
    const offset = before;
    visitJoined(part, offset === 0 ? visit : (start, end, term) => visit(offset + start, offset + end, term));
    before += part.length;
  }
}

/** Kinds of things that end compounds; MeCab-ko has some of them for counters or endings: 조립체는, 조화기는. */
const ENDS_OF_COMPOUNDS = new Set('막층판축관체기재');

/**
 * The analyser reads the whole, words and numbers of other scripts are read over its head. An adverb of one
 * syllable on the end of a noun is a noun there: `재생막 더욱`.
 */
function visitJoined(text: string, visit: TermVisitor): void {
  const terms = koreanTerms();
  let read = 0;
  let nounEnd = -1;
  terms.analyser.visit(text, (start, end, word) => {
    const isSuffix =
      start === nounEnd && end - start === 1 && (terms.isAdverb(word) || ENDS_OF_COMPOUNDS.has(text.charAt(start)));
    nounEnd = isSuffix || terms.isNoun(word) ? end : -1;
    if (end <= read) return;
    if (start >= read && scriptAt(text, start) === HANGUL) {
      if (isSuffix) visit(start, end, text.slice(start, end));
      else terms.visit(text, start, end, word, visit);
      read = end;
      return;
    }
    let at = Math.max(start, read);
    while (at < end && scriptAt(text, at) !== HANGUL) at = visitForeign(text, at, visit);
    if (at < end) visit(at, end, text.slice(at, end));
    read = Math.max(at, end);
  });
}
