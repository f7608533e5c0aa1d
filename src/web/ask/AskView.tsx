import { useEffect, useMemo, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { readingOf } from '../reader/places.js';
import { Reader } from '../reader/Reader.js';
import { matchedWords } from '../shared/marks.js';
import { changeParams } from '../shared/router.js';
import { Steps } from '../shared/Steps.js';
import { ErrorNote, Skeleton } from '../shared/states.js';
import { AnswerText } from './AnswerText.js';
import { AskBox } from './AskBox.js';
import { ASK_STEPS, type AskState, type AskStep, stepState } from './ask-state.js';
import { Refusal } from './Refusal.js';
import { StepDetail } from './StepDetail.js';
import type { AskSession } from './use-ask.js';

interface Props {
  readonly params: URLSearchParams;
  readonly session: AskSession;
}

/** Asking: the box, the four steps as they run, the answer, and the paragraph a citation leads to. */
export function AskView({ params, session }: Props) {
  const { state, ask } = session;
  const question = params.get('q') ?? '';
  const reading = readingOf(params);
  // An address with a question asks it, once.
  useEffect(() => {
    if (question !== '' && question !== state.question) void ask(question);
  }, [question, state.question, ask]);
  const terms = useMemo(() => matchedTerms(state), [state]);
  const started = state.question !== '';
  return (
    <div className={`ask${started ? '' : ' is-new'}${reading ? ' is-reading' : ''}`}>
      <div className="ask-main">
        <AskBox session={session} onAsk={(next) => changeParams({ q: next, doc: null, at: null, mark: null })} />
        {started && <Progress state={state} onRetry={() => ask(state.question)} />}
      </div>
      {reading && <Reader reading={reading} terms={terms} />}
    </div>
  );
}

/** Words of the found paragraphs that match the question, for marking. */
function matchedTerms({ paragraphs }: AskState): readonly string[] {
  const words = (paragraphs ?? []).flatMap((hit) => matchedWords(hit.matches)).map((word) => word.trim().toLowerCase());
  return [...new Set(words)].filter((word) => word.length > 1 && word.length <= 24).slice(0, 60);
}

function Progress({ state, onRetry }: { readonly state: AskState; readonly onRetry: () => void }) {
  const { text } = useSpeech();
  const [chosen, setChosen] = useState<AskStep | null>(null);
  const counts: Readonly<Record<AskStep, number | undefined>> = {
    documents: state.documents?.length,
    paragraphs: state.paragraphs?.length,
    grounds: state.grounds.length || undefined,
    answer: undefined,
  };
  const steps = ASK_STEPS.map((name) => ({
    name,
    title: text.ask.steps[name],
    state: stepState(state, name),
    count: counts[name],
  }));
  // While it runs, the step in progress shows what it has found so far.
  const live = state.running && state.sentences.length === 0 ? lastFound(state) : null;
  const shown = chosen ?? live;
  return (
    <>
      <Steps steps={steps} chosen={shown} onChoose={(name) => setChosen(chosen === name ? null : (name as AskStep))} />
      {shown !== null && <StepDetail step={shown} state={state} />}
      {state.error !== null && <ErrorNote error={state.error} onRetry={onRetry} />}
      {state.result?.refused ? (
        <Refusal paragraphs={state.result.paragraphs} />
      ) : state.sentences.length > 0 ? (
        <AnswerText state={state} />
      ) : (
        state.running && <Skeleton lines={4} />
      )}
      {!state.running && state.result === null && state.error === null && <p className="quiet">{text.ask.stopped}</p>}
    </>
  );
}

function lastFound(state: AskState): AskStep | null {
  if (state.grounds.length > 0) return 'grounds';
  if (state.paragraphs !== null) return 'paragraphs';
  return state.documents === null ? null : 'documents';
}
