import type { CleaningStep, DocumentPart } from '../types.js';
import { CLAIMS_PAGE, DESCRIPTION_PAGE } from './line-breaks/layout.js';
import { findChanges, withChanges } from './line-breaks/repair.js';
import { readSpacingModel, type SpacingModel } from './line-breaks/spacing-model.js';
import { type Change, paragraphStep } from './step.js';

const RULES = {
  joined: 'a word that the end of a printed line had cut: 필요한 정 보인 (one entry a paragraph, a unit a place)',
  blanks: 'line feeds and runs of blanks within a printed paragraph became single blanks',
  parted: 'two words that the end of a printed line had run together: 차량실내의',
} as const;

const NOTHING: readonly Change[] = [];

/** Repairs what the ends of printed lines did to Korean text; only parts from printed pages are touched. */
export function lineBreakStep(model?: SpacingModel): CleaningStep {
  let opened = model;
  return paragraphStep('line-breaks', RULES, (text, part) => {
    if (part.fromPrintedPage !== true || part.language !== 'ko') return NOTHING;
    opened ??= readSpacingModel();
    return repaired(opened, text, part);
  });
}

const BLANKS = /[^\S\n]+/g;
const MANY_BLANKS = /[^\S\n ]| {2}|\n\s/;

function repaired(model: SpacingModel, text: string, part: DocumentPart): Change[] {
  const running = MANY_BLANKS.test(text)
    ? text
        .replace(BLANKS, ' ')
        .replace(/\s*\n\s*/g, '\n')
        .trim()
    : text;
  const found = findChanges(model, running, part.name === 'claims' ? CLAIMS_PAGE : DESCRIPTION_PAGE);
  const result = withChanges(running, found);
  if (result === text) return [];
  const joined = found.filter(({ kind }) => kind === 'join');
  const parted = found.filter(({ kind }) => kind === 'part');
  const changes: Change[] = [];
  // The last change carries the text; both kinds were made at once.
  for (const [rule, places] of [
    ['joined', joined],
    ['parted', parted],
  ] as const)
    if (places.length > 0)
      changes.push({ text: result, rule, went: around(running, places[0]!.at), characters: places.length });
  return changes.length > 0
    ? changes
    : [{ text: result, rule: 'blanks', went: '', characters: Math.max(0, text.length - result.length) }];
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - 15), at + 15);
}
