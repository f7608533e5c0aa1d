/** USPTO Green Book (APS) full text of 1976 to 2001: fields of four columns in groups. */
import {
  type Citation,
  type ClassSymbol,
  normaliseNumber,
  normaliseSymbol,
  type Party,
  type PartyRole,
  parseDate,
  type Section,
} from '../../../core/index.js';
import { type ClaimDraft, citationOf, type Draft, documentKey, type ParagraphDraft } from '../../parts.js';
import { textReader } from '../../record-reader.js';
import { resolveDotCodes } from './dot-codes.js';
import { figureCaptions } from './figures.js';
import { USPTO_LICENCE } from './licence.js';
import { joinLines, type LineField, personName, readFields } from './line-fields.js';
import { sectionAfterHeading } from './sections.js';
import { oldIpcText, usClass } from './us-class.js';

export const usptoGreenBook = textReader({
  name: 'uspto-green-book',
  title: 'USPTO patent grants, Green Book full text (1976–2001)',
  licence: USPTO_LICENCE,
  recognises: (head) => /^PATN\s*\r?\nWKU /.test(head.text),
  *map(text) {
    yield readRecord(groupsOf(readFields(text, 5)));
  },
});

/** A group begins at a code of four letters without a value. */
interface Group {
  readonly code: string;
  readonly fields: LineField[];
}

function groupsOf(fields: readonly LineField[]): Group[] {
  const groups: Group[] = [];
  for (const field of fields) {
    if (/^[A-Z]{4}$/.test(field.code) && joinLines(field.lines) === '') groups.push({ code: field.code, fields: [] });
    else groups.at(-1)?.fields.push(field);
  }
  return groups;
}

function readRecord(groups: readonly Group[]): Draft {
  const front = groups.find((group) => group.code === 'PATN');
  const value = (code: string) => valueIn(front, code);
  const number = patentNumber(value('WKU') ?? '');
  const description = readDescription(groups);
  return {
    country: 'US',
    kind: kindOf(number),
    type: typeOf(number),
    numbers: { publication: number, registration: number, application: applicationNumber(value('SRC'), value('APN')) },
    dates: { published: value('ISD'), granted: value('ISD'), filed: value('APD') },
    language: 'en',
    titles: [{ language: 'en', text: resolveDotCodes(value('TTL') ?? '') }],
    abstracts: [{ language: 'en', text: textOfGroup(groups, 'ABST').join('\n') }],
    parties: readParties(groups, front),
    classes: readClasses(groups),
    priorities: all(groups, 'PRIR').flatMap((group) => {
      const country = officeCode(valueIn(group, 'CNT') ?? '');
      const claimed = normaliseNumber(country, valueIn(group, 'APN') ?? '');
      return claimed ? [{ country, number: claimed, date: parseDate(valueIn(group, 'APD')) }] : [];
    }),
    related: all(groups, 'RLAP', 'REIS').flatMap(readRelated),
    citations: readCitations(groups),
    claims: readClaims(groups),
    description,
    drawings: figureCaptions(description.filter((each) => each.section === 'drawings').map((each) => each.text)),
  };
}

function all(groups: readonly Group[], ...codes: readonly string[]): Group[] {
  return groups.filter((group) => codes.includes(group.code));
}

function valueIn(group: Group | undefined, code: string): string | null {
  const field = group?.fields.find((each) => each.code === code);
  return (field && joinLines(field.lines)) || null;
}

/** The last digit is a check digit: `057006474` is 5,700,647. */
function patentNumber(wku: string): string {
  return normaliseNumber('US', wku.trim().slice(0, -1));
}

/** Before 2001 US patents bore no kind codes; these are the ones the USPTO itself gives them in later citations. */
function kindOf(number: string): string {
  const prefix = /^[A-Z]+/.exec(number)?.[0] ?? '';
  return { D: 'S', PP: 'P', RE: 'E', H: 'H', T: 'I' }[prefix] ?? 'A';
}

function typeOf(number: string): Draft['type'] {
  const kind = kindOf(number);
  if (kind === 'S') return 'design';
  if (kind === 'P') return 'plant';
  return kind === 'H' || kind === 'I' ? 'other' : 'patent';
}

/** Series code and serial number (`8` and `5686806`, whose last digit is a check digit): 08/568,680. */
function applicationNumber(series: string | null, serial: string | null): string | null {
  if (!serial) return null;
  const digits = serial.replace(/\D/g, '').slice(0, 6).padStart(6, '0');
  return `${series === 'D' ? '29' : (series ?? '').padStart(2, '0')}${digits}`;
}

/** Three letters for a country: two of WIPO ST.3 and an X or digit (`JPX`, `DE2`). */
function officeCode(code: string): string {
  const office = code.slice(0, 2).toUpperCase();
  return office === 'UK' ? 'GB' : office;
}

const ROLES: Readonly<Record<string, PartyRole>> = { INVT: 'inventor', ASSG: 'assignee' };

function readParties(groups: readonly Group[], front: Group | undefined): Party[] {
  const people = all(groups, 'INVT', 'ASSG').flatMap((group) => {
    const name = valueIn(group, 'NAM');
    if (!name) return [];
    const address = ['STR', 'CTY', 'STA', 'ZIP']
      .map((code) => valueIn(group, code))
      .filter(Boolean)
      .join(', ');
    const abroad = valueIn(group, 'CNT');
    const country = abroad ? officeCode(abroad) : valueIn(group, 'STA') ? 'US' : null;
    return [{ ...nobody, role: ROLES[group.code]!, name: personName(name), country, address: address || null }];
  });
  const agents = all(groups, 'LREP')
    .flatMap((group) => group.fields.filter(({ code }) => ['FRM', 'FR2', 'AAT', 'AGT', 'ATT'].includes(code)))
    .map((field) => ({ ...nobody, role: 'agent' as const, name: personName(joinLines(field.lines)) }));
  const unit = valueIn(front, 'ART');
  const examiners = ['EXP', 'EXA'].flatMap((code) => {
    const name = valueIn(front, code);
    return name
      ? [{ ...nobody, role: 'examiner' as const, name: personName(name), address: unit && `Art Unit ${unit}` }]
      : [];
  });
  return [...people, ...agents, ...examiners];
}

const nobody = { otherNames: [], country: null, address: null };

function readClasses(groups: readonly Group[]): ClassSymbol[] {
  const classes: (ClassSymbol | null)[] = [];
  for (const group of all(groups, 'CLAS')) {
    const version = valueIn(group, 'EDF');
    let first = true;
    for (const { code, lines } of group.fields) {
      if (code === 'OCL') classes.push(usClass(lines[0]!, 'first'));
      else if (code === 'XCL') classes.push(usClass(lines[0]!, 'later'));
      else if (code === 'ICL') {
        const symbol = normaliseSymbol(oldIpcText(lines[0]!.trimEnd()));
        if (symbol) classes.push({ scheme: 'IPC', symbol, position: first ? 'first' : 'later', value: null, version });
        first = false;
      }
    }
  }
  return classes.filter((symbol) => symbol !== null);
}

/** Codes of RLAP for the relation to the parent, as far as records show them. */
const RELATIONS: Readonly<Record<string, string>> = {
  '71': 'continuation',
  '72': 'continuation-in-part',
  '74': 'division',
};

function readRelated(group: Group): NonNullable<Draft['related']> {
  const relation =
    group.code === 'REIS' ? 'reissue' : (RELATIONS[valueIn(group, 'COD') ?? ''] ?? 'related-application');
  const date = parseDate(valueIn(group, 'APD'));
  const application = normaliseNumber('US', valueIn(group, 'APN') ?? '');
  const patent = normaliseNumber('US', valueIn(group, 'PNO') ?? '');
  return [
    ...(application ? [{ relation, country: 'US', number: application, date }] : []),
    ...(patent
      ? [{ relation: 'parent-grant-document', country: 'US', number: patent, date: parseDate(valueIn(group, 'ISD')) }]
      : []),
  ];
}

/** Of the front page: who cited is not said. */
function readCitations(groups: readonly Group[]): Citation[] {
  return all(groups, 'UREF', 'FREF', 'OREF').flatMap((group) => {
    if (group.code === 'OREF') {
      return group.fields
        .map(({ lines }) => citationOf({ text: resolveDotCodes(joinLines(lines)) }))
        .filter(({ text }) => text);
    }
    const printed = valueIn(group, 'PNO');
    if (!printed) return [];
    const country = group.code === 'UREF' ? 'US' : officeCode(valueIn(group, 'CNT') ?? '');
    const kind = country === 'US' ? kindOf(normaliseNumber('US', printed)) : null;
    const date = parseDate(valueIn(group, 'ISD'));
    const words = [country, printed, date, valueIn(group, 'NAM')].filter(Boolean).join(' ');
    return [citationOf({ document: documentKey(country, printed, kind), text: words, date })];
  });
}

const SECTIONS: readonly (readonly [code: string, section: Section])[] = [
  ['PARN', 'related-applications'],
  ['GOVT', 'government-interest'],
  ['BSUM', 'summary'],
  ['DRWD', 'drawings'],
  ['DETD', 'embodiments'],
];

function readDescription(groups: readonly Group[]): ParagraphDraft[] {
  const sections = new Map(SECTIONS);
  const paragraphs: ParagraphDraft[] = [];
  let tables = 0;
  for (const group of groups) {
    let section = sections.get(group.code);
    if (!section) continue;
    for (const field of group.fields) {
      if (field.code === 'PAC') {
        const words = resolveDotCodes(joinLines(field.lines));
        section = sectionAfterHeading(words, section);
        paragraphs.push({ text: words, section, kind: 'heading' });
      } else if (field.code.startsWith('TBL')) {
        paragraphs.push({ text: tableText(field, ++tables), section });
      } else paragraphs.push({ text: resolveDotCodes(joinLines(field.lines)), section });
    }
  }
  return paragraphs;
}

/** Tables keep their columns by blanks; two or more part two cells. Rules between rows are lines only. */
function tableText({ lines }: LineField, number: number): string {
  const rows = lines
    .map((line) => resolveDotCodes(line.trimEnd()).trimStart().replace(/ {2,}/g, '\t'))
    .filter((line) => line !== '' && !/^[-_=\s]+$/.test(line));
  return [`[TABLE ${number}]`, ...rows, '[/TABLE]'].join('\n');
}

function textOfGroup(groups: readonly Group[], code: string): string[] {
  return all(groups, code).flatMap((group) => group.fields.map((field) => resolveDotCodes(joinLines(field.lines))));
}

/** `NUM` opens a claim, further paragraphs are its steps. A design has one claim without a number. */
function readClaims(groups: readonly Group[]): ClaimDraft[] {
  const claims: { number: number | null; lines: string[] }[] = [];
  for (const group of all(groups, 'CLMS', 'DCLM')) {
    for (const field of group.fields) {
      if (field.code === 'STM') continue;
      const words = resolveDotCodes(joinLines(field.lines));
      if (field.code === 'NUM') claims.push({ number: Number(/\d+/.exec(words)?.[0]) || null, lines: [] });
      else {
        if (claims.length === 0) claims.push({ number: null, lines: [] });
        claims.at(-1)!.lines.push(field.code.startsWith('TBL') ? tableText(field, claims.length) : words);
      }
    }
  }
  return claims.map(({ number, lines }) => ({ number, text: lines.join('\n') }));
}
