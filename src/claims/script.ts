import type { Language } from '../core/index.js';

/** Grammars that claims are read with. */
export type Grammar = 'ko' | 'ja' | 'zh' | 'en' | 'de' | 'fr' | 'es';

const KNOWN: readonly string[] = ['ko', 'ja', 'zh', 'en', 'de', 'fr', 'es'] satisfies readonly Grammar[];

/** The grammar for a language; where the language is unknown or has none, the one its letters suggest. */
export function grammarOf(language: Language, text: string): Grammar {
  if (KNOWN.includes(language)) return language as Grammar;
  return grammarOfLetters(text);
}

/** The grammar that the letters of a text suggest. Latin letters are read as English unless its own words for a claim say otherwise. */
export function grammarOfLetters(text: string): Grammar {
  if (/[가-힣]/.test(text)) return 'ko';
  if (/[\u3040-\u30FF]/.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  if (/\bAnspr[uü]ch/.test(text)) return 'de';
  if (/\brevendication/i.test(text)) return 'fr';
  if (/\breivindicaci/i.test(text)) return 'es';
  return 'en';
}
