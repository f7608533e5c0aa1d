import type { Citation, Party } from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import {
  attribute,
  child,
  children,
  descendant,
  descendants,
  find,
  findAll,
  text,
  textAt,
} from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { readDocumentId } from '../shared/document-id.js';
import { readParties } from '../shared/parties.js';
import { st36Ipc, st36Parties, st36Priorities, st36Related, st36Titles } from '../shared/st36-biblio.js';
import { readAbstracts, readClaims, readDescription, readDrawings } from '../shared/st36-text.js';
import { type AmendedItem, amendedClaims, amendedParagraphs } from './amendments.js';
import { fileIndex, fTerms, kindInWords } from './classes.js';
import { keyOfJapaneseCitation } from './printed-number.js';
import { captionsOf, withPrintedLabels } from './printed-text.js';

/** Gazettes of the Japan Patent Office from 2004 to 2021, in ST.36 with the office's own elements (`jp:`). */
export const jpoOfficialGazette = xmlReader({
  name: 'jpo-official-gazette-xml',
  title: 'JPO gazettes 2004-2021, jp-official-gazette',
  licence: null,
  recognises: (head) => head.root === 'jp-official-gazette',
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf();
  const biblio = child(root, 'bibliographic-data') ?? root;
  const reference = find(biblio, 'publication-reference/document-id');
  const publication = readDocumentId(reference, 'JP');
  const application = readDocumentId(find(biblio, 'application-reference/document-id'), 'JP');
  const kind =
    attribute(root, 'kind-of-st16') ?? kindInWords(textAt(reference, 'kind')) ?? attribute(root, 'kind-of-jp');
  const registered = /^[BCUY]/.test(kind ?? '');
  const description = child(root, 'description');
  const amendments = amendmentsOf(root, textOf);
  return {
    country: 'JP',
    kind,
    type: /^[UYZ]/.test(kind ?? '') ? 'utility-model' : 'patent',
    language: 'ja',
    numbers: {
      publication: publication?.number,
      application: application?.number,
      registration: registered ? publication?.number : null,
    },
    dates: {
      filed: application?.date,
      published: publication?.date,
      granted: text(descendant(biblio, 'registration-date', 'date-of-registration')),
    },
    titles: st36Titles(biblio, 'ja'),
    abstracts: readAbstracts(root, textOf, 'ja'),
    parties: partiesOf(biblio),
    classes: [...st36Ipc(biblio), ...nationalClasses(biblio)],
    priorities: st36Priorities(biblio).map((priority) => ({ ...priority, country: priority.country || 'JP' })),
    related: st36Related(biblio),
    citations: [...citedBy(child(biblio, 'references-cited'), 'examiner'), ...citedBy(description, 'applicant')],
    ...amendedClaims(readClaims(child(root, 'claims'), textOf), amendments),
    description: [
      ...readDescription(description && withPrintedLabels(description), { textOf, skip: ['invention-title'] }),
      ...amendedParagraphs(amendments),
    ],
    drawings: drawingsOf(root, description),
  };
}

function partiesOf(biblio: XmlElement): Party[] {
  const examiners = [...descendants(child(biblio, 'examiners'), 'primary-examiner', 'assistant-examiner')];
  return [...st36Parties(child(biblio, 'parties')), ...readParties(examiners, 'examiner')];
}

function nationalClasses(biblio: XmlElement) {
  const fi = findAll(biblio, 'classification-national/main-clsf|further-clsf').map((entry) =>
    fileIndex(text(entry), entry.name === 'main-clsf' ? 'first' : 'later'),
  );
  const terms = findAll(biblio, 'f-term-info/f-term').map(text);
  return [...fi, ...fTerms(terms, findAll(biblio, 'theme-code-info/theme-code').map(text))];
}

/** Documents cited on the front page of a patent, or marked in the description. */
function citedBy(part: XmlElement | null, party: Citation['citedBy']): Citation[] {
  return [...descendants(part, 'patcit', 'nplcit')].flatMap((cited) => {
    const printed = textAt(cited, 'text') ?? text(cited);
    const document = cited.name === 'patcit' ? keyOfJapaneseCitation(printed) : null;
    return printed ? [citationOf({ text: printed, document, citedBy: party })] : [];
  });
}

function drawingsOf(root: XmlElement, description: XmlElement | null) {
  const captions = captionsOf(description);
  const numbered = readDrawings(child(root, 'drawings'));
  return numbered.map((drawing) => ({ ...drawing, caption: captions.get(drawing.number) ?? null }));
}

/** Amended items in the order in which they were filed. */
function amendmentsOf(root: XmlElement, textOf: TextOf): AmendedItem[] {
  return findAll(root, 'written-amendment-group/written-amendment').flatMap((amendment) =>
    [...descendants(amendment, 'amendment-group')].map((group) => {
      const contents = child(group, 'contents-of-amendment');
      const claims = child(contents, 'claims');
      const description = child(contents, 'description') ?? (claims ? null : contents);
      const about = attribute(contents, 'kind-of-document');
      return {
        date: textAt(amendment, 'date'),
        item: textAt(group, 'item-of-amendment') ?? '',
        claims: claims ? readClaims(claims, textOf) : claimsBeside(contents, textOf),
        description:
          about === 'drawings' || !description
            ? null
            : readDescription(withPrintedLabels(description), { textOf, skip: ['claim', 'drawings', 'abstract'] }),
      };
    }),
  );
}

/** Single amended claims stand in the contents without a `claims` around them. */
function claimsBeside(contents: XmlElement | null, textOf: TextOf) {
  return children(contents, 'claim').length > 0 ? readClaims(contents, textOf) : null;
}
