import {
  type ClassSymbol,
  type LegalEvent,
  type LocalText,
  normaliseNumber,
  type Party,
  type PartyRole,
  type Priority,
  parseDate,
  type RelatedDocument,
} from '../../../core/index.js';
import { child, children, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { classSymbol, readClassText } from '../shared/class-text.js';

/**
 * The bibliography of European publications: elements named by the B-codes of WIPO ST.32, whose digits are
 * those of the INID codes of WIPO ST.9. Codes ending in EP are the EPO's own.
 */

/** (54) Titles: languages (B541) and titles (B542) follow each other. */
export function titlesOf(sdobi: XmlElement): LocalText[] {
  const titles: LocalText[] = [];
  let language = 'und';
  for (const element of children(find(sdobi, 'B500/B540'))) {
    if (element.name === 'B541') language = text(element).toLowerCase() || 'und';
    else if (element.name === 'B542') titles.push({ language, text: text(element) });
  }
  return titles.filter((title) => title.text !== '');
}

const PARTIES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['B700/B710/B711', 'applicant'],
  ['B700/B720/B721', 'inventor'],
  ['B700/B730/B731', 'assignee'],
  ['B700/B740/B741', 'agent'],
  ['B700/B780/B781', 'opponent'],
  ['B700/B780/B781/B784', 'agent'],
];

/** (71) to (78): the proprietor of a granted patent (B730) is its assignee. */
export function partiesOf(sdobi: XmlElement): Party[] {
  return PARTIES.flatMap(([path, role]) => findAll(sdobi, path).map((party) => readParty(party, role)));
}

function readParty(party: XmlElement, role: PartyRole): Party {
  const name = [textAt(party, 'snm'), textAt(party, 'fnm'), textAt(party, 'sfx')].filter(Boolean).join(' ');
  const address = [textAt(party, 'adr/str'), textAt(party, 'adr/city')].filter(Boolean).join(', ');
  return { role, name, otherNames: [], country: textAt(party, 'adr/ctry'), address: address || null };
}

/** (51) and (52): IPC to its seventh edition (B510), from its eighth (B510EP), CPC (B520EP). */
export function classesOf(sdobi: XmlElement): ClassSymbol[] {
  const found: (ClassSymbol | null)[] = [];
  for (const element of children(find(sdobi, 'B500/B510'))) {
    if (/^B51[1-5]$/.test(element.name)) {
      found.push(readClassText('IPC', text(element), element.name === 'B511' ? 'first' : 'later'));
    }
  }
  for (const entry of findAll(sdobi, 'B500/B510EP/classification-ipcr/text')) {
    found.push(readClassText('IPC', text(entry)));
  }
  for (const entry of findAll(sdobi, 'B500/B520EP/classifications-cpc/classification-cpc/text')) {
    found.push(readClassText('CPC', text(entry)));
  }
  for (const entry of findAll(sdobi, 'B500/B520/B521|B522')) found.push(classSymbol('OTHER', text(entry)));
  return found.filter((symbol) => symbol !== null);
}

/** (30) Number, date and country of each priority follow each other. */
export function prioritiesOf(sdobi: XmlElement): Priority[] {
  const priorities: { number: string; date: string | null; country: string }[] = [];
  for (const element of children(child(sdobi, 'B300'))) {
    if (element.name === 'B310') priorities.push({ number: text(element), date: null, country: '' });
    const last = priorities.at(-1);
    if (!last) continue;
    if (element.name === 'B320') last.date = parseDate(textAt(element, 'date'));
    if (element.name === 'B330') last.country = textAt(element, 'ctry') ?? '';
  }
  return priorities.map(({ number, date, country }) => ({ country, number: normaliseNumber(country, number), date }));
}

const PCT = [
  { path: 'B800/B860/B861', number: 'dnum/anum', relation: 'pct-filing' },
  { path: 'B800/B870/B871', number: 'dnum/pnum', relation: 'pct-publication' },
];

/** (60) and (86), (87): parent and divisional applications, PCT filing and publication. */
export function relatedOf(sdobi: XmlElement): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  for (const { path, number, relation } of PCT) {
    for (const document of findAll(sdobi, path)) {
      related.push(relatedDocument(relation, 'WO', textAt(document, number), textAt(document, 'date')));
    }
  }
  for (const relative of findAll(sdobi, 'B600/B620|B620EP/parent/pdoc|cdoc')) {
    const relation = relative.name === 'pdoc' ? 'division' : 'division-child';
    for (const number of findAll(relative, 'dnum/anum|pnum')) {
      related.push(relatedDocument(relation, 'EP', text(number), textAt(relative, 'date')));
    }
  }
  return related.filter((document) => document.number !== '');
}

function relatedDocument(
  relation: string,
  country: string,
  number: string | null,
  date: string | null,
): RelatedDocument {
  return { relation, country, number: normaliseNumber(country, number ?? ''), date: parseDate(date) };
}

/** Steps of the procedure that the front page dates, in the words of the EPO's list of INID and ST.32 codes. */
const STEPS: readonly (readonly [path: string, text: string])[] = [
  ['B200/B240/B241', 'Request for examination'],
  ['B200/B240/B242', 'First examination report despatched'],
  ['B200/B240/B243', 'Patent maintained in amended form'],
  ['B400/B452EP', 'Intention to grant announced'],
  ['B400/B477', 'Amended patent specification published'],
  ['B500/B560/B565EP', 'Supplementary search report drawn up'],
  ['B800/B880', 'Search report published separately'],
];

/** Dated steps, oppositions (B781) and, from B475, the states in which the patent lapsed. */
export function legalEventsOf(sdobi: XmlElement): LegalEvent[] {
  const events: LegalEvent[] = [];
  for (const [path, words] of STEPS) {
    const code = path.slice(path.lastIndexOf('/') + 1);
    for (const step of findAll(sdobi, path)) {
      events.push({ date: parseDate(textAt(step, 'date')), code, text: words, status: null });
    }
  }
  for (const opposition of findAll(sdobi, 'B700/B780/B781')) {
    const opponent = textAt(opposition, 'snm') ?? '';
    const date = parseDate(textAt(opposition, 'date'));
    events.push({ date, code: 'B781', text: `Opposition filed: ${opponent}`, status: null });
  }
  return [...events, ...lapsesOf(sdobi)];
}

function lapsesOf(sdobi: XmlElement): LegalEvent[] {
  const events: LegalEvent[] = [];
  let date: string | null = null;
  for (const element of findAll(sdobi, 'B400/B472/B475/date|ctry')) {
    if (element.name === 'date') date = parseDate(text(element));
    else events.push({ date, code: 'B475', text: `Lapsed in ${text(element)}`, status: null });
  }
  return events;
}
