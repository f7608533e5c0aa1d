/** Records of the USPTO's own search system (BRS): `CODE value`, one record behind each boundary line. */
import {
  type Citation,
  type CitedBy,
  type ClassSymbol,
  normaliseNumber,
  type Party,
  type PartyRole,
  parseDate,
  parseDocumentNumber,
  type RelatedDocument,
  type Section,
  SimsaError,
} from '../../../core/index.js';
import { BRS_BOUNDARY } from '../../brs-boundary.js';
import { citationOf, type Draft, documentKey, type ParagraphDraft } from '../../parts.js';
import { textReader } from '../../record-reader.js';
import { classFromText } from '../shared/class-text.js';
import { resolveDotCodes } from './dot-codes.js';
import { figureCaptions } from './figures.js';
import { typeOfKind } from './kind.js';
import { USPTO_LICENCE } from './licence.js';
import { joinLines, type LineField, personName, readFields } from './line-fields.js';
import { sectionAfterHeading } from './sections.js';

export const usptoBrs = textReader({
  name: 'uspto-brs',
  title: 'USPTO search system records, BRS text',
  licence: USPTO_LICENCE,
  recognises: (head) => head.text.startsWith(BRS_BOUNDARY),
  *map(text) {
    yield readRecord(readFields(text.slice(BRS_BOUNDARY.length), null));
  },
});

function readRecord(fields: readonly LineField[]): Draft {
  const values = (code: string) => fields.filter((field) => field.code === code).map((field) => joinLines(field.lines));
  const value = (code: string) => values(code)[0] ?? null;
  const id = parseDocumentNumber(value('DID') ?? '');
  if (!id) throw new SimsaError('gazette.no-number', {});
  const prior = fields.filter((field) => field.code === 'PPPD').map((field) => joinLines(field.lines));
  const granted = !id.kind?.startsWith('A');
  const description = readDescription(fields);
  return {
    country: id.country,
    kind: id.kind,
    type: typeOfKind(id.kind),
    numbers: {
      publication: id.number,
      registration: granted ? id.number : null,
      application: value('APNR') ?? value('APP'),
    },
    dates: {
      filed: value('AFD'),
      published: value('GISD') ?? value('PD'),
      granted: granted ? value('GISD') : null,
      opened: prior.sort()[0] ?? null,
    },
    language: 'en',
    titles: values('TTL').map((text) => ({ language: 'en', text })),
    abstracts: [{ language: 'en', text: values('ABPR').map(resolveDotCodes).join('\n') }],
    parties: readParties(fields, value('ART')),
    classes: readClasses(fields),
    related: [...values('COND').flatMap(readRelation), ...values('PDID').flatMap(priorPublication(prior))],
    citations: readCitations(fields),
    claims: values('CLPR').map((text) => ({ number: null, text: resolveDotCodes(text) })),
    description,
    drawings: figureCaptions(description.filter((each) => each.section === 'drawings').map((each) => each.text)),
  };
}

const SECTIONS: Readonly<Record<string, Section>> = {
  CRTX: 'related-applications',
  PARN: 'related-applications',
  GOTX: 'government-interest',
  BSTX: 'summary',
  BSPR: 'summary',
  DRTX: 'drawings',
  DRPR: 'drawings',
  DETX: 'embodiments',
  DEPR: 'embodiments',
};

/** A heading stands right behind its code, a paragraph has a blank more. */
function readDescription(fields: readonly LineField[]): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  let last = '';
  let section: Section = 'other';
  for (const { code, lines } of fields) {
    const opened = SECTIONS[code];
    if (!opened) continue;
    if (code !== last) section = opened;
    last = code;
    const words = resolveDotCodes(joinLines(lines));
    if (lines[0]?.startsWith(' ')) paragraphs.push({ text: words, section });
    else {
      section = sectionAfterHeading(words, section);
      paragraphs.push({ text: words, section, kind: 'heading' });
    }
  }
  return paragraphs;
}

/** Codes of a party: its name, which opens it, then city, state and country. */
const PARTIES: readonly (readonly [prefix: string, role: PartyRole])[] = [
  ['AA', 'applicant'],
  ['IN', 'inventor'],
  ['AS', 'assignee'],
];

function readParties(fields: readonly LineField[], unit: string | null): Party[] {
  const parties: Party[] = [];
  for (const [prefix, role] of PARTIES) {
    for (const [place, { code, lines }] of fields.entries()) {
      if (code !== `${prefix}NM`) continue;
      const rest = followers(fields, place, prefix);
      const address = [rest('SA'), rest('CI'), rest('ST'), rest('ZP')].filter(Boolean).join(', ') || null;
      parties.push({ role, name: personName(joinLines(lines)), otherNames: [], country: rest('CO'), address });
    }
  }
  for (const { code, lines } of fields) {
    const name = personName(joinLines(lines));
    if (code === 'LRFW' || code === 'LRFM')
      parties.push({ role: 'agent', name, otherNames: [], country: null, address: null });
    if (code !== 'EXP' && code !== 'EXA') continue;
    parties.push({ role: 'examiner', name, otherNames: [], country: null, address: unit && `Art Unit ${unit}` });
  }
  return parties;
}

/** The fields behind a party's name, up to the next name. `N/A` says that there is nothing. */
function followers(fields: readonly LineField[], place: number, prefix: string): (part: string) => string | null {
  const end = fields.findIndex(
    ({ code }, index) => index > place && (code === `${prefix}NM` || !code.startsWith(prefix)),
  );
  const own = fields.slice(place + 1, end < 0 ? undefined : end);
  return (part) => {
    const field = own.find(({ code }) => code === prefix + part);
    const words = field ? joinLines(field.lines) : '';
    return words === '' || words === 'N/A' ? null : words;
  };
}

/**
 * Whole groups say all: `IPCG 20060101 A H05K H05K9/00 F I B US H 20151201` (edition, level, subclass, symbol, position,
 * value, …) and `CPOG H H05K H05K9/0066 20130101 F I 20151201 US`.
 */
function readClasses(fields: readonly LineField[]): ClassSymbol[] {
  return fields.flatMap(({ code, lines }) => {
    const scheme = code === 'IPCG' ? 'IPC' : /^CP[A-Z]G$/.test(code) ? 'CPC' : null;
    if (!scheme) return [];
    const words = joinLines(lines).split(' ');
    const at = words.findIndex((word) => word.includes('/'));
    const version = parseDate(scheme === 'IPC' ? words[0] : words[at + 1]);
    const [position, value] = words.slice(scheme === 'IPC' ? at + 1 : at + 2);
    const symbol = classFromText(words[at] ?? '', scheme, {
      position: position === 'F' ? 'first' : 'later',
      value: value === 'I' ? 'inventive' : 'additional',
      version,
    });
    return symbol ? [symbol] : [];
  });
}

/** `division parent-doc US 13303416 20111123 US 8947892 child-doc US 14577134` */
function readRelation(words: string): RelatedDocument[] {
  const relation = words.split(' ')[0] ?? '';
  const parents = words.slice(relation.length).replace(/\bchild-doc\b.*$/, '');
  return [...parents.matchAll(/\b([A-Z]{2}) (\S*\d\S*)(?: (\d{8}))?/g)].map(([, country, number, date], index) => ({
    relation: index === 0 ? relation : 'parent-grant-document',
    country: country!,
    number: normaliseNumber(country!, number!),
    date: parseDate(date),
  }));
}

function priorPublication(dates: readonly string[]): (words: string, index: number) => RelatedDocument[] {
  return (words, index) => {
    const id = parseDocumentNumber(words);
    if (!id) return [];
    return [{ relation: 'related-publication', country: id.country, number: id.number, date: parseDate(dates[index]) }];
  };
}

const CITED = /^(.*?)\s*cited by (examiner|applicant|other|third party)\s*$/s;
const CITED_BY: Readonly<Record<string, CitedBy>> = {
  examiner: 'examiner',
  applicant: 'applicant',
  'third party': 'third-party',
};

/** US, foreign and other references: `US 2003/0169838 A1 20030900 Greenstreet et al. 375/376 cited by examiner`. */
function readCitations(fields: readonly LineField[]): Citation[] {
  return fields.flatMap(({ code, lines }) => {
    if (code !== 'URGP' && code !== 'FRGP' && code !== 'ORPL') return [];
    const whole = joinLines(lines);
    const [, text = whole, by] = CITED.exec(whole) ?? [];
    const citedBy = by ? (CITED_BY[by] ?? 'other') : 'unknown';
    if (code === 'ORPL') return [citationOf({ text: resolveDotCodes(text), citedBy })];
    const [, country, number, kind, date] = /^([A-Z]{2}) (\S+)(?: ([A-Z]\d?))?(?: (\d{8}))?/.exec(text) ?? [];
    return [citationOf({ document: documentKey(country, number, kind), text, citedBy, date: parseDate(date) })];
  });
}
