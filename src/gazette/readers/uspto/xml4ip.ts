/** USPTO prosecution files (XML4IP): claims, specification or abstract of an application as filed or amended, read by OCR. */
import type { Claim } from '../../../core/index.js';
import { type ClaimDraft, completeClaims, type Draft, type ParagraphDraft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, TEXT_ROLES, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { USPTO_LICENCE } from './licence.js';
import { sectionAfterHeading } from './sections.js';

/** Headers, footers and line numbers of the pages cut through the text; a claim's label is read on its own. */
const ROLES = { ...TEXT_ROLES, boundarydata: 'skip', claimlabeltext: 'skip' } as const;

export const usptoProsecutionFile = xmlReader({
  name: 'uspto-xml4ip',
  title: 'USPTO prosecution files, XML4IP (claims, specification, abstract)',
  licence: USPTO_LICENCE,
  recognises: (head) =>
    (head.root === 'ClaimsDocument' || head.root === 'SpecificationDocument') &&
    head.mentions('urn:us:gov:doc:uspto:patent'),
  *map(root) {
    const textOf = createTextOf(ROLES);
    const code = textAt(root, 'DocumentCode');
    const date = textAt(root, 'MailRoomDate');
    const claims = [...descendants(root, 'Claim')].flatMap((claim) => readClaim(claim, textOf));
    const paragraphs = readParagraphs(child(root, 'Specification'), textOf);
    const abstract = code === 'ABST';
    yield {
      country: 'US',
      kind: null,
      numbers: { application: textAt(root, 'DocumentHeaderDetails/ApplicationHeaderDetails/ApplicationNumber') },
      language: 'en',
      abstracts: abstract ? [{ language: 'en', text: paragraphs.map((each) => each.text).join('\n') }] : [],
      claims,
      claimVersions: claims.length > 0 ? [claimVersion(claims, code, date)] : [],
      description: abstract ? [] : paragraphs,
    } satisfies Draft;
  },
});

type LabelledClaim = ClaimDraft & { readonly change: string | null };

/** What stands before the first claim ("IN THE CLAIMS") comes as a claim without label or status. */
function readClaim(claim: XmlElement, textOf: TextOf): LabelledClaim[] {
  const words = children(claim, 'ClaimText').map(textOf).filter(Boolean).join('\n');
  const label =
    children(claim, 'ClaimText')
      .map((part) => textAt(part, 'ClaimLabelText'))
      .find(Boolean) ?? '';
  const status = textAt(claim, 'ClaimStatusCategory');
  const header = !label && !status;
  if (header) return [];
  const refersTo = [...descendants(claim, 'ClaimReference')].flatMap((reference) =>
    [...(attribute(reference, 'idrefs') ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
  const [, change, bare = words] =
    /^\((original|(?:currently|previously) (?:amended|presented)|new|cancell?ed|withdrawn|amended)\)\s*(.*)$/is.exec(
      words,
    ) ?? [];
  return [
    {
      number: Number(textAt(claim, 'ClaimNumber')) || null,
      text: bare,
      refersTo,
      status: status?.startsWith('cancel') ? 'cancelled' : 'active',
      change: status ?? change?.toLowerCase() ?? null,
    },
  ];
}

function claimVersion(claims: readonly LabelledClaim[], code: string | null, date: string | null) {
  const changes = new Map(claims.map(({ number, change }) => [number, change]));
  return {
    version: date ?? '1',
    date,
    document: code,
    claims: completeClaims(claims).map((claim: Claim) => ({ ...claim, change: changes.get(claim.number) ?? null })),
  };
}

/** The office's number is printed at the head of a paragraph; `pNumber` only counts the paragraphs of the scan. */
function readParagraphs(specification: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  let section: ParagraphDraft['section'] = 'other';
  for (const element of children(specification)) {
    if (element.name === 'BoundaryData') continue;
    if (element.name === 'Heading') {
      const words = text(element);
      section = sectionAfterHeading(words, section);
      paragraphs.push({ text: words, section, kind: 'heading' });
      continue;
    }
    const words = textOf(element);
    const [, number, rest = words] = /^\[?(\d{3,5})\]\s*(.*)$/s.exec(words) ?? [];
    paragraphs.push({ text: rest, section, number });
  }
  return paragraphs;
}
