import type { Section } from '../../../core/index.js';
import type { ClaimDraft, ParagraphDraft } from '../../parts.js';
import type { TextOf } from '../../text-of.js';
import { attribute, child, children, descendants } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { sectionAfterHeading, sectionOfMark } from './sections.js';
import { sequenceParagraphs } from './sequences.js';

/** The description of a version 4 record: sections by instructions, elements and headings, paragraphs by `@num`. */
export function readDescription(description: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  if (description) walk(description, 'other', { paragraphs, textOf });
  return paragraphs;
}

interface Output {
  readonly paragraphs: ParagraphDraft[];
  readonly textOf: TextOf;
}

function walk(parent: XmlElement, outer: Section, output: Output): void {
  let section = outer;
  for (const node of parent.children) {
    if (node.type === 'instruction') {
      const marked = sectionOfMark(node.target);
      if (marked) section = node.text.includes('end="tail"') ? outer : marked;
    } else if (node.type === 'text') {
      const text = node.text.trim();
      if (text) output.paragraphs.push({ text, section });
    } else section = walkElement(node, section, output);
  }
}

/** @returns the section that goes on behind the element */
function walkElement(element: XmlElement, section: Section, output: Output): Section {
  const { paragraphs, textOf } = output;
  if (element.name === 'p') {
    paragraphs.push({ text: textOf(element), section, number: paragraphNumber(element) });
    return section;
  }
  if (element.name === 'heading') {
    const text = textOf(element);
    const opened = sectionAfterHeading(text, section);
    paragraphs.push({ text, section: opened, kind: 'heading' });
    return opened;
  }
  const marked = sectionOfMark(element.name);
  if (marked || child(element, 'p')) walk(element, marked ?? section, output);
  else if (element.name.startsWith('sequence-list')) paragraphs.push(...sequenceParagraphs(element));
  else paragraphs.push({ text: textOf(element), section });
  return section;
}

/** Numbers of nothing (`none`, `0000`) stand where the office numbered no paragraph. */
function paragraphNumber(paragraph: XmlElement): string | null {
  const number = attribute(paragraph, 'num');
  return number && /^\d*[1-9]\d*$/.test(number) ? number : null;
}

/** Claims with the numbers that `claim-ref` names. */
export function readClaims(claims: XmlElement | null, textOf: TextOf): ClaimDraft[] {
  return children(claims, 'claim').map((claim) => ({
    number: Number(/^\d+/.exec(attribute(claim, 'num') ?? '')?.[0]) || null,
    text: textOf(claim),
    refersTo: claimReferences(claim),
  }));
}

function claimReferences(claim: XmlElement): number[] {
  const named: number[] = [];
  for (const reference of descendants(claim, 'claim-ref')) {
    for (const [digits] of (attribute(reference, 'idref') ?? '').matchAll(/\d+/g)) named.push(Number(digits));
  }
  return named;
}
