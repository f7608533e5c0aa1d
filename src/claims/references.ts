import { plain } from './plain.js';
import type { Reference, ReferenceContext } from './reference.js';
import { findHanReferences } from './references-han.js';
import { findKoreanReferences } from './references-korean.js';
import { ENGLISH, FRENCH, GERMAN, latinReferences, SPANISH } from './references-latin.js';
import type { Grammar } from './script.js';

type Finder = (text: string, context: ReferenceContext) => Reference[];

const FINDERS: Readonly<Record<Grammar, Finder>> = {
  ko: findKoreanReferences,
  ja: findHanReferences,
  zh: findHanReferences,
  en: latinReferences(ENGLISH),
  de: latinReferences(GERMAN),
  fr: latinReferences(FRENCH),
  es: latinReferences(SPANISH),
};

/** Places where a claim names other claims, in order. */
export function findReferences(text: string, grammar: Grammar, context: ReferenceContext): Reference[] {
  return FINDERS[grammar](plain(text), context);
}
