import type { Citation } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, find, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { applicationNumber } from '../epo/exchange-document.js';
import { claimsFromWordings, type Wording } from '../shared/claim-sets.js';
import { readDocumentId } from '../shared/document-id.js';
import { languageOf } from '../shared/language.js';
import { readParties } from '../shared/parties.js';
import { readCitation } from '../shared/search-report.js';
import { st36Ipc, st36Parties, st36Priorities, st36Related, st36Titles } from '../shared/st36-biblio.js';
import { readAbstracts, readClaims, readDescription, readDrawings } from '../shared/st36-text.js';

/**
 * Documents in the elements of WIPO ST.36 itself: `patent-document` v1.3, the PCT's `wo-published-application` and its
 * OCR texts, which have a number on the root and no bibliography.
 */
export const wipoSt36 = xmlReader({
  name: 'wipo-st36-xml',
  title: 'WIPO ST.36, patent-document and wo-published-application',
  licence: null,
  recognises: (head) =>
    head.root === 'wo-published-application' ||
    head.root === 'wo-international-application-status' ||
    (head.root === 'patent-document' && head.attributes.ucid === undefined),
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf();
  const biblio = find(root, 'bibliographic-data|wo-bibliographic-data');
  const publication = readDocumentId(find(biblio, 'publication-reference/document-id'), 'WO');
  const application = readDocumentId(find(biblio, 'application-reference/document-id'));
  const country = attribute(root, 'country') ?? publication?.country ?? 'WO';
  const language = languageOf(attribute(root, 'lang') ?? textAt(biblio, 'language-of-publication'));
  return {
    country,
    kind: attribute(root, 'kind') ?? publication?.kind ?? kindOfBody(root),
    language,
    numbers: {
      publication: publication?.number ?? attribute(root, 'docnumber') ?? attribute(root, 'doc-number'),
      application: applicationNumber(application, country),
    },
    dates: {
      filed: application?.date,
      published: publication?.date ?? attribute(root, 'date-published') ?? attribute(root, 'date-publ'),
    },
    titles: st36Titles(biblio, language),
    abstracts: readAbstracts(root, textOf, language),
    parties: [...st36Parties(find(biblio, 'parties|wo-parties')), ...examinersOf(root)],
    classes: st36Ipc(biblio),
    priorities: [...st36Priorities(biblio), ...st36Priorities(find(biblio, 'wo-priority-info'))],
    related: st36Related(biblio),
    citations: citationsOf(root, biblio),
    ...claimsFromWordings(claimSets(root, textOf)),
    description: readDescription(child(root, 'description'), { textOf, skip: ['invention-title'] }),
    drawings: readDrawings(child(root, 'drawings')),
  };
}

/** An OCR text names no kind; its DTD says that it is a published application, which is kind A. */
function kindOfBody(root: XmlElement): string | null {
  return attribute(root, 'dtd-version')?.includes('published-application') ? 'A' : null;
}

function examinersOf(root: XmlElement) {
  const examiners = [...descendants(child(root, 'search-report-data'), 'primary-examiner', 'assistant-examiner')];
  return readParties(examiners, 'examiner');
}

/** A second set is the claims as amended for the national phase (translations of PCT applications). */
function claimSets(root: XmlElement, textOf: TextOf): Wording[] {
  return children(root, 'claims').map((set, place) => ({
    version: String(place + 1),
    date: null,
    document: null,
    claims: readClaims(set, textOf),
  }));
}

/** Search report first, then what the description marks as cited. */
function citationsOf(root: XmlElement, biblio: XmlElement | null): Citation[] {
  const report = [...descendants(child(root, 'search-report-data'), 'citation')];
  const front = [...descendants(child(biblio, 'references-cited'), 'citation')];
  const marked = [...descendants(child(root, 'description'), 'patcit', 'nplcit')];
  return [
    ...report.map((citation) => readCitation(citation, 'search-report')),
    ...front.map((citation) => readCitation(citation, 'examiner')),
    ...marked.map((cited) => readCitation({ ...cited, name: 'citation', children: [cited] }, 'applicant')),
  ];
}
