import { useEffect } from 'react';
import { useSpeech } from '../i18n/index.js';
import { readingOf } from '../reader/places.js';
import { Reader } from '../reader/Reader.js';
import { api } from '../shared/api.js';
import { changeParams } from '../shared/router.js';
import { Steps } from '../shared/Steps.js';
import { ErrorNote, Skeleton } from '../shared/states.js';
import { ApplicationForm } from './ApplicationForm.js';
import { Findings } from './Findings.js';
import { EXAMINE_STEPS, type ExaminationSession, stepState } from './use-examination.js';

interface Props {
  readonly params: URLSearchParams;
  readonly session: ExaminationSession;
}

/** Examining: an application in, its steps as they run, and the findings. */
export function ExamineView({ params, session }: Props) {
  const { text } = useSpeech();
  const { state, examine, reset } = session;
  const reading = readingOf(params);
  const of = params.get('of');
  // An address that names a publication of the store examines it, once.
  useEffect(() => {
    if (of === null || of === state.name) return;
    void api.publication(of).then((publication) => {
      void examine({ text: JSON.stringify(publication), name: `${publication.id}.json` }, of, '');
    });
  }, [of, state.name, examine]);

  if (state.name === null) return of === null ? <ApplicationForm onExamine={examine} /> : <Skeleton lines={6} />;
  const steps = EXAMINE_STEPS.map((name) => ({ name, title: text.examine.steps[name], state: stepState(state, name) }));
  const again = () => {
    reset();
    changeParams({ of: null, doc: null, at: null, mark: null });
  };
  return (
    <div className={`examine${reading ? ' is-reading' : ''}`}>
      <div className="examine-main">
        {state.examination === null ? (
          <div className="examine-running">
            <h1 className="examine-title">{state.name}</h1>
            <Steps steps={steps} />
            {state.error === null ? (
              <Skeleton lines={5} />
            ) : (
              <>
                <ErrorNote error={state.error} />
                <button type="button" className="button" onClick={again}>
                  {text.examine.another}
                </button>
              </>
            )}
          </div>
        ) : (
          <Findings examination={state.examination} name={state.name} onAgain={again} />
        )}
      </div>
      {reading && <Reader reading={reading} terms={[]} />}
    </div>
  );
}
