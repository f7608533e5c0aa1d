import { type ClaimDraft, completeClaims, type Draft, type ParagraphDraft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, children, findAll, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { languageOf } from '../shared/language.js';
import { breakAtLineEnds } from '../shared/map-text.js';
import { splitNumberedClaims } from '../shared/numbered-claims.js';
import { sectionOfHeading } from '../shared/section-headings.js';
import { readAbstracts } from '../shared/st36-text.js';
import { applicationNumber, readForms } from './exchange-document.js';

/** The EPO's full-text data: national documents in bulk packages (FTM) and the text answers of OPS. */
export const epoFullText = xmlReader({
  name: 'epo-full-text-xml',
  title: 'EPO full-text data, fulltext-document',
  licence: null,
  recognises: (head) => head.root === 'fulltext-document',
  *map(root) {
    yield draftOfFullText(root);
  },
});

/** One `fulltext-document`: whichever of abstract, description and claims it carries. Plain text has meant line ends. */
export function draftOfFullText(record: XmlElement): Draft {
  const document = attribute(record, 'fulltext-format') === 'text-only' ? breakAtLineEnds(record) : record;
  const textOf = createTextOf();
  const biblio = child(document, 'bibliographic-data');
  const publication = readForms(children(biblio, 'publication-reference'));
  const application = readForms(children(biblio, 'application-reference'));
  const country = publication?.country ?? '';
  const language = textLanguage(document);
  const sets = children(document, 'claims').map((set) => ({
    language: languageOf(attribute(set, 'lang')),
    claims: claimsOf(set, textOf),
  }));
  const main = sets.find((set) => set.language === language) ?? sets[0];
  return {
    country,
    kind: publication?.kind ?? null,
    language,
    numbers: { publication: publication?.number, application: applicationNumber(application, country) },
    dates: { published: publication?.date, filed: application?.date },
    titles: findAll(biblio, 'invention-title').map((title) => ({
      language: languageOf(attribute(title, 'lang')),
      text: textOf(title),
    })),
    abstracts: readAbstracts(document, textOf, language),
    claims: main?.claims ?? [],
    claimTranslations: sets
      .filter((set) => set !== main && set.language !== language)
      .map((set) => ({ language: set.language, claims: completeClaims(set.claims) })),
    description: paragraphsOf(child(document, 'description'), textOf),
  };
}

function textLanguage(document: XmlElement): string {
  for (const part of ['description', 'claims', 'abstract']) {
    const stated = attribute(child(document, part), 'lang');
    if (stated) return languageOf(stated);
  }
  return languageOf(textAt(document, 'bibliographic-data/language-of-publication'));
}

/** Several `claim` elements are a claim each; a single one holds the whole set as lines that begin with their numbers. */
function claimsOf(set: XmlElement, textOf: TextOf): ClaimDraft[] {
  const claims = children(set, 'claim');
  if (claims.length > 1) {
    return claims.map((claim) => ({ number: Number(attribute(claim, 'num')) || null, text: textOf(claim) }));
  }
  const lines = claims.flatMap((claim) => children(claim, 'claim-text').map(textOf));
  return splitNumberedClaims(lines.flatMap((line) => line.split('\n')));
}

/** `[0012]    The device …`: here the office's number is part of the text. */
const PRINTED_NUMBER = /\[(\d{4,5})\]\s*/g;

/**
 * Paragraphs out of `p` elements of which many are blank, some are headings and some hold several numbered paragraphs.
 * The `num` of a `p` counts scanned lines, blank ones too, and is not the office's.
 */
function paragraphsOf(description: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  let section: ParagraphDraft['section'] = 'other';
  return findAll(description, 'p|heading').flatMap((element): ParagraphDraft[] => {
    const text = textOf(element);
    const pieces = piecesOf(text);
    if (pieces.every((piece) => piece.number === null) && isHeading(element, text)) {
      section = sectionOfHeading(text) ?? section;
      return [{ text, section, kind: 'heading' }];
    }
    return pieces.map((piece) => ({ ...piece, section }));
  });
}

/** Cuts at printed numbers that stand where a paragraph can begin and count upwards. */
function piecesOf(text: string): { text: string; number: string | null }[] {
  const pieces: { text: string; number: string | null }[] = [];
  let number: string | null = null;
  let from = 0;
  for (const mark of text.matchAll(PRINTED_NUMBER)) {
    const begins = mark.index === 0 || /(?:[.:;!?)]\s*|\n)$/.test(text.slice(from, mark.index));
    if (!begins || Number(mark[1]) <= Number(number ?? -1)) continue;
    pieces.push({ number, text: text.slice(from, mark.index).trim() });
    number = mark[1]!;
    from = mark.index + mark[0].length;
  }
  pieces.push({ number, text: text.slice(from).trim() });
  return pieces.filter((piece) => piece.text !== '');
}

const LONGEST_HEADING = 100;

/** A heading is marked only by being set in bold, or is a short line that opens a section and ends without a stop. */
function isHeading(element: XmlElement, text: string): boolean {
  if (element.name === 'heading') return true;
  if (text === '' || text.length > LONGEST_HEADING || /[.;:,]$/.test(text)) return false;
  const [only, ...others] = element.children;
  const bold = others.length === 0 && only?.type === 'element' && only.name === 'b' && text.length > 3;
  return bold || sectionOfHeading(text) !== null;
}
