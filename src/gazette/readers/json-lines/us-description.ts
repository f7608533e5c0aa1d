import type { Section } from '../../../core/index.js';
import type { ParagraphDraft } from '../../parts.js';
import { sectionOfHeading } from '../shared/section-headings.js';

const HEADING = /^#+\s+(.*)$/s;
const OFFICE_NUMBER = /^\[(\d{4,5})\]\s+/;
/** A line in capitals is a heading that the source did not mark. */
const CAPITALS = /^[\p{Lu}\d\s()/,.:;–—-]{4,90}$/u;

/** What a figure shows; design patents say nothing else. */
const FIGURE = /^FIGS?\.?\s*\d.{0,400}$/s;

/**
 * Paragraphs of a US description given as a list of texts: `# ` marks a heading, `[0012] ` is the office's own number
 * (`[1]`, without the zeros, numbers the items of a list). Headings give the section of what follows them.
 */
export function usParagraphs(texts: readonly string[]): ParagraphDraft[] {
  let section: Section = 'other';
  return texts.map((text): ParagraphDraft => {
    const marked = HEADING.exec(text)?.[1];
    const heading = marked ?? (CAPITALS.test(text) && /\p{Lu}{4}/u.test(text) && sectionOfHeading(text) ? text : null);
    if (heading !== null) {
      section = sectionOfHeading(heading) ?? section;
      return { text: heading.trim(), section, kind: 'heading' };
    }
    const printed = OFFICE_NUMBER.exec(text);
    if (!printed) return { text, section: section === 'other' && FIGURE.test(text) ? 'drawings' : section };
    return { text: text.slice(printed[0].length), section, number: printed[1] };
  });
}
