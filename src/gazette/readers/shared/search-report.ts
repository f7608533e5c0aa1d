import { type Citation, type CitedBy, parseDocumentNumber } from '../../../core/index.js';
import { citationOf, documentKey } from '../../parts.js';
import { attribute, child, children, collapse, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { type DocumentId, formOf, keyOf, mergeForms, readDocumentId } from './document-id.js';

/**
 * Reads a `citation` of WIPO ST.36 and DOCDB: a patent document (`patcit`) or literature (`nplcit`) with the category,
 * claims and passages of a search report, which stand inside it or beside it.
 */
export function readCitation(citation: XmlElement, citedBy: CitedBy): Citation {
  const patent = child(citation, 'patcit');
  const cited = patent ? citedDocument(patent) : null;
  const printed = textAt(citation, 'patcit/text') ?? textAt(citation, 'nplcit/text') ?? text(child(citation, 'nplcit'));
  return citationOf({
    document: cited ? keyOf(cited) : keyOfNumber(patent ? (attribute(patent, 'dnum') ?? '') : ''),
    text: (cited && describe(cited)) || printed || attribute(patent, 'dnum') || text(citation),
    citedBy,
    categories: categoriesOf(citation),
    claims: claimsOf(citation),
    passages: passagesOf(citation),
    date: cited?.date ?? null,
  });
}

/** Key of a number given in one piece (`dnum="US5556839A"`); null when it is none. */
export function keyOfNumber(whole: string): string | null {
  const number = parseDocumentNumber(whole);
  return number ? documentKey(number.country, number.number, number.kind) : null;
}

/** The document a `patcit` names; kind and date come from whichever of its forms has them. */
export function citedDocument(patcit: XmlElement): DocumentId | null {
  const forms = findAll(patcit, 'document-id').map((id) => ({ form: formOf(id), id: readDocumentId(id) }));
  const plain = forms.filter(({ form }) => form !== 'epodoc');
  return mergeForms(plain.length > 0 ? [...plain, ...forms] : forms);
}

function describe({ country, number, kind, name }: DocumentId): string {
  const printed = [country, number, kind].filter(Boolean).join(' ');
  return name ? `${printed} (${name})` : printed;
}

/** The category letters of ST.14; `XY` and `X,P` name two. */
function categoriesOf(citation: XmlElement): string[] {
  const stated = findAll(citation, 'category').concat(findAll(citation, 'rel-passage|patcit|nplcit/category'));
  return [...new Set(stated.flatMap((category) => text(category).toUpperCase().match(/[A-Z]/g) ?? []))];
}

/** Claims as printed; where each category has claims of its own, each list after its letter: `X: 1-3; Y: 4`. */
function claimsOf(citation: XmlElement): string | null {
  const lists: { category: string; claims: string }[] = [];
  let category = '';
  for (const group of [citation, ...children(citation)]) {
    for (const element of children(group)) {
      if (element.name === 'category') category = text(element);
      if (element.name === 'rel-claims') lists.push({ category, claims: text(element) });
    }
  }
  const different = new Set(lists.map(({ claims }) => claims));
  if (different.size < 2) return lists[0]?.claims || null;
  return lists.map((list) => (list.category ? `${list.category}: ${list.claims}` : list.claims)).join('; ');
}

/** Parts of a passage that DOCDB keeps in elements of their own; a name ending in `l` is the end of a range. */
const PASSAGE_PARTS: Readonly<Record<string, string>> = {
  pp: 'page',
  column: 'column',
  para: 'paragraph',
  line: 'line',
  figure: 'figure',
  table: 'table',
  claim: 'claim',
  example: 'example',
};

function passagesOf(citation: XmlElement): string | null {
  const passages = findAll(citation, 'rel-passage/passage').concat(
    findAll(citation, 'patcit|nplcit/rel-passage/passage'),
  );
  const printed = passages.map(passageText).filter((passage) => passage !== '');
  return printed.join('; ') || null;
}

/** `<pp>7</pp><table>2</table>Experiments 4` → `page 7, table 2, Experiments 4`; the asterisks of European reports go. */
function passageText(passage: XmlElement): string {
  let written = '';
  let ranged = false;
  for (const node of passage.children) {
    const raw = collapse(node.type === 'instruction' ? '' : text(node));
    if (!raw) continue;
    const name = node.type === 'element' ? node.name : '';
    const ends = PASSAGE_PARTS[name.slice(0, -1)];
    if (name.endsWith('l') && ends) {
      written += `${ranged ? ',' : ' -'} ${ends} ${raw}`;
      ranged = true;
      continue;
    }
    ranged = false;
    written += `${written ? ', ' : ''}${PASSAGE_PARTS[name] ? `${PASSAGE_PARTS[name]} ` : ''}${raw}`;
  }
  return collapse(written.replace(/\s*\*[\s*]*\*\s*/g, '; ').replace(/\*/g, ''));
}
