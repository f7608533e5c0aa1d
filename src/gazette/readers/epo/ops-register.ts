import {
  type Citation,
  type LegalEvent,
  type LocalText,
  type Party,
  type PartyRole,
  type Priority,
  parseDate,
} from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { attribute, child, children, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { classSymbol } from '../shared/class-text.js';
import { keyOf, readDocumentId } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { readParties } from '../shared/parties.js';
import { citedDocument } from '../shared/search-report.js';
import { whoCited } from './exchange-document.js';

/**
 * A document of the European Patent Register: the file of one application with all its publications, so each of them
 * becomes a publication with the bibliography and events they share. The register keeps superseded entries beside the
 * newest one, told by `change-date`; the newest counts.
 */
export function* draftsOfRegister(document: XmlElement): Generator<Draft> {
  const biblio = child(document, 'bibliographic-data') ?? document;
  const shared = sharedPart(document, biblio);
  const publications = children(biblio, 'publication-reference').map((reference) =>
    readDocumentId(child(reference, 'document-id')),
  );
  const granted = publications.find((publication) => publication?.kind?.startsWith('B'))?.date ?? null;
  const opened = publications.find((publication) => publication?.kind?.startsWith('A'))?.date ?? null;
  for (const publication of publications) {
    if (!publication) continue;
    yield {
      ...shared,
      country: publication.country,
      kind: publication.kind,
      numbers: { publication: publication.number, application: shared.numbers.application },
      dates: {
        ...shared.dates,
        published: publication.date,
        opened: publication.date === opened ? null : opened,
        granted: publication.kind?.startsWith('B') ? granted : null,
      },
    };
  }
  if (publications.length === 0) yield shared;
}

function sharedPart(document: XmlElement, biblio: XmlElement): Draft {
  const application = readDocumentId(find(biblio, 'application-reference/document-id'));
  return {
    country: application?.country ?? attribute(biblio, 'country') ?? 'EP',
    kind: null,
    numbers: { application: application?.number },
    dates: { filed: application?.date },
    language: languageOf(textAt(biblio, 'language-of-filing')),
    titles: newestPerLanguage(children(biblio, 'invention-title')),
    parties: partiesOf(biblio),
    classes: newest(children(biblio, 'classifications-ipcr')).flatMap(ipcSymbols),
    priorities: findAll(biblio, 'priority-claims/priority-claim').flatMap(priorityOf),
    citations: findAll(biblio, 'references-cited/citation').map(registerCitation),
    legalEvents: [...statusEvents(document), ...datedSteps(biblio), ...lapses(biblio), ...procedure(document)],
    status: attribute(document, 'status') ?? attribute(biblio, 'status'),
  };
}

/** The newest of several states of one entry; the register lists it first, but `change-date` is what says so. */
function newest(entries: readonly XmlElement[]): XmlElement[] {
  const changed = (entry: XmlElement) => attribute(entry, 'change-date') ?? '';
  const [first, ...others] = entries;
  if (!first) return [];
  return [others.reduce((kept, entry) => (changed(entry) > changed(kept) ? entry : kept), first)];
}

function newestPerLanguage(titles: readonly XmlElement[]): LocalText[] {
  const languages = [...new Set(titles.map((title) => attribute(title, 'lang') ?? ''))];
  return languages.flatMap((language) => {
    const [title] = newest(titles.filter((each) => (attribute(each, 'lang') ?? '') === language));
    return title ? [{ language: languageOf(language), text: text(title) }] : [];
  });
}

const PARTIES: readonly (readonly [group: string, one: string, role: PartyRole])[] = [
  ['applicants', 'applicant', 'applicant'],
  ['inventors', 'inventor', 'inventor'],
  ['agents', 'agent', 'agent'],
];

function partiesOf(biblio: XmlElement): Party[] {
  const parties = PARTIES.flatMap(([group, one, role]) =>
    newest(findAll(biblio, `parties/${group}`)).flatMap((list) => readParties(children(list, one), role)),
  );
  const opponents = findAll(biblio, 'opposition-data/opponent');
  return [...parties, ...readParties(opponents, 'opponent')];
}

/** The register lists symbols in one text, without version or position: `H04W84/20, H04W88/04`. */
function ipcSymbols(list: XmlElement) {
  const symbols = findAll(list, 'classification-ipcr/text').flatMap((entry) => text(entry).split(/[,;]|\/\//));
  return symbols
    .map((symbol) => symbol.trim())
    .filter((symbol) => symbol !== '')
    .map((symbol) => classSymbol('IPC', symbol));
}

function priorityOf(claim: XmlElement): Priority[] {
  const id = readDocumentId(child(claim, 'document-id') ?? claim);
  return id ? [{ country: id.country, number: id.number, date: id.date }] : [];
}

/** `(NOKIA CORP [FI], et al) [A] 1-15 * the whole document *;` — category, claims and passages inside the text. */
const RELEVANCE = /\[([A-Z]{1,4})\]\s*(?=[\d*])([\d\s,–-]*)((?:\*[^*]*\*[\s,;]*)*)/g;

function registerCitation(citation: XmlElement): Citation {
  const patent = child(citation, 'patcit');
  const cited = patent ? citedDocument(patent) : null;
  const printed = textAt(citation, 'patcit|nplcit/text') ?? '';
  const relevance = [...printed.matchAll(RELEVANCE)];
  const stated = findAll(citation, 'category').flatMap((category) => text(category).match(/[A-Z]/g) ?? []);
  const number = cited ? [cited.country, cited.number, cited.kind].filter(Boolean).join(' ') : '';
  const claims = relevance.map((match) => `${relevance.length > 1 ? `${match[1]}: ` : ''}${match[2]!.trim()}`);
  const passages = relevance.flatMap((match) =>
    match[3]!.split('*').map((passage) => passage.replace(/[\s;]+/g, ' ').trim()),
  );
  return citationOf({
    document: cited ? keyOf(cited) : null,
    text: [number, printed].filter(Boolean).join(' '),
    citedBy: whoCited(citation),
    categories: [...new Set([...stated, ...relevance.flatMap((match) => [...match[1]!])])],
    claims: claims.join('; ') || null,
    passages: passages.filter(Boolean).join('; ') || null,
    date: cited?.date ?? null,
  });
}

function statusEvents(document: XmlElement): LegalEvent[] {
  return findAll(document, 'ep-patent-statuses/ep-patent-status').map((status) => ({
    date: parseDate(attribute(status, 'change-date')),
    code: attribute(status, 'status-code'),
    text: text(status),
    status: null,
  }));
}

/** Elements that date a step by their name: `request-for-examination/date`. */
const STEP_GROUPS = [
  'dates-rights-effective',
  'opposition-data',
  'search-reports-information/search-report-information',
];

function datedSteps(biblio: XmlElement): LegalEvent[] {
  return STEP_GROUPS.flatMap((group) => findAll(biblio, group)).flatMap((group) =>
    children(group).flatMap((step) => {
      const date = parseDate(textAt(step, 'date'));
      return date ? [{ date, code: null, text: step.name.replace(/-/g, ' '), status: null }] : [];
    }),
  );
}

function lapses(biblio: XmlElement): LegalEvent[] {
  return newest(children(biblio, 'term-of-grant')).flatMap((term) =>
    findAll(term, 'lapsed-in-country').map((lapse) => ({
      date: parseDate(textAt(lapse, 'date')),
      code: null,
      text: `lapsed in ${textAt(lapse, 'country') ?? ''}`,
      status: null,
    })),
  );
}

/** Steps and events of the two other register answers. */
function* procedure(document: XmlElement): Generator<LegalEvent> {
  for (const event of descendants(document, 'dossier-event')) {
    const words = textAt(event, 'event-text') ?? '';
    yield {
      date: parseDate(textAt(event, 'event-date/date')),
      code: textAt(event, 'event-code'),
      text: words,
      status: null,
    };
  }
  for (const step of descendants(document, 'procedural-step')) {
    const words = findAll(step, 'procedural-step-text').map(text).filter(Boolean).join('; ');
    const code = textAt(step, 'procedural-step-code');
    yield {
      date: parseDate(textAt(step, 'procedural-step-date/date')),
      code,
      text: words || (code ?? ''),
      status: null,
    };
  }
}
