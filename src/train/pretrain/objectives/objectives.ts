import type { ModelFamily } from '../model-config.js';
import { maskedWords } from './masked-words.js';
import type { Objective, ObjectiveSetting } from './objective.js';

interface ObjectiveKind {
  /** What kind of network learns it. */
  readonly family: ModelFamily;
  readonly open: (setting: ObjectiveSetting) => Objective;
}

/** Objectives by the name that settings have for them. */
export const OBJECTIVES = {
  'masked-words': { family: 'encoder', open: maskedWords },
} as const satisfies Readonly<Record<string, ObjectiveKind>>;

export type ObjectiveName = keyof typeof OBJECTIVES;
