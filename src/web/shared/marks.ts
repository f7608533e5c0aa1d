import type { Span } from '../../core/index.js';
import { isTelling } from './telling.js';

/** A part of a text to be set off: a term of the query, or the place a citation names. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: 'term' | 'focus';
}

export interface Segment {
  readonly start: number;
  readonly text: string;
  readonly kind: 'plain' | 'term' | 'focus';
  /** A term inside the focus. */
  readonly strong: boolean;
}

/** Cuts a text at the ends of its marks. The segments, joined, are the text. */
export function segmentsOf(text: string, marks: readonly Mark[]): readonly Segment[] {
  const inside = marks.filter((mark) => mark.start < mark.end && mark.end > 0 && mark.start < text.length);
  const edges = new Set([0, text.length]);
  for (const mark of inside) edges.add(Math.max(0, mark.start)).add(Math.min(text.length, mark.end));
  const sorted = [...edges].sort((left, right) => left - right);
  return sorted.slice(0, -1).map((start, place) => {
    const end = sorted[place + 1] ?? text.length;
    const covers = (kind: Mark['kind']) =>
      inside.some((mark) => mark.kind === kind && mark.start <= start && mark.end >= end);
    const term = covers('term');
    const focus = covers('focus');
    const kind = focus ? 'focus' : term ? 'term' : 'plain';
    return { start, text: text.slice(start, end), kind, strong: focus && term };
  });
}

/** Finds terms as the index knows them: English ones are stems at the beginning of a word, Korean ones stand anywhere. */
export function findTerms(text: string, pattern: RegExp | null): readonly Mark[] {
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    kind: 'term' as const,
  }));
}

/** Spans of a passage that tell something, as marks of a piece of it that begins at an offset. */
export function marksWithin(piece: Span, spans: readonly Span[]): readonly Mark[] {
  return spans
    .filter((span) => isSamePlace(span, piece) && span.start >= piece.start && span.end <= piece.end)
    .filter((span) => isTelling(span.text))
    .map((span) => ({ start: span.start - piece.start, end: span.end - piece.start, kind: 'term' as const }));
}

/**
 * Telling matched words as they stand in the text, those that touch taken as one: the parts of a Korean compound
 * are matched one by one, but are read as a word.
 */
export function matchedWords(matches: readonly Span[]): readonly string[] {
  const words: Span[] = [];
  for (const match of matches) {
    const last = words.at(-1);
    if (last && isSamePlace(last, match) && last.end === match.start) {
      words[words.length - 1] = { ...last, end: match.end, text: last.text + match.text };
    } else words.push(match);
  }
  return words.map((word) => word.text).filter(isTelling);
}

function isSamePlace(left: Span, right: Span): boolean {
  return (
    left.publication === right.publication &&
    left.part === right.part &&
    left.paragraph === right.paragraph &&
    left.claim === right.claim
  );
}

const LATIN = '[\\p{Script=Latin}\\p{Number}]';
const LATIN_START = new RegExp(`^${LATIN}`, 'u');

/** One pattern for all terms, or null when there are none. */
export function patternOf(terms: readonly string[]): RegExp | null {
  const sources = [...new Set(terms)]
    .filter((term) => term.length > 0)
    .sort((left, right) => right.length - left.length)
    .slice(0, 100)
    .map((term) => {
      const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
      if (!LATIN_START.test(term)) return escaped;
      const ending = term.length >= 4 ? '\\p{Script=Latin}*' : '';
      return `(?<!${LATIN})${escaped}${ending}(?!${LATIN})`;
    });
  return sources.length > 0 ? new RegExp(sources.join('|'), 'giu') : null;
}

const OPERATORS = /^(?:AND|OR|NOT|NEAR(?:\/\d+)?)$/;

/** The words of a query as typed, without operators, fields and brackets. */
export function wordsOf(query: string): readonly string[] {
  const words = query.match(/"[^"]+"|[^\s()"]+/g) ?? [];
  return words
    .filter((word) => !OPERATORS.test(word) && !/^(?:ipc|cpc|pa|pd|in|ap|kd|st|la|co):/i.test(word))
    .map((word) => word.replace(/^\w{2,3}:/, '').replace(/"/g, ''))
    .filter((word) => [...word].length > 1);
}
