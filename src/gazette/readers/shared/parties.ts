import type { LocalText, Party, PartyRole } from '../../../core/index.js';
import { attribute, child, children, find, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { formOf } from './document-id.js';

/** Forms in which one name may stand, the fullest first; DOCDB and OPS keep a normalised upper-case form beside it. */
const FORMS = ['original', 'docdba', 'intermediate', '', 'epo', 'epodoc', 'docdb'];

/**
 * Reads a list of parties, in which services repeat each party once for each form of its name. What carries the same
 * `sequence`, or the same place among its form, is one party; further forms become its other names.
 */
export function readParties(elements: readonly XmlElement[], role: PartyRole): Party[] {
  const groups = new Map<string, { form: string; party: Party }[]>();
  const placeOf = new Map<string, number>();
  for (const element of elements) {
    const form = formOf(element);
    const place = (placeOf.get(form) ?? 0) + 1;
    placeOf.set(form, place);
    const party = readParty(element, role);
    if (!party.name) continue;
    const sequence = String(Number(attribute(element, 'sequence')) || place);
    groups.set(sequence, [...(groups.get(sequence) ?? []), { form, party }]);
  }
  return uniqueParties([...groups.values()].map(mergeForms));
}

/** OPS lists some parties again, later in the list, as a later paper spelled them: `KYLMAENEN, JARI`, `Kylmänen, Jari`. */
function uniqueParties(parties: readonly Party[]): Party[] {
  const kept = new Map<string, Party>();
  for (const party of parties) {
    const key = nameKey(party.name);
    const known = kept.get(key);
    if (!known) kept.set(key, party);
    else if (known.name === known.name.toUpperCase()) kept.set(key, { ...known, name: party.name });
  }
  return [...kept.values()];
}

const TRANSLITERATIONS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', ß: 'ss' };

/** A name without case, accents and punctuation; umlauts as standardised names spell them. */
function nameKey(name: string): string {
  const spelled = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüøåß]/g, (letter) => TRANSLITERATIONS[letter] ?? letter);
  return spelled.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
}

function mergeForms(forms: readonly { readonly form: string; readonly party: Party }[]): Party {
  const parties = [...forms].sort((a, b) => FORMS.indexOf(a.form) - FORMS.indexOf(b.form)).map(({ party }) => party);
  const [first] = parties;
  const names = new Set([nameKey(first!.name)]);
  const otherNames: LocalText[] = [];
  for (const { name } of parties) {
    if (names.has(nameKey(name))) continue;
    names.add(nameKey(name));
    otherNames.push({ language: 'und', text: name });
  }
  return {
    ...first!,
    otherNames,
    country: parties.find((party) => party.country)?.country ?? null,
    address: parties.find((party) => party.address)?.address ?? null,
  };
}

function readParty(element: XmlElement, role: PartyRole): Party {
  const book = child(element, 'addressbook') ?? find(element, 'applicant-name|inventor-name|assignee-name') ?? element;
  const printed = nameOf(book);
  const bracketed = /^(.*?)\s*\[([A-Z]{2})\]$/.exec(printed);
  const address = child(book, 'address');
  return {
    role,
    name: (bracketed?.[1] ?? printed).replace(/[\s,]+$/, ''),
    otherNames: [],
    country:
      textAt(address, 'country') ??
      bracketed?.[2] ??
      textAt(element, 'residence/country') ??
      textAt(element, 'country'),
    address: addressOf(book),
  };
}

/** Names that say the same once, the first spelling kept. */
export function sameNameOnce(names: readonly LocalText[]): LocalText[] {
  const kept = new Map<string, LocalText>();
  for (const name of names) if (!kept.has(nameKey(name.text))) kept.set(nameKey(name.text), name);
  return [...kept.values()];
}

/** A firm's name, else a person's: `LAST, First Middle`, as European gazettes print it. */
function nameOf(book: XmlElement): string {
  const whole = textAt(book, 'name|orgname');
  const last = textAt(book, 'last-name');
  if (!last) return whole ?? '';
  const first = ['first-name', 'middle-name'].map((part) => textAt(book, part)).filter(Boolean);
  const suffix = textAt(book, 'suffix');
  return `${[last, first.join(' ')].filter(Boolean).join(', ')}${suffix ? ` ${suffix}` : ''}`;
}

/** The address on one line without its country; for a person at a firm the firm comes first. */
function addressOf(book: XmlElement): string | null {
  const address = child(book, 'address');
  if (!address) return null;
  const lines = children(address);
  const parts = lines.length > 0 ? lines.filter((line) => line.name !== 'country').map(text) : [text(address)];
  const firm = textAt(book, 'last-name') ? textAt(book, 'orgname') : null;
  return [firm, ...parts].filter(Boolean).join(', ') || null;
}
