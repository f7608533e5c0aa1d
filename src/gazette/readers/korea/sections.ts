import type { Section } from '../../../core/index.js';
import type { ParagraphDraft } from '../../parts.js';
import { splitPassages } from '../../split-passages.js';

/** Sections of a Korean description that has one text a section, by the source's name for them, in reading order. */
const SECTION_OF: Readonly<Record<string, Section>> = {
  technicalField: 'technical-field',
  backgroundArt: 'background',
  priorArtDocuments: 'citation-list',
  contents: 'summary',
  problem: 'problem',
  solution: 'solution',
  effect: 'effects',
  drawings: 'drawings',
  embodiments: 'embodiments',
  'reference signs': 'reference-signs',
  text: 'other',
};

const ORDER = Object.keys(SECTION_OF);

/** Passages of all sections in reading order; a section of a name not known here comes last and is not lost. */
export function sectionPassages(
  description: Readonly<Record<string, readonly string[] | undefined>>,
): ParagraphDraft[] {
  const names = [...ORDER, ...Object.keys(description).filter((name) => !ORDER.includes(name))];
  return names.flatMap((name) => {
    const section = SECTION_OF[name] ?? 'other';
    return joinBroken(description[name] ?? []).flatMap((piece) =>
      splitPassages(piece).map((text) => ({ text, section, origin: 'split' as const })),
    );
  });
}

/**
 * What a piece ends with when nothing is broken: the end of a sentence, or the name of a table or formula that was left
 * out (`수학식 1`, `[표 2]`, `<화학식 3>`).
 */
const ENDS_WHOLE = /(?:[.!?:;。][\s"'”’)\]]*|(?:수학식|수식|화학식|반응식|표|식|그림|도면?)[\s-]*\d*\s*[\])>】]?\s*)$/;

/** Sources break a section where a page ended, in the middle of a sentence: such pieces belong together. */
function joinBroken(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const broken = before !== undefined && !ENDS_WHOLE.test(before.slice(-20));
    if (broken) joined[joined.length - 1] = `${before} ${piece}`;
    else joined.push(piece);
  }
  return joined;
}
