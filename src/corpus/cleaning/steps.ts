import type { Language } from '../../core/index.js';
import { DUPLICATE_RULES, EVALUATION_RULES, type EvaluationSet, withoutEvaluation } from '../duplicates/index.js';
import type { CleaningStep, CorpusDocument, Drop } from '../types.js';
import { bibliographyStep } from './bibliography.js';
import { boilerplateStep } from './boilerplate.js';
import { languageStep } from './language.js';
import { lineBreakStep } from './line-breaks.js';
import { pageStep } from './page.js';
import { privacyStep } from './privacy.js';
import { qualityStep } from './quality.js';

export interface CleaningSettings {
  /** Languages of the parts that stay. Default Korean and English. */
  readonly languages?: readonly Language[];
  /** Stretches of text that must not come in. */
  readonly evaluation?: EvaluationSet | null;
}

/**
 * The steps of cleaning in their order. What belongs to the page goes before lines are mended, lists before quality is
 * judged, and overlap with evaluation sets is looked for in the text as it will be.
 */
export function cleaningSteps({
  languages = ['ko', 'en'],
  evaluation = null,
}: CleaningSettings = {}): readonly CleaningStep[] {
  const steps = [
    languageStep(languages),
    pageStep,
    lineBreakStep(),
    bibliographyStep,
    boilerplateStep,
    privacyStep,
    qualityStep,
  ];
  return evaluation ? [...steps, evaluationStep(evaluation)] : steps;
}

function evaluationStep(set: EvaluationSet): CleaningStep {
  const rules = Object.fromEntries(Object.entries(EVALUATION_RULES).map(([rule, what]) => [rule.split('.')[1]!, what]));
  return { name: 'evaluation', rules, clean: (document) => withoutEvaluation(document, set) };
}

/** Runs all steps over a document; null if one of them dropped it. */
export function cleanDocument(
  document: CorpusDocument,
  steps: readonly CleaningStep[],
): { readonly document: CorpusDocument | null; readonly drops: readonly Drop[] } {
  if (document.details?.answers) return wholeOrGone(document, steps);
  let current: CorpusDocument = document;
  const drops: Drop[] = [];
  for (const step of steps) {
    const cleaned = step.clean(current);
    for (const drop of cleaned.drops) drops.push(drop);
    if (!cleaned.document) return { document: null, drops };
    current = cleaned.document;
  }
  return { document: current, drops };
}

/** Steps without which a text must not come in. */
const GUARDS: ReadonlySet<string> = new Set(['privacy', 'evaluation']);

/** Answers point into a context, so that nothing in it may move: such a document stays as it is, or goes whole. */
function wholeOrGone(document: CorpusDocument, steps: readonly CleaningStep[]): ReturnType<CleaningStep['clean']> {
  for (const step of steps.filter(({ name }) => GUARDS.has(name))) {
    const { drops } = step.clean(document);
    if (drops.length > 0) return { document: null, drops: [{ ...drops[0]!, rule: `${ANSWERS.step}.${ANSWERS.rule}` }] };
  }
  return { document, drops: [] };
}

const ANSWERS = {
  step: 'answers',
  rule: 'guarded',
  what: 'a document whose answers point into it and which holds personal data or text of an evaluation set',
} as const;

export interface StepRule {
  readonly step: string;
  readonly rule: string;
  readonly what: string;
}

/** Every rule by which text is changed or dropped, for lists; opens nothing. */
export function stepRules(): readonly StepRule[] {
  const cleaning = cleaningSteps().flatMap(({ name, rules }) =>
    Object.entries(rules).map(([rule, what]) => ({ step: name, rule, what })),
  );
  const others = Object.entries({ ...EVALUATION_RULES, ...DUPLICATE_RULES }).map(([name, what]) => {
    const [step, rule] = name.split('.') as [string, string];
    return { step, rule, what };
  });
  return [...cleaning, ANSWERS, ...others];
}
