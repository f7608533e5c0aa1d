import { useCallback, useRef, useState } from 'react';
import type { Examination } from '../../examine/index.js';
import { type ApplicationSource, api } from '../shared/api.js';
import type { StepState } from '../shared/Steps.js';

export const EXAMINE_STEPS = ['claims', 'classify', 'search', 'chart'] as const;
export type ExamineStep = (typeof EXAMINE_STEPS)[number];

/** An examination and how far it has come. */
export interface ExaminationState {
  readonly name: string | null;
  readonly running: boolean;
  readonly step: ExamineStep | null;
  readonly examination: Examination | null;
  readonly error: unknown;
}

const NOTHING: ExaminationState = { name: null, running: false, step: null, examination: null, error: null };

/** How far a step has come. */
export function stepState(state: ExaminationState, step: ExamineStep): StepState {
  const reached = state.step === null ? -1 : EXAMINE_STEPS.indexOf(state.step);
  const place = EXAMINE_STEPS.indexOf(step);
  if (place < reached || state.examination !== null) return 'done';
  return place === reached && state.running ? 'running' : 'waiting';
}

/** One examination at a time. */
export function useExamination() {
  const [state, setState] = useState<ExaminationState>(NOTHING);
  const controller = useRef<AbortController | null>(null);

  const examine = useCallback(async (source: ApplicationSource, name: string, before: string) => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setState({ ...NOTHING, name, running: true });
    const update = (change: Partial<ExaminationState>) => {
      if (controller.current === own) setState((now) => ({ ...now, ...change }));
    };
    try {
      for await (const event of api.examine(source, before, own.signal)) {
        if (event.type === 'step') update({ step: event.step });
        else update({ examination: event.examination });
      }
      update({ running: false });
    } catch (error) {
      update({ running: false, error: own.signal.aborted ? null : error });
    }
  }, []);
  const reset = useCallback(() => {
    controller.current?.abort();
    controller.current = null;
    setState(NOTHING);
  }, []);
  return { state, examine, reset };
}

export type ExaminationSession = ReturnType<typeof useExamination>;
