import type { Language } from '../../core/index.js';
import { detectLanguage } from '../../text/index.js';
import type { CleaningStep, DocumentPart, Drop } from '../types.js';
import { dropOf, settled } from './step.js';

const RULES = {
  other: 'a part in a language that was not asked for',
} as const;

/** Beginning of a part that is looked at. */
const SAMPLE = 600;
/** A shorter text (a title of symbols) does not say its language. */
const SHORTEST = 20;

/** Gives each part the language its letters speak, and drops parts in other languages than asked for. */
export function languageStep(languages: readonly Language[]): CleaningStep {
  const wanted = new Set(languages);
  return {
    name: 'language',
    rules: RULES,
    clean: (document) => {
      const drops: Drop[] = [];
      let isRouted = false;
      const parts = document.parts.flatMap((part) => {
        const language = languageOf(part);
        isRouted ||= language !== part.language;
        if (wanted.has(language) || language === 'und')
          return [language === part.language ? part : { ...part, language }];
        const characters = part.paragraphs.reduce((sum, text) => sum + text.length, 0);
        const text = part.paragraphs[0] ?? '';
        drops.push(dropOf(document, { rule: 'language.other', part, paragraph: null, text, characters }));
        return [];
      });
      if (drops.length === 0 && isRouted) return { document: { ...document, parts }, drops };
      return settled(document, parts, drops);
    },
  };
}

function languageOf({ language, paragraphs, name }: DocumentPart): Language {
  if (name === 'label') return language;
  const sample = sampleOf(paragraphs);
  const { hangul, ascii, letters } = countLetters(sample);
  if (letters < SHORTEST) return language;
  // The two plain cases need no look at Unicode's tables.
  if (hangul * 3 > letters) return 'ko';
  if (language === 'en' && ascii * 20 > letters * 19) return 'en';
  return detectLanguage(sample);
}

function sampleOf(paragraphs: readonly string[]): string {
  let sample = '';
  for (const text of paragraphs) {
    sample += ` ${text.slice(0, SAMPLE)}`;
    if (sample.length >= SAMPLE) break;
  }
  return sample.slice(0, SAMPLE);
}

function countLetters(text: string): { hangul: number; ascii: number; letters: number } {
  let hangul = 0;
  let ascii = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xac00 && unit <= 0xd7a3) hangul++;
    else if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)) ascii++;
    else if (unit < 0xc0 || (unit >= 0x2000 && unit <= 0x2fff)) continue;
    letters++;
  }
  return { hangul, ascii, letters };
}
