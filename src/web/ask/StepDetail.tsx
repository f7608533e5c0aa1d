import { useSpeech } from '../i18n/index.js';
import { openDocument, openSpan, placeName } from '../reader/places.js';
import type { AskState, AskStep } from './ask-state.js';
import { PassageHits } from './PassageHits.js';

/** What one step found. */
export function StepDetail({ step, state }: { readonly step: AskStep; readonly state: AskState }) {
  const { text } = useSpeech();
  return (
    <section className="step-detail" aria-label={text.ask.steps[step]}>
      {step === 'documents' && <Documents state={state} />}
      {step === 'paragraphs' && <PassageHits hits={state.paragraphs ?? []} />}
      {step === 'grounds' && <Grounds state={state} />}
    </section>
  );
}

function Documents({ state }: { readonly state: AskState }) {
  return (
    <ul className="document-list">
      {(state.documents ?? []).map((hit) => (
        <li key={hit.publication}>
          <button type="button" className="document-row" onClick={() => openDocument(hit.publication)}>
            <span className="document-title" lang={hit.facts.language}>
              {hit.title}
            </span>
            <span className="number">{hit.publication}</span>
            <span className="date">{hit.facts.published ?? hit.facts.filed}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Grounds({ state }: { readonly state: AskState }) {
  const { text } = useSpeech();
  return (
    <ul className="ground-list">
      {state.grounds.map((ground) => (
        <li key={ground.publication}>
          <p className="ground-title">
            {ground.title} <span className="number">{ground.publication}</span>
          </p>
          <p className="ground-summary">{ground.summary}</p>
          <p className="ground-places">
            {ground.sentences.map((span) => (
              <button
                key={`${span.part} ${span.paragraph ?? span.claim} ${span.start}`}
                type="button"
                className="link"
                onClick={() => openSpan(span)}
              >
                {placeName(span, text)}
              </button>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
