import type { ClassSymbol, LegalEvent } from '../../../core/index.js';
import { parseDate } from '../../../core/index.js';
import { completeClaims, type Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, TEXT_ROLES } from '../../text-of.js';
import { attribute, child, children, collapse, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { exchangeClasses } from '../epo/exchange-classes.js';
import { applicationNumber } from '../epo/exchange-document.js';
import { readDocumentId } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { readCitation } from '../shared/search-report.js';
import { st36Parties, st36Priorities, st36Related, st36Titles } from '../shared/st36-biblio.js';
import { digitsOf, readAbstracts, readClaims, readDescription, readDrawings } from '../shared/st36-text.js';

/**
 * The `patent-document` of commercial collections and of CLEF-IP, told from WIPO's by its `ucid` (`EP-1127520-B1`):
 * ST.36 names with a block of technical data, parties in up to three forms, legal events with labelled attributes.
 */
export const vendorPatentDocument = xmlReader({
  name: 'vendor-patent-document-xml',
  title: 'Commercial patent-document (ucid), CLEF-IP',
  licence: null,
  recognises: (head) => head.root === 'patent-document' && head.attributes.ucid !== undefined,
  *map(root) {
    yield draftOf(root);
  },
});

/** Formulas typed as text stand in an element of the vendor's own. */
const ROLES = { ...TEXT_ROLES, che: 'chem', sl: 'block', imgref: 'skip' } as const;

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf(ROLES);
  const biblio = child(root, 'bibliographic-data');
  const technical = child(biblio, 'technical-data') ?? biblio;
  const application = readDocumentId(find(biblio, 'application-reference/document-id'));
  const country = attribute(root, 'country') ?? '';
  const language = languageOf(attribute(root, 'lang'));
  const sets = children(root, 'claims').map((set) => ({
    language: languageOf(attribute(set, 'lang')),
    claims: readClaims(set, textOf),
  }));
  const main = sets.find((set) => set.language === language) ?? sets[0];
  const description = children(root, 'description').find((one) => languageOf(attribute(one, 'lang')) === language);
  return {
    country,
    kind: attribute(root, 'kind'),
    language,
    numbers: {
      publication: attribute(root, 'doc-number'),
      application: applicationNumber(application, country),
    },
    dates: {
      filed: application?.date,
      published: attribute(root, 'date'),
      granted: attribute(root, 'kind')?.startsWith('B') ? attribute(root, 'date') : null,
    },
    titles: st36Titles(technical, language),
    abstracts: readAbstracts(root, textOf, language),
    parties: st36Parties(child(biblio, 'parties')),
    classes: classesOf(technical),
    priorities: st36Priorities(biblio),
    related: st36Related(biblio),
    family: { simple: attribute(root, 'family-id'), extended: null, members: [] },
    citations: [...descendants(child(technical, 'citations') ?? child(technical, 'references-cited'), 'citation')].map(
      (citation) => readCitation(citation, 'unknown'),
    ),
    claims: main?.claims ?? [],
    claimTranslations: sets
      .filter((set) => set !== main)
      .map((set) => ({ language: set.language, claims: completeClaims(set.claims) })),
    description: readDescription(description ?? child(root, 'description'), {
      textOf,
      numberOf: (paragraph) => digitsOf(attribute(paragraph, 'num')),
    }),
    drawings: readDrawings(child(root, 'drawings')),
    legalEvents: [...intentionToGrant(biblio), ...findAll(root, 'legal-status/legal-event').map(legalEventOf)],
  };
}

function classesOf(technical: XmlElement | null): ClassSymbol[] {
  return technical ? exchangeClasses(technical) : [];
}

function intentionToGrant(biblio: XmlElement | null): LegalEvent[] {
  return findAll(biblio, 'dates-of-public-availability/intention-to-grant-date').map((element) => ({
    date: parseDate(textAt(element, 'date')),
    code: null,
    text: 'Intention to grant',
    status: null,
  }));
}

function legalEventOf(event: XmlElement): LegalEvent {
  const details = [...descendants(event, 'event-attribute')].map(
    (detail) => `${textAt(detail, 'event-attribute-label') ?? ''}: ${textAt(detail, 'event-attribute-value') ?? ''}`,
  );
  const title = collapse(text(find(event, 'legal-event-body/event-title'))).replace(/:$/, '');
  return {
    date: parseDate(attribute(event, 'date')),
    code: attribute(event, 'code'),
    text: [title, ...details].join('; '),
    status: null,
  };
}
