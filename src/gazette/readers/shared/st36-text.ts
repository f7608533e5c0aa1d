import type { Drawing, LocalText, Section } from '../../../core/index.js';
import type { ClaimDraft, ParagraphDraft } from '../../parts.js';
import type { TextOf } from '../../text-of.js';
import { attribute, children, collapse, descendant, descendants, findAll } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { languageOf } from './language.js';
import { sectionOfHeading } from './section-headings.js';

/** Section elements of WIPO ST.36, with those of JPO's gazettes. */
export const ST36_SECTIONS: Readonly<Record<string, Section>> = {
  'technical-field': 'technical-field',
  'background-art': 'background',
  'citation-list': 'citation-list',
  'patent-literature': 'citation-list',
  'non-patent-literature': 'citation-list',
  disclosure: 'summary',
  'summary-of-invention': 'summary',
  'tech-problem': 'problem',
  'tech-solution': 'solution',
  'advantageous-effects': 'effects',
  'description-of-drawings': 'drawings',
  'best-mode': 'embodiments',
  'mode-for-invention': 'embodiments',
  'description-of-embodiments': 'embodiments',
  'embodiments-example': 'examples',
  'industrial-applicability': 'industrial-applicability',
  'reference-signs-list': 'reference-signs',
  'reference-to-deposited-biological-material': 'other',
  'sequence-list-text': 'sequence-listing',
};

export interface DescriptionForm {
  readonly textOf: TextOf;
  /** Section elements by name; others are passed through. */
  readonly sections?: Readonly<Record<string, Section>>;
  /** Names of elements that are no part of the description: its title, say. */
  readonly skip?: readonly string[];
  /** The number printed before a paragraph, where its element says it otherwise than by `num`. */
  readonly numberOf?: (paragraph: XmlElement) => string | null;
}

/** Sections that may hold anything up to the embodiments; headings inside tell more. */
const WIDE = new Set(['disclosure', 'Disclosure']);
const HEADINGS = new Set(['heading', 'Heading']);
const PARAGRAPHS = new Set(['p', 'P', 'Paragraphs', 'paragraph']);

/**
 * The paragraphs of a description in reading order. A section comes from its element, else from the words of the last
 * heading that opens one; whatever stands between paragraphs (a table, loose text) is a paragraph without number.
 */
export function readDescription(description: XmlElement | null, form: DescriptionForm): ParagraphDraft[] {
  if (!description) return [];
  return [...walk(description, { section: 'other', stated: false }, form)];
}

interface Place {
  section: Section;
  /** Whether an element, not a heading, said so: then a heading inside does not change it. */
  stated: boolean;
}

function* walk(element: XmlElement, place: Place, form: DescriptionForm): Generator<ParagraphDraft> {
  for (const node of element.children) {
    if (node.type === 'text' && collapse(node.text)) yield { text: collapse(node.text), section: place.section };
    if (node.type !== 'element' || form.skip?.includes(node.name)) continue;
    const section = (form.sections ?? ST36_SECTIONS)[node.name];
    if (section) yield* walk(node, { section, stated: !WIDE.has(node.name) }, form);
    else if (HEADINGS.has(node.name)) yield readHeading(node, place, form);
    else if (PARAGRAPHS.has(node.name)) yield readParagraph(node, place.section, form);
    else if (descendant(node, ...PARAGRAPHS)) yield* walk(node, place, form);
    else yield readParagraph(node, place.section, form);
  }
}

function readHeading(heading: XmlElement, place: Place, { textOf }: DescriptionForm): ParagraphDraft {
  const text = textOf(heading).replace(/\n/g, ' ');
  if (!place.stated) place.section = sectionOfHeading(text) ?? place.section;
  return { text, section: place.section, kind: 'heading' };
}

function readParagraph(paragraph: XmlElement, section: Section, form: DescriptionForm): ParagraphDraft {
  const number = form.numberOf ? form.numberOf(paragraph) : attribute(paragraph, 'num');
  return { text: form.textOf(paragraph), section, number };
}

/** `n0012`, `p0012` → `0012`. */
export function digitsOf(number: string | null): string | null {
  return number ? (/\d+[a-z]?$/i.exec(number)?.[0] ?? null) : null;
}

/** Claims of one `claims` element; dependencies as far as `claim-ref` names them. */
export function readClaims(claims: XmlElement | null, textOf: TextOf): ClaimDraft[] {
  const elements = children(claims, 'claim');
  const numbers = new Map(elements.map((claim, place) => [attribute(claim, 'id') ?? '', numberOf(claim) ?? place + 1]));
  return elements.map((claim) => ({
    number: numberOf(claim),
    text: textOf(claim),
    refersTo: [...descendants(claim, 'claim-ref')].flatMap((reference) => {
      const ids = (attribute(reference, 'idref') ?? '').split(/\s+/);
      return ids.flatMap((id) => numbers.get(id) ?? []);
    }),
  }));
}

function numberOf(claim: XmlElement): number | null {
  const number = Number(attribute(claim, 'num'));
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** A drawing beside an abstract is no part of its text; formulas and images inside it are. */
const LAST_IMAGE = /\s*\[IMAGE[^\]]*\]$/;

/** Abstracts by language. */
export function readAbstracts(root: XmlElement, textOf: TextOf, language: string): LocalText[] {
  return children(root, 'abstract').map((abstract) => {
    const text = textOf(abstract).replace(LAST_IMAGE, '');
    return { language: attribute(abstract, 'lang') ? languageOf(attribute(abstract, 'lang'), text) : language, text };
  });
}

/** Drawings of a `drawings` element; the number is that of `figure-labels` (`图4A`) or `num`, else the place. */
export function readDrawings(drawings: XmlElement | null): Drawing[] {
  return findAll(drawings, 'figure').map((figure, place) => {
    const label = attribute(figure, 'figure-labels')?.replace(/^\D+(?=\d)/, '');
    return {
      number: label ?? (attribute(figure, 'num') ?? String(place + 1)).replace(/^0+(?=\d)/, ''),
      caption: null,
      file: attribute(descendant(figure, 'img'), 'file'),
    };
  });
}
