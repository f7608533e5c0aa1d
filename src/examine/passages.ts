import { cutSpan, type Passage, type Span } from '../core/index.js';
import { searchTokens, sentences, type Token } from '../text/index.js';

/** Sentences with more tokens are looked at in windows that overlap by half, so that one place stays short enough to read. */
const WINDOW = 40;

/** A sentence of a document, or a part of a long one, with the terms it has. */
export interface Place {
  readonly publication: string;
  readonly span: Span;
  readonly terms: ReadonlySet<string>;
  /** Neighbouring pairs of terms, for telling a phrase from scattered words. */
  readonly pairs: ReadonlySet<string>;
}

/** All places of a passage that an element can be compared with, in reading order. */
export function placesOf(passage: Passage): Place[] {
  if (passage.heading || passage.part === 'title') return [];
  const tokens = searchTokens(passage.text);
  const places: Place[] = [];
  let next = 0;
  for (const { start, end } of sentences(passage.text, passage.language)) {
    while (next < tokens.length && tokens[next]!.start < start) next++;
    const first = next;
    while (next < tokens.length && tokens[next]!.end <= end) next++;
    places.push(...windowsOf(passage, tokens.slice(first, next), { start, end }));
  }
  return places;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function* windowsOf(passage: Passage, tokens: readonly Token[], sentence: Range): Generator<Place> {
  if (!tokens.length) return;
  if (tokens.length <= WINDOW) {
    yield toPlace(passage, tokens, sentence);
    return;
  }
  for (let from = 0; ; from += WINDOW / 2) {
    const window = tokens.slice(from, from + WINDOW);
    const last = from + WINDOW >= tokens.length;
    const start = from === 0 ? sentence.start : wordStart(passage.text, window[0]!.start);
    const end = last ? sentence.end : wordEnd(passage.text, window.at(-1)!.end);
    yield toPlace(passage, window, { start, end });
    if (last) return;
  }
}

/** A window begins and ends with whole words as written: tokens are parts of Korean words. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1]!)) start--;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[\p{L}\p{N}]/u.test(text[end]!)) end++;
  return end;
}

function toPlace(passage: Passage, tokens: readonly Token[], { start, end }: Range): Place {
  const terms = tokens.map(({ term }) => term);
  return {
    publication: passage.publication,
    span: cutSpan(passage, start, end),
    terms: new Set(terms),
    pairs: new Set(pairsOf(terms)),
  };
}

/** Neighbouring terms, joined. */
export function pairsOf(terms: readonly string[]): string[] {
  return terms.slice(1).map((term, index) => `${terms[index]} ${term}`);
}
