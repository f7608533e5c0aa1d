import type { PublicationId, Span } from '../core/index.js';

/** Whether a citation stands as it claims to. */
export interface CitationCheck {
  readonly publication: PublicationId;
  /** Whether the quoted text stands in the publication at all. */
  readonly found: boolean;
  /** `exact`: the span cuts this very text; `elsewhere`: the text stands at the returned span instead. */
  readonly verdict: 'exact' | 'elsewhere' | 'absent' | 'no-such-paragraph' | 'no-such-publication';
  /** Where the text stands, or null. */
  readonly span: Span | null;
}
