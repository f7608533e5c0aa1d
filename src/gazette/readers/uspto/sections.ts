import type { Section } from '../../../core/index.js';
import { sectionOfHeading } from '../shared/section-headings.js';

/** Sections by the processing instructions and elements that enclose them, in all versions since 2001. */
const MARKS: Readonly<Record<string, Section>> = {
  RELAPP: 'related-applications',
  'cross-reference-to-related-applications': 'related-applications',
  GOVINT: 'government-interest',
  'federal-research-statement': 'government-interest',
  'statement-of-government-interest': 'government-interest',
  PARN: 'related-applications',
  BRFSUM: 'summary',
  'summary-of-invention': 'summary',
  disclosure: 'summary',
  'technical-field': 'technical-field',
  'background-of-invention': 'background',
  'background-art': 'background',
  DRWDESC: 'drawings',
  'brief-description-of-drawings': 'drawings',
  'description-of-drawings': 'drawings',
  DETDESC: 'embodiments',
  'detailed-description': 'embodiments',
  'best-mode': 'embodiments',
  'mode-for-invention': 'embodiments',
  'industrial-applicability': 'industrial-applicability',
  'sequence-list-text': 'sequence-listing',
};

/** The section a mark of the office opens, or null when it marks something else (inline formulae). */
export function sectionOfMark(mark: string): Section | null {
  return Object.hasOwn(MARKS, mark) ? MARKS[mark]! : null;
}

/**
 * The section behind a heading: by its words, else the one it stands in. Where the office's mark already says detailed
 * description, the words "description of the invention" do not make it the summary.
 */
export function sectionAfterHeading(heading: string, current: Section): Section {
  const words = sectionOfHeading(heading);
  if (words === null) return current;
  if (current === 'embodiments' && words === 'summary' && /description/i.test(heading)) return current;
  return words;
}
