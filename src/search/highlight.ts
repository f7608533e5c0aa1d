import { cutSpan, type Passage, type Span } from '../core/index.js';
import { searchTokens, sentences, type Token } from '../text/index.js';
import { partToRead } from './part-to-read.js';
import type { Wanted } from './wanted.js';

export interface Excerpt {
  readonly span: Span;
  /** The wanted words in it. */
  readonly matches: readonly Span[];
  /** Worth of the different wanted words in it. */
  readonly worth: number;
}

/** About four lines; a reader decides in one glance. */
const LONGEST = 280;

/**
 * The best piece of a passage to show: whole sentences where they fit, else a window of whole words
 * around the words wanted. Null when the passage has none of them.
 */
export function excerpt(passage: Passage, wanted: Wanted): Excerpt | null {
  const marks = tellingMarks(passage.text, wanted);
  if (marks.length === 0) return null;
  const window = bestWindow(marks);
  const { start, end } = widened(passage, window.first.start, window.last.end);
  return {
    span: cutSpan(passage, start, end),
    matches: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => cutSpan(passage, mark.start, mark.end)),
    worth: window.worth,
  };
}

/** The wanted words of a text, or of the part of a long one that promises most. */
function tellingMarks(text: string, wanted: Wanted): Token[] {
  const { start, end } = partToRead(text, wanted);
  const marks = marksIn(text.slice(start, end), wanted);
  if (marks.length === 0 && end - start < text.length) return marksIn(text, wanted);
  return marks.map((mark) => ({ ...mark, start: start + mark.start, end: start + mark.end }));
}

/** The wanted words in a text with their places. */
export function marksIn(text: string, wanted: Wanted): Token[] {
  const tokens = searchTokens(text).filter((token) => token.end > token.start);
  const standing = standingIn(tokens, wanted.compounds ?? []);
  return tokens.filter((token) => worthOf(token.term, wanted) > 0 && standing(token));
}

/** Whether a token is not part of a compound, or stands in a whole one: 막 in 분리막 and not in 막는. */
function standingIn(tokens: readonly Token[], compounds: readonly (readonly string[])[]): (token: Token) => boolean {
  if (compounds.length === 0) return () => true;
  const parts = new Set(compounds.flat());
  const whole = new Set<Token>();
  for (const compound of compounds) {
    for (let first = 0; first + compound.length <= tokens.length; first++) {
      if (compound.every((term, index) => tokens[first + index]!.term === term)) {
        for (let index = 0; index < compound.length; index++) whole.add(tokens[first + index]!);
      }
    }
  }
  return (token) => !parts.has(token.term) || whole.has(token);
}

function worthOf(term: string, { terms, prefixes }: Wanted): number {
  return terms.get(term) ?? (prefixes.some((prefix) => term.startsWith(prefix)) ? 1 : 0);
}

interface Window {
  readonly first: Token;
  readonly last: Token;
  readonly worth: number;
}

/** Of all runs of marks that fit, the one with most different words; the shortest of equals, the first of those. */
function bestWindow(marks: readonly Token[]): Window {
  let best: Window = { first: marks[0]!, last: marks[0]!, worth: 1 };
  for (let from = 0; from < marks.length; from++) {
    const seen = new Set<string>();
    for (let to = from; to < marks.length && marks[to]!.end - marks[from]!.start <= LONGEST; to++) {
      seen.add(marks[to]!.term);
      const window = { first: marks[from]!, last: marks[to]!, worth: seen.size };
      if (window.worth > best.worth || (window.worth === best.worth && lengthOf(window) < lengthOf(best)))
        best = window;
    }
  }
  return best;
}

const lengthOf = ({ first, last }: Window) => last.end - first.start;

/** Widens a window to its sentences, or to as many whole words as fit. */
function widened({ text, language }: Passage, from: number, to: number): { start: number; end: number } {
  const around = sentences(text, language);
  const start = around.findLast((sentence) => sentence.start <= from)?.start ?? 0;
  const end = around.find((sentence) => sentence.end >= to)?.end ?? text.length;
  if (end - start <= LONGEST * 1.5) return { start, end };
  const spare = Math.max(0, LONGEST - (to - from));
  const left = Math.max(start, from - Math.floor(spare / 3));
  const right = Math.min(end, to + (spare - Math.floor(spare / 3)));
  return {
    start: left === start ? start : wordStart(text, left, from),
    end: right === end ? end : wordEnd(text, right, to),
  };
}

/** The first beginning of a word at or after `at`, but not after `limit`. */
function wordStart(text: string, at: number, limit: number): number {
  for (let place = at; place < limit; place++)
    if (/\s/.test(text[place - 1] ?? ' ') && !/\s/.test(text[place]!)) return place;
  return limit;
}

/** The last end of a word at or before `at`, but not before `limit`. */
function wordEnd(text: string, at: number, limit: number): number {
  for (let place = at; place > limit; place--)
    if (/\s/.test(text[place] ?? ' ') && !/\s/.test(text[place - 1]!)) return place;
  return limit;
}
