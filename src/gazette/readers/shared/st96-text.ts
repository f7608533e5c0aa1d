import type { Drawing, Section } from '../../../core/index.js';
import type { ClaimDraft, ParagraphDraft } from '../../parts.js';
import type { TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { readDescription } from './st36-text.js';

/** Section elements of WIPO ST.96. */
const ST96_SECTIONS: Readonly<Record<string, Section>> = {
  TechnicalField: 'technical-field',
  BackgroundArt: 'background',
  CitationBag: 'citation-list',
  PatentCitationBag: 'citation-list',
  NPLCitationBag: 'citation-list',
  Disclosure: 'summary',
  InventionSummary: 'summary',
  TechnicalProblem: 'problem',
  TechnicalSolution: 'solution',
  AdvantageousEffects: 'effects',
  DrawingDescription: 'drawings',
  BestMode: 'embodiments',
  InventionMode: 'embodiments',
  EmbodimentDescription: 'embodiments',
  EmbodimentExample: 'examples',
  IndustrialApplicability: 'industrial-applicability',
  ReferenceSignBag: 'reference-signs',
  ReferenceSignsListText: 'reference-signs',
  SequenceListText: 'sequence-listing',
  BiologicalMaterialDeposit: 'other',
};

/** Paragraphs of a description, numbered by `pNumber`. */
export function st96Description(description: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  return readDescription(description, {
    textOf,
    sections: ST96_SECTIONS,
    skip: ['InventionTitle'],
    numberOf: (paragraph) => attribute(paragraph, 'pNumber'),
  });
}

/** Claims with the dependencies that `ClaimReference` names; `idrefs` may name several. */
export function st96Claims(claims: XmlElement | null, textOf: TextOf): ClaimDraft[] {
  const elements = children(claims, 'Claim');
  const numbers = new Map(elements.map((claim, place) => [attribute(claim, 'id') ?? '', numberOf(claim) ?? place + 1]));
  return elements.map((claim) => ({
    number: numberOf(claim),
    text: children(claim, 'ClaimText').map(textOf).join('\n'),
    refersTo: [...descendants(claim, 'ClaimReference')].flatMap((reference) =>
      (attribute(reference, 'idrefs') ?? '').split(/\s+/).flatMap((id) => numbers.get(id) ?? []),
    ),
  }));
}

function numberOf(claim: XmlElement): number | null {
  const number = Number((textAt(claim, 'ClaimNumber') ?? '').normalize('NFKC'));
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** Figures with their files; a publication of page images names no figures. */
export function st96Drawings(
  drawings: XmlElement | null,
  captions: ReadonlyMap<string, string> = new Map(),
): Drawing[] {
  const figures = findAll(drawings, 'Figure|PageImage');
  return figures.map((figure, place) => {
    const number = textAt(figure, 'FigureNumber') ?? String(place + 1);
    const image = child(figure, 'Image') ?? figure;
    return { number, caption: captions.get(number) ?? null, file: text(child(image, 'FileName')) || null };
  });
}
