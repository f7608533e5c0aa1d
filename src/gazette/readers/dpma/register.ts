import type { ClassSymbol, LegalEvent, Party } from '../../../core/index.js';
import { parseDate } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { attribute, child, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { classSymbol, readClassText } from '../shared/class-text.js';
import { readDocumentId } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { st36Parties, st36Priorities, st36Titles } from '../shared/st36-biblio.js';

/** DPMAregister, the register of the German office: bibliography, abstract and procedure of an application. */
export const dpmaRegister = xmlReader({
  name: 'dpma-register-xml',
  title: 'DPMAregister, dpma-patent-document',
  licence: null,
  recognises: (head) => head.root === 'dpma-patent-document',
  map: (root) => draftsOf(root),
});

/** One draft for each publication of the application, or the application alone before its first publication. */
function* draftsOf(root: XmlElement): Generator<Draft> {
  const biblio = child(root, 'bibliographic-data') ?? root;
  const shared = sharedPart(root, biblio);
  const references = findAll(biblio, 'publication-references/publication-reference');
  const publications = references.map((reference) => readDocumentId(child(reference, 'document-id'), 'DE'));
  for (const publication of publications) {
    if (!publication?.kind) continue;
    const number = publication.number.replace(/^0+/, '');
    const published = publication.date ?? publicationDate(root, number, publication.kind);
    const { opened, granted } = shared.dates ?? {};
    yield {
      ...shared,
      kind: publication.kind,
      type: publication.kind.startsWith('U') ? 'utility-model' : shared.type,
      numbers: { ...shared.numbers, publication: number },
      dates: {
        ...shared.dates,
        published,
        opened: opened === published ? null : opened,
        granted: /^[BC]/.test(publication.kind) ? (granted ?? published) : null,
      },
    };
  }
  if (publications.length === 0) yield shared;
}

function sharedPart(root: XmlElement, biblio: XmlElement): Draft {
  const application = readDocumentId(find(biblio, 'application-reference/document-id'), 'DE');
  const office = child(biblio, 'office-specific-bib-data');
  const abstract = textAt(office, 'abstract');
  return {
    country: 'DE',
    kind: null,
    type: /utility|gebrauch/i.test(textAt(office, 'type-of-ip-right') ?? '') ? 'utility-model' : 'patent',
    language: languageOf(attribute(child(biblio, 'invention-title'), 'lang') ?? 'de'),
    numbers: { application: application?.number },
    dates: {
      filed: application?.date ?? textAt(office, 'national-filing-data'),
      opened: textAt(office, 'date-of-first-publication'),
      granted: textAt(office, 'date-of-grant|date-of-publication-of-grant'),
    },
    titles: st36Titles(biblio, 'de'),
    abstracts: abstract ? [{ language: 'de', text: abstract }] : [],
    parties: partiesOf(biblio),
    classes: classesOf(biblio),
    priorities: st36Priorities(biblio),
    legalEvents: findAll(root, 'events/event-data').map(eventOf),
    status: textAt(office, 'status'),
  };
}

/** The address for letters repeats the representative, or is the applicant's own; the register's agents are enough. */
function partiesOf(biblio: XmlElement): Party[] {
  const parties = child(biblio, 'parties');
  return st36Parties(parties && { ...parties, children: parties.children.filter(isNoAddressForLetters) });
}

function isNoAddressForLetters(node: XmlElement['children'][number]): boolean {
  return node.type !== 'element' || node.name !== 'correspondence-address';
}

/** Symbols in the fixed fields of ST.8: group in four digits, subgroup in six filled with zeros (`H02K0016000000`). */
const ZERO_FILLED = /^([A-H]\d{2}[A-Z])(\d{4})(\d{6})$/;

function classesOf(biblio: XmlElement): ClassSymbol[] {
  const entries = findAll(biblio, 'classifications-ipcr/classification-ipcr');
  return entries.flatMap((entry, place) => {
    const printed = textAt(entry, 'text') ?? '';
    const version = textAt(entry, 'ipc-version-indicator');
    const position = place === 0 ? 'first' : 'later';
    const [, subclass, group, subgroup] = ZERO_FILLED.exec(printed) ?? [];
    const symbol = subclass
      ? classSymbol('IPC', `${subclass}${group}/${subgroup!.replace(/0+$/, '').padEnd(2, '0')}`, { position, version })
      : readClassText('IPC', printed, position);
    return symbol ?? [];
  });
}

/** The date of a publication is that of the event that names it (`DE000010027360A1`). */
function publicationDate(root: XmlElement, number: string, kind: string): string | null {
  for (const event of findAll(root, 'events/event-data')) {
    const named = findAll(event, 'published-documents/document').map((document) => text(document).replace(/^DE0*/, ''));
    if (named.includes(`${number}${kind}`)) {
      return textAt(event, 'publication-info/publication-date') ?? textAt(event, 'date-of-procedural-status');
    }
  }
  return null;
}

/** Code and kind of procedure in the office's words, with where it was published. */
function eventOf(event: XmlElement): LegalEvent {
  const procedure = textAt(event, 'type-of-procedure') ?? '';
  const info = child(event, 'publication-info');
  const issue =
    info &&
    `${textAt(info, 'publication-type') ?? ''} ${textAt(info, 'issue-number') ?? ''}/${textAt(info, 'year') ?? ''}`;
  const documents = findAll(event, 'published-documents/document').map(text);
  return {
    date: parseDate(textAt(event, 'date-of-procedural-status')),
    code: textAt(event, 'procedural-status'),
    text: [procedure, issue, ...documents].filter(Boolean).join('; '),
    status: null,
  };
}
