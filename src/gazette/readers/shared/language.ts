import type { Language } from '../../../core/index.js';

/** Offices' own language codes that are not ISO 639-1: China writes `cn`. */
const OTHER_CODES: Readonly<Record<string, Language>> = { cn: 'zh', kr: 'ko', jp: 'ja', se: 'sv', dk: 'da' };

/**
 * A language attribute in lower case. `ol` (original language, OPS) and a missing attribute are told from the script
 * where that names the language.
 */
export function languageOf(attribute: string | null, text = ''): Language {
  const code = attribute?.trim().toLowerCase() ?? '';
  if (code !== '' && code !== 'ol') return OTHER_CODES[code] ?? code;
  return languageOfScript(text);
}

function languageOfScript(text: string): Language {
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'und';
}
