import { cutSpan, isAt, type Passage, type Span } from '../core/index.js';
import type { Store } from '../store/index.js';
import type { CitationCheck } from './types.js';

/** What a citation must carry to be checked. Offsets are only a claim until the text proves them. */
export type ClaimedSpan = Pick<Span, 'publication' | 'text'> & Partial<Span>;

/**
 * Checks a citation against the store: does the publication exist, does the paragraph, and does the
 * quoted text stand there? Differences in white space alone do not count against a quotation.
 */
export function verifyCitation(store: Pick<Store, 'find' | 'passages'>, claimed: ClaimedSpan): CitationCheck {
  const publication = store.find(claimed.publication)[0];
  if (publication === undefined) {
    return { publication: claimed.publication, found: false, verdict: 'no-such-publication', span: null };
  }
  const passages = store.passages(publication);
  const place = claimed.part
    ? passages.find((passage) => isAt({ ...claimed, publication } as Span, passage))
    : undefined;
  if (
    place &&
    claimed.start !== undefined &&
    claimed.end !== undefined &&
    place.text.slice(claimed.start, claimed.end) === claimed.text &&
    claimed.text !== ''
  ) {
    return { publication, found: true, verdict: 'exact', span: cutSpan(place, claimed.start, claimed.end) };
  }
  for (const passage of place ? [place, ...passages] : passages) {
    const span = locate(passage, claimed.text);
    if (span) return { publication, found: true, verdict: 'elsewhere', span };
  }
  const verdict = claimed.part && !place ? 'no-such-paragraph' : 'absent';
  return { publication, found: false, verdict, span: null };
}

/** Finds a quotation in a passage, exactly or up to white space. */
export function locate(passage: Passage, quotation: string): Span | null {
  const words = quotation.trim();
  if (words === '') return null;
  const at = passage.text.indexOf(words);
  if (at >= 0) return cutSpan(passage, at, at + words.length);
  const loose = collapse(passage.text);
  const wanted = collapse(words).text;
  const found = wanted === '' ? -1 : loose.text.indexOf(wanted);
  if (found < 0) return null;
  const start = loose.offsets[found] ?? 0;
  const last = loose.offsets[found + wanted.length - 1] ?? start;
  return cutSpan(passage, start, last + 1);
}

/** The text without white space, with the original offset of every unit left. */
function collapse(text: string): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    if (/\s/.test(unit)) continue;
    kept += unit;
    offsets.push(at);
  }
  return { text: kept, offsets };
}
