import { ClipboardCopy, Info } from 'lucide-react';
import { useRef, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { openSpan } from '../reader/places.js';
import { api } from '../shared/api.js';
import { useCopy } from '../shared/copy.js';
import { useKeys } from '../shared/keyboard.js';
import type { AskState } from './ask-state.js';

/** The answer with its numbered citations, the references, and how it came about. */
export function AnswerText({ state }: { readonly state: AskState }) {
  const { text, language } = useSpeech();
  const copy = useCopy();
  const { sentences, references, result, notices } = state;
  const list = useRef<HTMLOListElement>(null);
  const [selected, setSelected] = useState(-1);
  const openReference = (number: number) => {
    const reference = references.find((candidate) => candidate.number === number);
    if (!reference) return;
    setSelected(references.indexOf(reference));
    openSpan(reference.span);
  };
  const select = (place: number) => {
    const next = Math.min(Math.max(0, place), references.length - 1);
    setSelected(next);
    list.current?.querySelectorAll<HTMLElement>('.reference')[next]?.focus();
  };
  const open = () => openReference(references[Math.max(0, selected)]?.number ?? 0);
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1), o: open, Enter: open });
  const answer = result?.answer;
  const shownNotices = [
    ...new Map([...notices, ...(answer?.fellBack ? [answer.fellBack] : [])].map((n) => [n.code, n])).values(),
  ];
  return (
    <article className="answer" aria-label={text.ask.answer} aria-busy={state.running}>
      {shownNotices.map((notice) => (
        <p key={notice.code} className="notice-line" role="status">
          <Info size={16} aria-hidden="true" />
          {notice[language]}
        </p>
      ))}
      <p className="answer-text" lang={answer?.language}>
        {sentences.map((sentence, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only ever added at the end
          <span key={place} className="answer-sentence">
            {beforeLastWord(sentence.text)}
            <span className="keep-together">
              {lastWord(sentence.text)}
              {sentence.numbers.map((number) => (
                <button
                  key={number}
                  type="button"
                  className={`cite${references[selected]?.number === number ? ' is-open' : ''}`}
                  aria-label={text.ask.citation(number)}
                  onClick={() => openReference(number)}
                >
                  {number}
                </button>
              ))}
            </span>{' '}
          </span>
        ))}
      </p>
      {answer && (
        <div className="answer-foot">
          <span className="quiet">
            {answer.writtenBy === 'extractive' ? text.ask.extractive : text.ask.writtenBy(answer.writtenBy)}
            {answer.cut > 0 && ` · ${text.ask.cut(answer.cut)}`}
          </span>
          <button
            type="button"
            className="button button-small"
            onClick={() => result && copy(api.answerMarkdown(result))}
          >
            <ClipboardCopy size={14} aria-hidden="true" />
            {text.ask.copy}
          </button>
        </div>
      )}
      <h2 className="references-title">{text.ask.references}</h2>
      <ol className="references" ref={list}>
        {references.map((reference, place) => (
          <li key={reference.number}>
            <button
              type="button"
              className={`reference${place === selected ? ' is-open' : ''}`}
              onFocus={() => setSelected(place)}
              onClick={() => openReference(reference.number)}
            >
              <span className="reference-number">{reference.number}</span>
              <span>
                <span className="reference-title">{reference.title}</span>
                <span className="reference-address number">{reference.address}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </article>
  );
}

/** A citation stays on the line of the word before it. */
function lastWord(sentence: string): string {
  const word = sentence.slice(sentence.lastIndexOf(' ') + 1);
  return word.length <= 24 ? word : '';
}

function beforeLastWord(sentence: string): string {
  return sentence.slice(0, sentence.length - lastWord(sentence).length);
}
