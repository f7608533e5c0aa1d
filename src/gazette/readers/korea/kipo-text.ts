import type { LocalText, Section } from '../../../core/index.js';
import type { ClaimDraft, ParagraphDraft } from '../../parts.js';
import { TEXT_ROLES, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendant, descendants, findAll, text } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { readDescription, ST36_SECTIONS } from '../shared/st36-text.js';

/**
 * Text of Korean publications. The office's XML went through five generations that bulk deliveries mix: (a) SDOAB, SDOCL,
 * SDODE in capitals; (b) Abstract, Claims and sections named by English words; (c) the same with PCT before them, for
 * applications from the PCT; (d) WIPO ST.36 names; (e) claims that carry an AmendStatus. One reader takes all of them, since
 * one publication may mix them too.
 */

/** Roles of Korean elements: `<DP n="2" type="HARD"/>` marks a page, an amendment's status is no text of the claim. */
export const KIPO_ROLES = { ...TEXT_ROLES, dp: 'skip', amendstatus: 'inline', 'patcit-id': 'inline' } as const;

const SECTIONS: Readonly<Record<string, Section>> = {
  ...ST36_SECTIONS,
  // (a)
  DRDES: 'drawings',
  INVDES: 'summary',
  PINVDES: 'summary',
  PURINV: 'problem',
  BKGR: 'background',
  TECH: 'problem',
  CONFIG: 'embodiments',
  EFFECT: 'effects',
  // (b)
  TechnicalField: 'technical-field',
  DescriptionDrawings: 'drawings',
  Disclosure: 'summary',
  InventionPurpose: 'problem',
  BackgroundArt: 'background',
  BackgroundTech: 'background',
  AbstractProblem: 'problem',
  SolutionProblem: 'problem',
  InventionConfiguration: 'solution',
  MeansProblemSolution: 'solution',
  AdvantageousEffects: 'effects',
  Effectiveness: 'effects',
  InventDetailContent: 'embodiments',
  // (c)
  PCTTechnicalField: 'technical-field',
  PCTBackgroundArt: 'background',
  PCTDisclosure: 'summary',
  PCTDescriptionDrawings: 'drawings',
  PCTExample: 'embodiments',
  PCTIndustrialApplicability: 'industrial-applicability',
};

/** Elements that hold a whole description; loose sections directly under the root are one too. */
const DESCRIPTIONS = ['SDODE', 'PSDODE', 'ApplicationBody', 'PCTApplicationBody', 'description', 'Description'];

/** Parts of a publication that are no description, where its sections stand loosely among them. */
const OTHER_PARTS = new Set([
  ...['SDOBI', 'SDOAB', 'SDOCL', 'SDODR', 'bibliographic-data', 'abstract', 'claims', 'drawings'],
  ...['Abstract', 'Claims', 'Drawings', 'InventionTitle', 'invention-title', 'TITLE', 'DP', 'AmendStatus'],
]);

/** Paragraphs of the description in reading order. */
export function kipoDescription(root: XmlElement, textOf: TextOf): ParagraphDraft[] {
  const form = {
    textOf,
    sections: SECTIONS,
    skip: [...OTHER_PARTS],
    numberOf: (paragraph: XmlElement) => attribute(paragraph, 'num') ?? attribute(paragraph, 'N'),
  };
  const wholes = outermostNamed(root, DESCRIPTIONS);
  if (wholes.length > 0) return wholes.flatMap((whole) => readDescription(whole, form));
  const loose = children(root).filter((part) => part.name in SECTIONS);
  return loose.flatMap((section) => readDescription({ ...root, children: [section] }, form));
}

function outermostNamed(element: XmlElement, names: readonly string[]): XmlElement[] {
  if (names.includes(element.name)) return [element];
  return children(element).flatMap((inner) => outermostNamed(inner, names));
}

const CLAIM_SETS = ['SDOCL', 'Claims', 'claims'];
const CLAIMS = ['CLAIM', 'Claim', 'claim'];

/**
 * Claims of the publication. Old deliveries leave the first claim as a bare paragraph before the others; a claim whose
 * AmendStatus is D (deleted) keeps its number.
 */
export function kipoClaims(root: XmlElement, textOf: TextOf): ClaimDraft[] {
  return outermostNamed(root, CLAIM_SETS).flatMap((set) => {
    const numbers = new Map(claimsIn(set).map((claim) => [attribute(claim, 'id') ?? '', numberOf(claim)]));
    return children(set).flatMap((element) => {
      if (CLAIMS.includes(element.name)) return [claimOf(element, textOf, numbers)];
      return element.name === 'P' || element.name === 'p' ? [{ number: null, text: textOf(element) }] : [];
    });
  });
}

function claimsIn(set: XmlElement): XmlElement[] {
  return children(set).filter(({ name }) => CLAIMS.includes(name));
}

function claimOf(claim: XmlElement, textOf: TextOf, numbers: ReadonlyMap<string, number | null>): ClaimDraft {
  const status = attribute(descendant(claim, 'AmendStatus'), 'status');
  const refersTo = [...descendants(claim, 'claim-ref')].flatMap((reference) =>
    (attribute(reference, 'idref') ?? '').split(/\s+/).flatMap((id) => numbers.get(id) ?? []),
  );
  const draft = { number: numberOf(claim), text: textOf(claim), refersTo };
  return status?.toUpperCase() === 'D' ? { ...draft, status: 'cancelled' } : draft;
}

function numberOf(claim: XmlElement): number | null {
  const number = Number(attribute(claim, 'num') ?? attribute(claim, 'N'));
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** The abstract, its index words (색인어) on a line of their own at its end. */
export function kipoAbstract(root: XmlElement, textOf: TextOf): LocalText[] {
  const abstracts = outermostNamed(root, ['SDOAB', 'Abstract', 'abstract']);
  return abstracts.flatMap((abstract) => {
    const summaries = [...descendants(abstract, 'SUMMARY', 'Summary', 'summary')];
    const parts = summaries.length > 0 ? summaries : [abstract];
    const words = [...descendants(abstract, 'IDXWORD', 'Keyword')].map((word) => text(word)).filter(Boolean);
    const body = parts.map((part) => textOf(withoutFigure(part))).join('\n');
    const lines = [body, ...(words.length > 0 ? [`색인어: ${words.join(', ')}`] : [])];
    const language = attribute(abstract, 'lang') ?? 'ko';
    return [{ language, text: lines.filter(Boolean).join('\n') }];
  });
}

const BESIDE_TEXT = new Set(['IDXWORD', 'Keyword', 'abstract-figure', 'figref', 'DP']);

function withoutFigure(part: XmlElement): XmlElement {
  return { ...part, children: part.children.filter((node) => node.type !== 'element' || !BESIDE_TEXT.has(node.name)) };
}

/** Titles: `한글 명칭{ENGLISH TITLE}` in one element, or one element a language. */
export function kipoTitles(root: XmlElement): LocalText[] {
  const bare = [...descendants(root, 'B540')].filter((element) => !child(element, 'B542'));
  const elements = [...descendants(root, 'invention-title', 'InventionTitle', 'B542'), ...bare];
  return elements.flatMap((element) => titlesIn(text(element), attribute(element, 'lang')));
}

function titlesIn(printed: string, language: string | null): LocalText[] {
  const [, korean = printed, english] = /^(.*?)\s*[{｛](.*)[}｝]\s*$/s.exec(printed) ?? [];
  return [
    ...(korean ? [{ language: language ?? (/\p{Script=Hangul}/u.test(korean) ? 'ko' : 'en'), text: korean }] : []),
    ...(english ? [{ language: 'en', text: english }] : []),
  ];
}

/** Drawings with their files. */
export function kipoDrawings(root: XmlElement) {
  const figures = [...findAll(root, 'drawings/figure'), ...findAll(root, 'SDODR/FIGURE|EMI')];
  return figures.map((figure, place) => {
    const image = figure.name === 'EMI' ? figure : descendant(figure, 'img', 'EMI', 'image');
    const number = attribute(figure, 'num') ?? String(place + 1);
    return { number, caption: null, file: attribute(image, 'file') ?? attribute(child(figure, 'img'), 'he') };
  });
}
