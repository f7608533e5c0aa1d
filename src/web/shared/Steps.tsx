import { Check } from 'lucide-react';
import { useSpeech } from '../i18n/index.js';

export type StepState = 'waiting' | 'running' | 'done';

export interface Step {
  readonly name: string;
  readonly title: string;
  readonly state: StepState;
  readonly count?: number;
}

/** Steps of a piece of work side by side, as they run. */
export function Steps(props: {
  readonly steps: readonly Step[];
  readonly chosen?: string | null;
  readonly onChoose?: (name: string) => void;
}) {
  const { text } = useSpeech();
  return (
    <ol className="steps">
      {props.steps.map((step, place) => {
        const content = (
          <>
            <span className="step-sign" aria-hidden="true">
              {step.state === 'done' ? <Check size={13} strokeWidth={2.5} /> : place + 1}
            </span>
            <span className="step-title">{step.title}</span>
            {step.count !== undefined && <span className="step-count">{step.count}</span>}
            <span className="visually-hidden">{text.ask.stepState[step.state]}</span>
          </>
        );
        const canOpen = props.onChoose !== undefined && step.count !== undefined;
        return (
          <li key={step.name} className={`step is-${step.state}`} data-step={step.name}>
            {canOpen ? (
              <button
                type="button"
                className="step-button"
                aria-expanded={props.chosen === step.name}
                onClick={() => props.onChoose?.(step.name)}
              >
                {content}
              </button>
            ) : (
              <div className="step-button">{content}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
