import type { Citation } from '../../../core/index.js';
import { citationOf } from '../../parts.js';
import { attribute, child, children, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { keyOf } from '../shared/document-id.js';
import { citedDocument, keyOfNumber, readCitation } from '../shared/search-report.js';
import { keyOfPrintedNumber } from './printed-number.js';

/** Everything a European publication cites: front page, search report, description. */
export function citationsOf(root: XmlElement): Citation[] {
  return [...frontPage(root), ...searchReport(root), ...descriptionReferences(root)];
}

/**
 * (56) The documents on the front page of a specification (B561 patents, B562 literature) are those of search and
 * examination; the DTD lets a category (B563) and the claims (B564) follow each.
 */
function frontPage(root: XmlElement): Citation[] {
  const citations: Citation[] = [];
  for (const element of children(find(root, 'SDOBI/B500/B560'))) {
    const last = citations.length - 1;
    if (element.name === 'B561' || element.name === 'B562') {
      const printed = textAt(element, 'text') ?? text(element);
      const document = element.name === 'B561' ? (keyOfPrintedNumber(printed) ?? keyOfNumber(printed)) : null;
      if (printed) citations.push(citationOf({ text: printed, document, citedBy: 'examiner' }));
    } else if (last >= 0 && element.name === 'B563') {
      citations[last] = { ...citations[last]!, categories: text(element).match(/[A-Z]/g) ?? [] };
    } else if (last >= 0 && element.name === 'B564') {
      citations[last] = { ...citations[last]!, claims: text(element) || null };
    }
  }
  return citations;
}

function searchReport(root: XmlElement): Citation[] {
  return [...descendants(child(root, 'search-report-data'), 'citation')].map((citation) =>
    readCitation(citation, 'search-report'),
  );
}

/**
 * Documents cited in the description. The list at the end of newer documents repeats, in full, the references marked
 * in the text, so the marks are read only where there is no list.
 */
function descriptionReferences(root: XmlElement): Citation[] {
  const list = child(root, 'ep-reference-list');
  const marked = [...descendants(list ?? child(root, 'description'), 'patcit', 'nplcit')];
  return uniqueByText(marked.map(readReference).filter((citation) => citation.text !== ''));
}

function readReference(reference: XmlElement): Citation {
  const printed = textAt(reference, 'text') ?? literature(reference);
  if (reference.name === 'nplcit') return citationOf({ text: printed, citedBy: 'applicant' });
  const cited = citedDocument(reference);
  const whole = attribute(reference, 'dnum') ?? '';
  return citationOf({
    text: printed || (cited ? [cited.country, cited.number, cited.kind].filter(Boolean).join(' ') : whole),
    document: keyOfNumber(whole) ?? (cited && keyOf(cited)),
    citedBy: 'applicant',
    date: cited?.date ?? null,
  });
}

const LITERATURE = [
  'author/name',
  'atl|online-title|book-title',
  'serial/sertitle',
  'serial/pubdate/sdate',
  'serial/vid',
  'serial/ino',
];

/** Literature given in parts: author, title, serial, year, volume, issue, pages. */
function literature(reference: XmlElement): string {
  const work = find(reference, 'article|online|book');
  if (!work) return reference.name === 'nplcit' ? text(reference) : '';
  const parts = LITERATURE.map((path) => (path.endsWith('sdate') ? year(textAt(work, path)) : textAt(work, path)));
  const pages = findAll(work, 'location/pp/ppf|ppl').map(text).join('-');
  return [...parts, pages].filter(Boolean).join(', ');
}

function year(date: string | null): string | null {
  return date?.replace(/^(\d{4})0{4}$/, '$1') ?? null;
}

function uniqueByText(citations: readonly Citation[]): Citation[] {
  return [...new Map(citations.map((citation) => [citation.document ?? citation.text, citation])).values()];
}
