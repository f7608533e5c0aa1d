import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Examination } from '../../examine/index.js';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { ErrorNote } from '../shared/states.js';
import { Chart } from './Chart.js';
import { ClaimTree } from './ClaimTree.js';
import { Classes } from './Classes.js';
import { PriorArt } from './PriorArt.js';

const TABS = ['chart', 'claims', 'priorArt', 'classes'] as const;
type Tab = (typeof TABS)[number];

interface Props {
  readonly examination: Examination;
  readonly name: string;
  readonly onAgain: () => void;
}

/** What the examination found, one subject a tab. */
export function Findings({ examination, name, onAgain }: Props) {
  const { text } = useSpeech();
  const [tab, setTab] = useState<Tab>(examination.issues.length > 0 ? 'claims' : 'chart');
  const counts: Readonly<Record<Tab, number | null>> = {
    chart: null,
    claims: examination.claims.length,
    priorArt: examination.priorArt.length,
    classes: null,
  };
  const move = (by: number) => {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] ?? tab;
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <FindingsHead examination={examination} name={name} onAgain={onAgain} />
      <div
        className="tabs"
        role="tablist"
        aria-label={text.views.examine}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') move(1);
          if (event.key === 'ArrowLeft') move(-1);
        }}
      >
        {TABS.map((each) => (
          <button
            key={each}
            id={`tab-${each}`}
            type="button"
            role="tab"
            aria-selected={each === tab}
            aria-controls="findings-panel"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => setTab(each)}
          >
            {text.examine.tabs[each]}
            {counts[each] !== null && <span className="count">{counts[each]}</span>}
          </button>
        ))}
      </div>
      <div id="findings-panel" className="findings-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'chart' && <Chart examination={examination} />}
        {tab === 'claims' && <ClaimTree examination={examination} />}
        {tab === 'priorArt' && <PriorArt examination={examination} />}
        {tab === 'classes' && <Classes examination={examination} />}
      </div>
    </>
  );
}

function FindingsHead({ examination, name, onAgain }: Props) {
  const { text } = useSpeech();
  const { claims, issues, effectiveDate, language, title } = examination;
  const independent = claims.filter((claim) => claim.kind === 'independent').length;
  const { counts } = text.examine;
  return (
    <header className="examine-head">
      <div>
        <h1 className="examine-title" lang={language}>
          {title || name || text.examine.untitled}
        </h1>
        <p className="examine-facts">
          <span>{counts.claims(claims.length)}</span>
          <span>{counts.independent(independent)}</span>
          <span className={issues.length > 0 ? 'warning' : undefined}>{counts.issues(issues.length)}</span>
          <span>
            {text.examine.effectiveDate} <span className="date">{effectiveDate ?? text.examine.noDate}</span>
          </span>
        </p>
      </div>
      <span className="spacer" />
      <Downloads examination={examination} />
      <button type="button" className="button" onClick={onAgain}>
        {text.examine.another}
      </button>
    </header>
  );
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const ENDINGS = { html: 'html', markdown: 'md', json: 'json' } as const;
type Format = keyof typeof ENDINGS;

function Downloads({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const [error, setError] = useState<unknown>(null);
  const download = async (format: Format) => {
    setError(null);
    const content =
      format === 'json'
        ? new Blob([JSON.stringify(examination, null, 2)], { type: 'application/json' })
        : await api.report(examination, format);
    save(content, `${examination.title.slice(0, 80) || 'examination'}.${ENDINGS[format]}`);
  };
  return (
    <fieldset className="downloads">
      <legend className="visually-hidden">{text.examine.download}</legend>
      <Download size={15} aria-hidden="true" />
      {(Object.keys(ENDINGS) as Format[]).map((format) => (
        <button
          key={format}
          type="button"
          className="button button-small"
          onClick={() => download(format).catch(setError)}
        >
          {text.examine.formats[format]}
        </button>
      ))}
      {error !== null && <ErrorNote error={error} />}
    </fieldset>
  );
}
