import { memo, useId, useState } from 'react';
import type { Hit } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument, openSpan, placeName } from '../reader/places.js';
import { Marked } from '../shared/Marked.js';
import { findTerms, marksWithin } from '../shared/marks.js';

interface Props {
  readonly hit: Hit;
  readonly pattern: RegExp | null;
  readonly selected: boolean;
  readonly open: boolean;
  readonly onSelect: () => void;
}

/** One result: title, facts, the places that match, and the score on demand. */
export const HitItem = memo(function HitItem({ hit, pattern, selected, open, onSelect }: Props) {
  const { text } = useSpeech();
  const { facts } = hit;
  return (
    <li className={`hit${selected ? ' is-selected' : ''}${open ? ' is-open' : ''}`}>
      <h2>
        <button
          type="button"
          className="hit-title"
          lang={facts.language}
          aria-current={open || undefined}
          onFocus={onSelect}
          onClick={() => openDocument(hit.publication)}
        >
          <Marked text={hit.title} marks={findTerms(hit.title, pattern)} />
        </button>
      </h2>
      <p className="hit-facts">
        <span className="number">{hit.publication}</span>
        {facts.applicants.length > 0 && (
          <span className="hit-applicant">{facts.applicants.slice(0, 2).join(', ')}</span>
        )}
        <HitDate hit={hit} />
        {facts.status !== null && <span className="tag">{facts.status}</span>}
        {facts.classes.slice(0, 2).map((symbol) => (
          <span key={symbol} className="class-tag">
            {symbol}
          </span>
        ))}
      </p>
      <ul className="snippets">
        {hit.spans
          .filter((span) => span.part !== 'title')
          .map((span) => (
            <li key={`${span.part} ${span.paragraph ?? span.claim} ${span.start}`}>
              <button type="button" className="snippet" onClick={() => openSpan(span)}>
                <span className="snippet-place">{placeName(span, text)}</span>
                <span className="snippet-text" lang={facts.language}>
                  <Marked text={span.text} marks={marksWithin(span, hit.matches)} />
                </span>
              </button>
            </li>
          ))}
      </ul>
      <div className="hit-foot">
        <Score hit={hit} />
        {hit.collapsed.length > 0 && <span className="quiet">{text.search.collapsed(hit.collapsed.length)}</span>}
      </div>
    </li>
  );
});

function HitDate({ hit }: { readonly hit: Hit }) {
  const { text } = useSpeech();
  const { published, filed } = hit.facts;
  if (published !== null) return <span className="date">{published}</span>;
  if (filed === null) return null;
  return (
    <span className="date">
      {filed} {text.search.filed}
    </span>
  );
}

/** The score, and on demand what it is made of. */
function Score({ hit }: { readonly hit: Hit }) {
  const { text } = useSpeech();
  const [shown, setShown] = useState(false);
  const id = useId();
  const most = Math.max(...hit.explain.map((part) => Math.abs(part.value)), Number.EPSILON);
  return (
    <div className="score">
      <button
        type="button"
        className="score-toggle"
        aria-expanded={shown}
        aria-controls={id}
        title={text.search.explain}
        onClick={() => setShown(!shown)}
      >
        {text.search.score} <span className="number">{hit.score.toFixed(2)}</span>
      </button>
      {shown && (
        <table id={id} className="score-parts" aria-label={text.search.explain}>
          <tbody>
            {shownParts(hit, text.search.otherParts).map((part) => (
              <tr key={part.name}>
                <th scope="row">{part.name}</th>
                <td className="score-bar">
                  <span style={{ width: `${Math.min(1, Math.abs(part.value) / most) * 100}%` }} />
                </td>
                <td className="number">{part.value.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const MOST_PARTS = 8;

/** The weightiest parts of a score, and the sum of all others. */
function shownParts(hit: Hit, others: (count: number) => string): Hit['explain'] {
  const parts = [...hit.explain].sort((left, right) => right.value - left.value);
  const rest = parts.slice(MOST_PARTS);
  if (rest.length < 2) return parts;
  const value = rest.reduce((sum, part) => sum + part.value, 0);
  return [...parts.slice(0, MOST_PARTS), { name: others(rest.length), value }];
}
