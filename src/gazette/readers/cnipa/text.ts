import { normaliseNumber, type Section } from '../../../core/index.js';
import type { ParagraphDraft } from '../../parts.js';
import { sectionOfHeading } from '../shared/section-headings.js';

const LONGEST_HEADING = 20;

/**
 * Gives paragraphs their sections and kinds. Chinese gazettes set headings (技术领域) as ordinary paragraphs, so a
 * short one that opens a section and holds no stop or colon is taken for a heading, and its number is no paragraph's.
 */
export function withHeadings(paragraphs: readonly ParagraphDraft[]): ParagraphDraft[] {
  let section: Section = 'other';
  return paragraphs.map((paragraph) => {
    if (paragraph.section !== 'other') section = paragraph.section;
    const opens = isHeading(paragraph.text) ? sectionOfHeading(paragraph.text) : null;
    if (!opens) return { ...paragraph, section };
    section = opens;
    return { ...paragraph, section, kind: 'heading' };
  });
}

function isHeading(text: string): boolean {
  return text.length <= LONGEST_HEADING && !/[。；，：:;,.]/.test(text);
}

/** `U` and `Y` are utility models, `S` designs. */
export function typeOfKind(kind: string | null) {
  if (/^[UY]/.test(kind ?? '')) return 'utility-model' as const;
  return kind?.startsWith('S') ? ('design' as const) : ('patent' as const);
}

/** Patents (B, earlier C) and utility models (U, Y) are published when they are granted. */
export function grantedWhenPublished(kind: string | null): boolean {
  return /^[BCUY]/.test(kind ?? '');
}

/** A number that CNIPA fills with zeros where it has none. */
export function realNumber(country: string, raw: string | null): string | null {
  return raw && /[1-9]/.test(raw) ? normaliseNumber(country, raw) : null;
}
