import type { Language } from '../core/index.js';
import { detectLanguage, searchTokens } from '../text/index.js';
import { type Asks, asksFor, targetOf } from './asks.js';
import { figureAskedFor } from './marks.js';
import { type Named, readNamed } from './named.js';
import { ASKING, ASPECTS } from './question-words.js';

/** A question as the four steps use it. */
export interface Question {
  readonly text: string;
  readonly language: Language;
  /** Distinct content terms in the normal form of the index, in their order. */
  readonly terms: readonly string[];
  readonly asks: Asks;
  /** The words that name what is asked for: `셧다운` of 셧다운이란?, `colour` of "What colour is …?"; empty where they do not tell. */
  readonly target: string;
  /** The terms of `target`. */
  readonly focus: ReadonlySet<string>;
  /** What a sentence must show where a figure is asked for, e.g. an amount of money; else null. */
  readonly figure: RegExp | null;
  readonly named: Named;
}

/** An English question stays one, however much Korean it quotes. */
const ENGLISH_FRAME = /^\s*(?:what|which|who|how|why|when|where|does|do|is|are|can|explain|describe)\b/i;

/** Reads a question: its language, what it is after, and the terms that an answer has to speak about. */
export function readQuestion(text: string, language?: Language): Question {
  const spoken = language ?? (ENGLISH_FRAME.test(text) ? 'en' : detectLanguage(text));
  const named = readNamed(text);
  const all = [...new Set(Array.from(searchTokens(named.rest), ({ term }) => term))];
  const content = all.filter((term) => !ASKING.has(term));
  const target = targetOf(named.rest);
  const asks = asksFor(named.rest);
  return {
    text,
    target,
    focus: new Set(Array.from(searchTokens(target), ({ term }) => term).filter((term) => content.includes(term))),
    language: spoken === 'ko' ? 'ko' : 'en',
    terms: content.length > 0 || named.numbers.length > 0 ? content : all,
    asks,
    figure: figureAskedFor(named.rest, asks),
    named,
  };
}

/** Whether a question about named publications says nothing else: what they are about is asked. */
export function asksForOverview({ terms, named }: Question): boolean {
  return named.numbers.length > 0 && terms.every((term) => ASPECTS.has(term));
}
