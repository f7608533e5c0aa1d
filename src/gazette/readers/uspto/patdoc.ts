/** USPTO grants of 2001 to 2004 in WIPO ST.32: `PATDOC`, as SGML (2.4) and XML (2.5). All text lies in `PDAT` leaves. */
import {
  type Citation,
  type ClassSymbol,
  type LegalEvent,
  normaliseNumber,
  normaliseSymbol,
  type Party,
  type PartyRole,
  type Priority,
  parseDate,
  type RelatedDocument,
  type Section,
} from '../../../core/index.js';
import { type ClaimDraft, citationOf, type Draft, documentKey, type ParagraphDraft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { figureCaptions, sheets } from './figures.js';
import { typeOfKind } from './kind.js';
import { USPTO_LICENCE } from './licence.js';
import { relatedDocument } from './related.js';
import { sectionAfterHeading, sectionOfMark } from './sections.js';
import { sequenceParagraphs } from './sequences.js';
import { columnsOf, oldIpcText, usClass } from './us-class.js';

export const usptoSt32Grant = xmlReader({
  name: 'uspto-st32',
  title: 'USPTO patent grants, ST.32 SGML and XML 2.4–2.5 (2001–2004)',
  licence: USPTO_LICENCE,
  recognises: (head) => head.root === 'PATDOC',
  *map(root, { others }) {
    const biblio = child(root, 'SDOBI') ?? root;
    const textOf = createTextOf();
    const kind = textAt(biblio, 'B100/B130');
    const number = textAt(biblio, 'B100/B110');
    const date = textAt(biblio, 'B100/B140');
    const description = [
      ...readDescription(child(root, 'SDODE'), textOf),
      ...[...children(root, 'SDOSQ'), ...others].flatMap(sequenceParagraphs),
    ];
    yield {
      country: textAt(biblio, 'B100/B190') ?? 'US',
      kind,
      type: typeOfKind(kind),
      numbers: { publication: number, registration: number, application: textAt(biblio, 'B200/B210') },
      dates: { published: date, granted: date, filed: textAt(biblio, 'B200/B220'), opened: openedOn(biblio) },
      language: 'en',
      titles: findAll(biblio, 'B500/B540').map((title) => ({ language: 'en', text: textOf(title) })),
      abstracts: [{ language: 'en', text: [...descendants(child(root, 'SDOAB'), 'PARA')].map(textOf).join('\n') }],
      parties: readParties(child(biblio, 'B700')),
      classes: readClasses(child(biblio, 'B500'), kind),
      priorities: readPriorities(biblio),
      related: readRelated(biblio),
      citations: readCitations(find(biblio, 'B500/B560')),
      claims: [...descendants(child(root, 'SDOCL'), 'CLM')].map((claim) => readClaim(claim, textOf)),
      description,
      drawings: [
        ...figureCaptions(description.filter((each) => each.section === 'drawings').map((each) => each.text)),
        ...sheets([...descendants(child(root, 'SDODR'), 'EMI')].flatMap((image) => attribute(image, 'FILE') ?? [])),
      ],
      legalEvents: readLegalEvents(child(biblio, 'B400')),
    } satisfies Draft;
  },
});

/** Paragraphs bear their number in their mark (`P-00012`). */
function readDescription(description: XmlElement | null, textOf: TextOf): ParagraphDraft[] {
  const paragraphs: ParagraphDraft[] = [];
  for (const part of children(description)) {
    let section: Section = sectionOfMark(part.name) ?? 'other';
    for (const element of blocksOf(part)) {
      const words = textOf(element);
      if (element.name === 'H') {
        section = sectionAfterHeading(words, section);
        paragraphs.push({ text: words, section, kind: 'heading' });
      } else
        paragraphs.push({
          text: words,
          section,
          number: /^P-(\d+)$/.exec(attribute(element, 'ID') ?? '')?.[1] ?? null,
        });
    }
  }
  return paragraphs;
}

/** Headings, paragraphs and what stands between them (tables, formulas), out of `BTEXT` and other groups. */
function* blocksOf(element: XmlElement): Generator<XmlElement> {
  const groups = element.name !== 'PARA' && element.name !== 'H' && descendantBlock(element);
  if (!groups) yield element;
  else for (const inner of children(element)) yield* blocksOf(inner);
}

function descendantBlock(element: XmlElement): boolean {
  return children(element).some(({ name }) => name === 'PARA' || name === 'H' || name === 'BTEXT');
}

function readClaim(claim: XmlElement, textOf: TextOf): ClaimDraft {
  const refersTo = [...descendants(claim, 'CLREF')].flatMap((reference) =>
    [...(attribute(reference, 'ID') ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  );
  return { number: Number(/\d+/.exec(attribute(claim, 'ID') ?? '')?.[0]) || null, text: textOf(claim), refersTo };
}

/** Designs carry the Locarno class where others have the IPC. */
function readClasses(b500: XmlElement | null, kind: string | null): ClassSymbol[] {
  const version = textAt(b500, 'B510/B516');
  const international = [
    ...findAll(b500, 'B510/B511').map((each) => [each, 'first'] as const),
    ...findAll(b500, 'B510/B512').map((each) => [each, 'later'] as const),
  ].map(([each, position]): ClassSymbol | null => {
    const columns = columnsOf(each);
    if (typeOfKind(kind) === 'design') {
      return {
        scheme: 'LOCARNO',
        symbol: columns.trim().replace(/^(\d\d)(\d\d)$/, '$1-$2'),
        position,
        value: null,
        version,
      };
    }
    const symbol = normaliseSymbol(oldIpcText(columns));
    return symbol ? { scheme: 'IPC', symbol, position, value: null, version } : null;
  });
  const national = [
    ...findAll(b500, 'B520/B521').map((each) => usClass(columnsOf(each), 'first')),
    ...findAll(b500, 'B520/B522').map((each) => usClass(columnsOf(each), 'later')),
  ];
  return [...international, ...national].filter((symbol) => symbol !== null);
}

const PARTIES: readonly (readonly [path: string, role: PartyRole])[] = [
  ['B710/B711', 'applicant'],
  ['B720/B721', 'inventor'],
  ['B730/B731', 'assignee'],
  ['B740/B741', 'agent'],
  ['B745/B746', 'examiner'],
  ['B745/B747', 'examiner'],
];

function readParties(b700: XmlElement | null): Party[] {
  return PARTIES.flatMap(([path, role]) =>
    findAll(b700, path).flatMap((element) => {
      const party = child(element, 'PARTY-US') ?? element;
      const name = nameIn(party);
      if (!name) return [];
      const address = ['STR', 'CITY', 'STATE', 'PCODE'].map((part) => textAt(party, `ADR/${part}`)).filter(Boolean);
      const country = textAt(party, 'ADR/CTRY') ?? (textAt(party, 'ADR/STATE') ? 'US' : null);
      const unit = path === 'B745/B746' ? textAt(b700, 'B745/B748US') : null;
      return [{ role, name, otherNames: [], country, address: unit ? `Art Unit ${unit}` : address.join(', ') || null }];
    }),
  );
}

function nameIn(party: XmlElement): string | null {
  const organisation = textAt(party, 'NAM/ONM');
  const parts = ['TTL', 'FNM', 'SNM', 'SFX'].map((part) => textAt(party, `NAM/${part}`)).filter(Boolean);
  return organisation ?? (parts.join(' ') || null);
}

function readPriorities(biblio: XmlElement): Priority[] {
  return children(biblio, 'B300').flatMap((claims) => {
    const countries = children(claims, 'B330').map(text);
    const dates = children(claims, 'B320').map(text);
    return children(claims, 'B310').flatMap((printed, index) => {
      const country = countries[index] ?? '';
      const number = normaliseNumber(country, text(printed));
      return number ? [{ country, number, date: parseDate(dates[index]) }] : [];
    });
  });
}

const RELATIONS: Readonly<Record<string, string>> = {
  B620: 'addition',
  B631: 'continuation',
  B632: 'continuation-in-part',
  B633: 'continuing-reissue',
  B641US: 'division',
  B640: 'division',
  B645: 'reissue',
  B645US: 'reexamination',
  B660: 'substitution',
  B680US: 'us-provisional-application',
  B690US: 'related-publication',
};

function readRelated(biblio: XmlElement): RelatedDocument[] {
  const related: RelatedDocument[] = [];
  const add = (relation: string, document: XmlElement | null, fallback: string) => {
    const country = textAt(document, 'CTRY') ?? fallback;
    const printed = { country, number: textAt(document, 'DNUM'), date: textAt(document, 'DATE') };
    related.push(...relatedDocument(relation, printed));
  };
  for (const group of descendants(child(biblio, 'B600'), ...Object.keys(RELATIONS))) {
    const relation = RELATIONS[group.name]!;
    add(relation, child(group, 'DOC'), 'US');
    for (const parent of children(group, 'PARENT-US')) {
      add(relation, find(parent, 'PDOC/DOC'), 'US');
      add('parent-grant-document', find(parent, 'PPUB/DOC'), 'US');
    }
  }
  const b800 = child(biblio, 'B800');
  add('pct-filing', find(b800, 'B860/B861/DOC') ?? find(b800, 'B860/B861'), 'WO');
  add('pct-publication', find(b800, 'B870/B871/DOC') ?? find(b800, 'B870/B871'), 'WO');
  return related;
}

function openedOn(biblio: XmlElement): string | null {
  return findAll(biblio, 'B600/B690US/DOC/DATE').map(text).sort()[0] ?? null;
}

/** B561 holds a patent, B562 other literature; each says who cited it by an empty element behind it. */
function readCitations(b560: XmlElement | null): Citation[] {
  return children(b560).flatMap((entry) => {
    const citedBy = child(entry, 'CITED-BY-EXAMINER')
      ? 'examiner'
      : child(entry, 'CITED-BY-OTHER')
        ? 'other'
        : 'unknown';
    if (entry.name === 'B562') {
      const words = textAt(entry, 'NCIT');
      return words ? [citationOf({ text: words, citedBy })] : [];
    }
    const document = find(entry, 'PCIT/DOC');
    const number = textAt(document, 'DNUM');
    if (!number) return [];
    const country = textAt(document, 'CTRY') ?? 'US';
    const kind = textAt(document, 'KIND');
    const date = parseDate(textAt(document, 'DATE'));
    const name = textAt(entry, 'PCIT/PARTY-US/NAM');
    const words = [country, number, kind, date, name].filter(Boolean).join(' ');
    return [citationOf({ document: documentKey(country, number, kind), text: words, citedBy, date })];
  });
}

function readLegalEvents(b400: XmlElement | null): LegalEvent[] {
  return [...descendants(b400, 'B474', 'B474US', 'B473US', 'B473')].map((entry) => ({
    date: null,
    code: entry.name,
    text: text(entry) || 'Subject to a terminal disclaimer',
    status: null,
  }));
}
