import type { AskEvent, AskResult, Ground, Notice } from '../../answer/index.js';
import type { Hit, PassageHit } from '../../search/index.js';
import type { StepState } from '../shared/Steps.js';

export const ASK_STEPS = ['documents', 'paragraphs', 'grounds', 'answer'] as const;
export type AskStep = (typeof ASK_STEPS)[number];

type Answer = AskResult['answer'];

/** A question and how far its answer has come. */
export interface AskState {
  readonly question: string;
  readonly running: boolean;
  readonly step: AskStep | null;
  readonly documents: readonly Hit[] | null;
  readonly paragraphs: readonly PassageHit[] | null;
  readonly grounds: readonly Ground[];
  readonly sentences: Answer['sentences'];
  readonly references: Answer['references'];
  readonly notices: readonly Notice[];
  readonly result: AskResult | null;
  readonly error: unknown;
}

/** Before the first question. */
export const NOTHING: AskState = {
  question: '',
  running: false,
  step: null,
  documents: null,
  paragraphs: null,
  grounds: [],
  sentences: [],
  references: [],
  notices: [],
  result: null,
  error: null,
};

/** The state after an event. */
export function afterEvent(state: AskState, event: AskEvent): AskState {
  switch (event.type) {
    case 'step':
      return { ...state, step: event.step };
    case 'documents':
      return { ...state, documents: event.documents };
    case 'paragraphs':
      return { ...state, paragraphs: event.paragraphs };
    case 'ground':
      return { ...state, grounds: [...state.grounds, event.ground] };
    case 'sentence':
      return { ...state, sentences: [...state.sentences, event.sentence], references: event.references };
    case 'notice':
      return { ...state, notices: [...state.notices, event.notice] };
    case 'restart':
      return { ...state, grounds: [], sentences: [], references: [], notices: [...state.notices, event.reason] };
    case 'done': {
      const { answer, documents, paragraphs, grounds } = event.result;
      const { sentences, references } = answer;
      return { ...state, documents, paragraphs, grounds, sentences, references, result: event.result };
    }
  }
}

/** How far a step has come. */
export function stepState(state: AskState, step: AskStep): StepState {
  const reached = state.step === null ? -1 : ASK_STEPS.indexOf(state.step);
  const place = ASK_STEPS.indexOf(step);
  if (place < reached || state.result !== null) return 'done';
  return place === reached && state.running ? 'running' : 'waiting';
}
