import { ChevronDown, ChevronUp, History, Scale, X } from 'lucide-react';
import { type Publication, preferText } from '../../core/index.js';
import { useSpeech } from '../i18n/index.js';
import { addressOf, navigate } from '../shared/router.js';
import { examinePublication } from './examine-publication.js';
import { closeReader } from './places.js';
import type { MarkSteps } from './use-mark-steps.js';

const SECTIONS = ['abstract', 'claims', 'description', 'citations', 'family', 'sources'] as const;

interface Props {
  readonly publication: Publication;
  readonly marks: MarkSteps;
  /** Scrolls to the section with an id. */
  readonly onGoTo: (id: string) => void;
}

/** Number, titles, ways within the document, and what can be done with it. */
export function ReaderHead({ publication, marks, onGoTo }: Props) {
  const { text, language } = useSpeech();
  const title = preferText(publication.titles, publication.language, language);
  const others = publication.titles.filter((other) => other.text !== title && other.language === language);
  const present = SECTIONS.filter((section) => hasSection(publication, section));
  return (
    <header className="reader-head">
      <div className="reader-top">
        <span className="number reader-number">{publication.id}</span>
        {publication.status !== null && <span className="tag">{publication.status}</span>}
        <span className="spacer" />
        {marks.total > 0 && <MarkNavigation marks={marks} />}
        <button
          type="button"
          className="icon-button"
          title={text.reader.priorArt}
          aria-label={text.reader.priorArt}
          onClick={() => navigate(addressOf('search', { prior: publication.id }))}
        >
          <History size={17} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          title={`${text.reader.examine} (x)`}
          aria-label={text.reader.examine}
          onClick={() => examinePublication(publication)}
        >
          <Scale size={17} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          title={`${text.common.close} (Esc)`}
          aria-label={text.common.close}
          onClick={closeReader}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <h2 className="reader-title" lang={publication.language}>
        {title}
      </h2>
      {others.map((other) => (
        <p key={other.language} className="reader-subtitle" lang={other.language}>
          {other.text}
        </p>
      ))}
      <nav className="reader-nav" aria-label={publication.id}>
        {present.map((section) => (
          <button key={section} type="button" onClick={() => onGoTo(`reader-${section}`)}>
            {text.reader[section]}
            {section === 'claims' && <span className="count">{publication.claims.length}</span>}
            {section === 'citations' && <span className="count">{publication.citations.length}</span>}
          </button>
        ))}
      </nav>
    </header>
  );
}

function hasSection(publication: Publication, section: (typeof SECTIONS)[number]): boolean {
  switch (section) {
    case 'abstract':
      return publication.abstracts.length > 0;
    case 'claims':
      return publication.claims.length > 0;
    case 'description':
      return publication.description.length > 0;
    case 'citations':
      return publication.citations.length > 0;
    case 'family':
      return publication.family.members.some((member) => member !== publication.id);
    case 'sources':
      return true;
  }
}

function MarkNavigation({ marks }: { readonly marks: MarkSteps }) {
  const { text } = useSpeech();
  return (
    <span className="mark-navigation">
      <span className="mark-count" aria-live="polite">
        {text.reader.hits(marks.current, marks.total)}
      </span>
      <button
        type="button"
        className="icon-button"
        title={`${text.reader.previousHit} (p)`}
        aria-label={text.reader.previousHit}
        onClick={() => marks.step(-1)}
      >
        <ChevronUp size={17} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="icon-button"
        title={`${text.reader.nextHit} (n)`}
        aria-label={text.reader.nextHit}
        onClick={() => marks.step(1)}
      >
        <ChevronDown size={17} aria-hidden="true" />
      </button>
    </span>
  );
}
