import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import type { AskSession } from './use-ask.js';

/** The question box; Enter asks, Shift+Enter begins a line. Before the first question it has examples. */
export function AskBox({
  session,
  onAsk,
}: {
  readonly session: AskSession;
  readonly onAsk: (question: string) => void;
}) {
  const { text } = useSpeech();
  const { state, ask, stop } = session;
  const [draft, setDraft] = useState(state.question);
  useEffect(() => setDraft(state.question), [state.question]);
  const submit = (question: string) => {
    const asked = question.trim();
    if (asked === '') return;
    if (asked === state.question) void ask(asked);
    else onAsk(asked);
  };
  const isNew = state.question === '';
  return (
    <div className="ask-box-area">
      {isNew && (
        <>
          <h1>{text.ask.welcome}</h1>
          <p className="welcome-text">{text.ask.welcomeText}</p>
        </>
      )}
      <form
        className="ask-box"
        onSubmit={(event) => {
          event.preventDefault();
          submit(draft);
        }}
      >
        <textarea
          data-main-box
          aria-label={text.ask.label}
          placeholder={text.ask.placeholder}
          rows={isNew ? 3 : 1}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit(draft);
          }}
        />
        {state.running ? (
          <button type="button" className="button" onClick={stop}>
            <Square size={13} aria-hidden="true" />
            {text.ask.stop}
          </button>
        ) : (
          <button type="submit" className="button button-primary">
            <ArrowUp size={15} aria-hidden="true" />
            {text.ask.go}
          </button>
        )}
      </form>
      {isNew && (
        <ul className="question-list">
          {text.ask.examples.map((example) => (
            <li key={example}>
              <button type="button" className="question" onClick={() => submit(example)}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
