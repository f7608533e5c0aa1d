import { useCallback, useRef, useState } from 'react';
import { api } from '../shared/api.js';
import { type AskState, afterEvent, NOTHING } from './ask-state.js';

/** One question at a time; a new one ends the one before. */
export function useAsk() {
  const [state, setState] = useState<AskState>(NOTHING);
  const controller = useRef<AbortController | null>(null);

  const ask = useCallback(async (question: string) => {
    controller.current?.abort();
    const own = new AbortController();
    controller.current = own;
    setState({ ...NOTHING, question, running: true });
    const update = (change: (state: AskState) => AskState) => {
      if (controller.current === own) setState(change);
    };
    try {
      for await (const event of api.ask({ question }, own.signal)) update((now) => afterEvent(now, event));
      update((now) => ({ ...now, running: false }));
    } catch (error) {
      update((now) => ({ ...now, running: false, error: own.signal.aborted ? null : error }));
    }
  }, []);
  const stop = useCallback(() => controller.current?.abort(), []);
  return { state, ask, stop };
}

export type AskSession = ReturnType<typeof useAsk>;
