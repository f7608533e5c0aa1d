import type { PassageHit } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { openSpan, placeName } from '../reader/places.js';
import { Marked } from '../shared/Marked.js';

/** Found paragraphs with their addresses; each opens in the reading pane. */
export function PassageHits({ hits }: { readonly hits: readonly PassageHit[] }) {
  const { text } = useSpeech();
  return (
    <ul className="passage-hits">
      {hits.map(({ span, title, matches }) => (
        <li key={`${span.publication} ${span.part} ${span.paragraph ?? span.claim} ${span.start}`}>
          <button type="button" className="passage-hit" onClick={() => openSpan(span)}>
            <span className="passage-hit-head">
              <span className="number">{span.publication}</span>{' '}
              <span className="snippet-place">{placeName(span, text)}</span> <span className="quiet">{title}</span>
            </span>
            <span className="passage-hit-text">
              <Marked
                text={span.text}
                marks={matches
                  .filter((match) => match.end - match.start < span.end - span.start)
                  .map((match) => ({ start: match.start - span.start, end: match.end - span.start, kind: 'term' }))}
              />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
