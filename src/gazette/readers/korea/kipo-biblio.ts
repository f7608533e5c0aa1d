import type { ClassSymbol, LegalEvent, Party, PartyRole, Priority } from '../../../core/index.js';
import { parseDate } from '../../../core/index.js';
import { attribute, child, children, descendant, descendants, text } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import type { KoreanApplication } from './application.js';
import { koreanClass } from './classes.js';
import { countryCode } from './countries.js';

/**
 * The front page of a Korean gazette: elements named by the B-codes of WIPO ST.32 (digits are the INID codes), in the
 * nesting of the EPO's gazettes or flat, and its older sibling with words for names.
 */

/** The text at a B-code: its number or date where it wraps one, else its words. */
export function coded(root: XmlElement, ...codes: readonly string[]): string | null {
  for (const element of descendants(root, ...codes)) {
    const inner = descendant(element, 'DNUM', 'dnum', 'pnum', 'anum', 'bnum', 'DATE', 'date') ?? element;
    const found = text(inner) || text(element);
    if (found) return found;
  }
  return null;
}

function datedBy(root: XmlElement, ...codes: readonly string[]): string | null {
  for (const element of descendants(root, ...codes)) {
    const date = descendant(element, 'DATE', 'date') ?? element;
    if (parseDate(text(date))) return text(date);
  }
  return null;
}

/** Kind code in the letters of ST.16: B130, the root's attribute, or in brackets: `등록특허공보(B1)`. */
export function kipoKind(root: XmlElement): string | null {
  const printed = coded(root, 'B130') ?? attribute(root, 'kind') ?? coded(root, 'B120');
  return /(?:^|\()([A-Z]\d?)\)?$/.exec(printed?.trim() ?? '')?.[1] ?? null;
}

/** Numbers and dates; the publication itself is (11), which for grants is the registration. */
export function kipoNumbers(root: XmlElement, kind: string | null): KoreanApplication {
  const own = coded(root, 'B110') ?? attribute(root, 'doc-number');
  const granted = kind !== null && /^[BYCS]/.test(kind);
  const published = datedBy(root, 'B140') ?? attribute(root, 'date-publ');
  const opened = coded(root, 'B430') && /\d{9}/.test(digits(coded(root, 'B430'))) ? coded(root, 'B430') : null;
  return {
    applicationNumber: coded(root, 'B210'),
    publicationNumber: granted ? opened : own,
    registrationNumber: granted ? own : null,
    filingDate: datedBy(root, 'B220'),
    openDate: granted ? datedBy(root, 'B430') : published,
    publicationDate: granted ? (datedBy(root, 'B450') ?? published) : null,
    registrationDate: granted ? datedBy(root, 'B150', 'B151') : null,
  };
}

function digits(printed: string | null): string {
  return printed?.replace(/\D/g, '') ?? '';
}

const PARTIES: readonly (readonly [code: string, role: PartyRole])[] = [
  ['B711', 'applicant'],
  ['B721', 'inventor'],
  ['B731', 'assignee'],
  ['B741', 'agent'],
  ['B745', 'examiner'],
  ['B746', 'examiner'],
];

/** (71) to (74): names in `snm`, `NAM` or bare. */
export function kipoParties(root: XmlElement): Party[] {
  return PARTIES.flatMap(([code, role]) =>
    [...descendants(root, code)].flatMap((element) => {
      const name = text(descendant(element, 'snm', 'SNM', 'NAM', 'name')) || text(child(element, 'P')) || text(element);
      if (!name) return [];
      const english = text(descendant(element, 'ENM', 'engname'));
      const otherNames = english ? [{ language: 'en', text: english }] : [];
      const country = countryCode(text(descendant(element, 'ctry', 'CTRY', 'country')));
      return [{ role, name, otherNames, country, address: addressOf(element) }];
    }),
  );
}

function addressOf(party: XmlElement): string | null {
  const address = descendant(party, 'adr', 'ADR', 'address');
  if (!address) return null;
  const parts = children(address).filter(({ name }) => !/^(?:ctry|country)$/i.test(name));
  return (parts.length > 0 ? parts.map((part) => text(part)).join(', ') : text(address)) || null;
}

/** (51) IPC: the first in B511, others in B512; from the eighth edition in B510 as `G06F 17/30(2006.01)`; (52) CPC. */
export function kipoClasses(root: XmlElement): ClassSymbol[] {
  const ipc = [...descendants(root, 'B511', 'B512', 'B513', 'B514', 'B515')].map((element): ClassSymbol => {
    const found = koreanClass('IPC', text(element));
    return { ...found, position: element.name === 'B511' ? 'first' : 'later' };
  });
  const entries = [...descendants(root, 'classification-ipcr', 'B510EP')].map((element) =>
    koreanClass('IPC', text(descendant(element, 'text') ?? element)),
  );
  const cpc = [...descendants(root, 'classification-cpc', 'B521')].map((element) =>
    koreanClass('CPC', text(descendant(element, 'text') ?? element)),
  );
  return [...ipc, ...entries, ...cpc].filter(({ symbol }) => symbol !== '');
}

/** (30) Number, date and country follow each other. */
export function kipoPriorities(root: XmlElement): Priority[] {
  const priorities: { number: string; date: string | null; country: string }[] = [];
  for (const element of descendants(root, 'B310', 'B320', 'B330')) {
    if (element.name === 'B310') priorities.push({ number: text(element), date: null, country: '' });
    const last = priorities.at(-1);
    if (!last) continue;
    if (element.name === 'B320') last.date = parseDate(text(element));
    if (element.name === 'B330') last.country = countryCode(text(element)) ?? text(element);
  }
  return priorities;
}

/** (56) Documents the examiner named, one an element. */
export function kipoCited(root: XmlElement): string[] {
  return [...descendants(root, 'B561', 'B562')].map((element) => text(element)).filter(Boolean);
}

const EVENTS: readonly (readonly [code: string, words: string])[] = [
  ['B240', '심사청구'],
  ['B241', '심사청구'],
];

export function kipoEvents(root: XmlElement): LegalEvent[] {
  const found = EVENTS.flatMap(([code, words]) => {
    const date = parseDate(datedBy(root, code));
    return date ? [{ date, code, text: words, status: null }] : [];
  });
  return found.slice(0, 1);
}
