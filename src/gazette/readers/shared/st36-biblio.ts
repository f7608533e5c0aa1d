import {
  type ClassSymbol,
  type LocalText,
  normaliseNumber,
  type Party,
  type PartyRole,
  type Priority,
  type RelatedDocument,
} from '../../../core/index.js';
import { children, descendants, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { readClassText } from './class-text.js';
import { readDocumentId } from './document-id.js';
import { languageOf } from './language.js';
import { readParties } from './parties.js';

/** Parts of a bibliography in the names of WIPO ST.36, wherever an office's wrappers put them. */

const PARTIES: readonly (readonly [names: readonly string[], role: PartyRole])[] = [
  [['applicant'], 'applicant'],
  [['inventor'], 'inventor'],
  [['assignee', 'grantee', 'proprietor'], 'assignee'],
  [['agent', 'correspondence-address'], 'agent'],
  [['opponent'], 'opponent'],
];

/** Parties of a `parties` element, in the order of their roles. */
export function st36Parties(parties: XmlElement | null): Party[] {
  return PARTIES.flatMap(([names, role]) => readParties([...descendants(parties, ...names)], role));
}

/** Titles by language; those that stand in the bibliography, not the one repeated above the description. */
export function st36Titles(biblio: XmlElement | null, language: string): LocalText[] {
  return children(biblio, 'invention-title').map((title) => {
    const words = text(title);
    return { language: title.attributes.lang ? languageOf(title.attributes.lang, words) : language, text: words };
  });
}

/** IPC of the seventh edition (`classification-ipc`) and later ones (`classifications-ipcr`). */
export function st36Ipc(biblio: XmlElement | null): ClassSymbol[] {
  const found: (ClassSymbol | null)[] = [];
  for (const old of findAll(biblio, 'classification-ipc')) {
    const edition = textAt(old, 'edition');
    for (const element of children(old)) {
      const main = /^main-(classification|clsf)$/.test(element.name);
      if (!main && !/^(further|additional|linked)/.test(element.name)) continue;
      const symbol = readClassText('IPC', text(element), main ? 'first' : 'later');
      found.push(symbol && { ...symbol, version: symbol.version ?? edition });
    }
  }
  for (const entry of findAll(biblio, 'classifications-ipcr/classification-ipcr')) {
    found.push(readClassText('IPC', textAt(entry, 'text') ?? text(entry)));
  }
  return found.filter((symbol) => symbol !== null);
}

/** Priorities, with their number in a `document-id` or beside it. */
export function st36Priorities(biblio: XmlElement | null): Priority[] {
  return findAll(biblio, 'priority-claims/priority-claim').flatMap((claim) => {
    const id = readDocumentId(children(claim, 'document-id')[0] ?? claim);
    return id ? [{ country: id.country, number: id.number, date: id.date }] : [];
  });
}

const PCT: readonly (readonly [element: string, relation: string])[] = [
  ['pct-or-regional-filing-data', 'pct-filing'],
  ['pct-or-regional-publishing-data', 'pct-publication'],
];

/** PCT data and the relations of `related-documents` (`division`, `continuation`, …), each with its parent and child. */
export function st36Related(biblio: XmlElement | null): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  for (const [element, relation] of PCT) {
    for (const data of findAll(biblio, element)) related.push(...relatedDocument(data, relation, 'WO'));
  }
  for (const documents of findAll(biblio, 'related-documents|cn-related-documents|jp:related-documents')) {
    for (const relation of children(documents)) {
      for (const parent of descendants(relation, 'parent-doc')) related.push(...relatedDocument(parent, relation.name));
      for (const child of descendants(relation, 'child-doc'))
        related.push(...relatedDocument(child, `${relation.name}-child`));
    }
  }
  return related;
}

function relatedDocument(element: XmlElement, relation: string, office = ''): RelatedDocument[] {
  const id = readDocumentId(children(element, 'document-id')[0] ?? element);
  if (!id) return [];
  const country = office || id.country;
  return [{ relation, country: country || null, number: normaliseNumber(country, id.raw), date: id.date }];
}
