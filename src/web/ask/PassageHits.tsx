import type { PassageHit } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { openSpan, placeName } from '../reader/places.js';
import { Marked } from '../shared/Marked.js';
import { marksWithin } from '../shared/marks.js';

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
              <Marked text={span.text} marks={marksWithin(span, matches)} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
