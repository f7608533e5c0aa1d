import type { ModelFamily } from '../model-config.js';
import { causal } from './causal.js';
import { maskedWords } from './masked-words.js';
import { maskedWordsAndNextSentence } from './next-sentence.js';
import type { Objective, ObjectiveSetting } from './objective.js';
import { replacedTokens } from './replaced-tokens.js';

interface ObjectiveKind {
  /** What kind of network learns it. */
  readonly family: ModelFamily;
  readonly open: (setting: ObjectiveSetting) => Objective;
}

/** Objectives by the name that settings have for them. */
export const OBJECTIVES = {
  'masked-words': { family: 'encoder', open: maskedWords },
  'masked-words-and-next-sentence': { family: 'encoder', open: maskedWordsAndNextSentence },
  'replaced-tokens': { family: 'encoder', open: replacedTokens },
  causal: { family: 'decoder', open: causal },
} as const satisfies Readonly<Record<string, ObjectiveKind>>;

export type ObjectiveName = keyof typeof OBJECTIVES;
