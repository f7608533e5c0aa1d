import { useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import type { ApplicationSource } from '../shared/api.js';
import { DropZone } from '../shared/DropZone.js';
import { EXAMPLES } from './examples.js';

/** Where an application is handed in: a file, or pasted text. */
export function ApplicationForm(props: {
  readonly onExamine: (source: ApplicationSource, name: string, before: string) => void;
}) {
  const { text } = useSpeech();
  const [draft, setDraft] = useState('');
  const [before, setBefore] = useState('');
  const validDate = before === '' || /^\d{4}(-\d{2}(-\d{2})?)?$/.test(before);
  return (
    <div className="application">
      <h1>{text.examine.welcome}</h1>
      <p className="welcome-text">{text.examine.welcomeText}</p>
      <div className="application-ways">
        <DropZone
          title={text.examine.drop}
          hint={text.examine.dropHint}
          choose={text.examine.choose}
          onFiles={([file]) => file && props.onExamine({ file }, file.name, validDate ? before : '')}
        />
        <form
          className="application-paste"
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.trim() !== '') props.onExamine({ text: draft }, text.examine.pasted, before);
          }}
        >
          <div className="application-paste-head">
            <label htmlFor="application-text">{text.examine.or}</label>
            <span className="sample-list">
              <span className="quiet">{text.examine.samples}</span>
              {text.examine.sampleNames.map((name, place) => (
                <button key={name} type="button" className="link" onClick={() => setDraft(EXAMPLES[place] ?? '')}>
                  {name}
                </button>
              ))}
            </span>
          </div>
          <textarea
            id="application-text"
            data-main-box
            aria-label={text.examine.label}
            placeholder={text.examine.placeholder}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <div className="application-foot">
            <label className="field-inline">
              {text.examine.before}
              <input
                value={before}
                placeholder="YYYY-MM-DD"
                aria-invalid={!validDate}
                onChange={(event) => setBefore(event.target.value.trim())}
              />
            </label>
            <span className="quiet">{text.examine.beforeHint}</span>
            <span className="spacer" />
            <button type="submit" className="button button-primary" disabled={draft.trim() === '' || !validDate}>
              {text.examine.go}
            </button>
          </div>
        </form>
      </div>
    </div>
  );
}
