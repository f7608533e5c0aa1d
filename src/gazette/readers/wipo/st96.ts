import type { Citation, CitedBy } from '../../../core/index.js';
import { citationOf, type Draft, documentKey } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf } from '../../text-of.js';
import { attribute, child, children, find, findAll, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { languageOf } from '../shared/language.js';
import {
  readIdentification,
  st96Biblio,
  st96Classes,
  st96Parties,
  st96Priorities,
  st96Related,
  st96Titles,
} from '../shared/st96-biblio.js';
import { st96Claims, st96Description, st96Drawings } from '../shared/st96-text.js';

/** WIPO ST.96, `PatentPublication` (version 6). */
export const wipoSt96 = xmlReader({
  name: 'wipo-st96-xml',
  title: 'WIPO ST.96, PatentPublication',
  licence: null,
  recognises: (head) => head.root === 'PatentPublication',
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf();
  const biblio = st96Biblio(root);
  const publication = readIdentification(child(biblio, 'PatentPublicationIdentification'));
  const application = readIdentification(child(biblio, 'ApplicationIdentification'));
  const language = languageOf(attribute(root, 'languageCode'));
  const kind = publication?.kind ?? null;
  return {
    country: publication?.country || textAt(root, 'IPOfficeCode') || 'WO',
    kind,
    type: typeOf(biblio),
    language,
    numbers: { publication: publication?.number, application: application?.number },
    dates: {
      filed: application?.date,
      published: publication?.date,
      granted: textAt(biblio, 'GrantDate|RegistrationDate') ?? (kind?.startsWith('B') ? publication?.date : null),
    },
    titles: st96Titles(biblio, language),
    abstracts: children(root, 'Abstract').map((abstract) => ({
      language: attribute(abstract, 'languageCode') ? languageOf(attribute(abstract, 'languageCode')) : language,
      text: textOf(abstract),
    })),
    parties: st96Parties(biblio),
    classes: st96Classes(biblio),
    priorities: st96Priorities(biblio),
    related: st96Related(biblio),
    citations: findAll(biblio, 'ReferenceCitationBag/ReferenceCitation').flatMap(readReference),
    claims: st96Claims(child(root, 'Claims'), textOf),
    description: st96Description(child(root, 'Description'), textOf),
    drawings: st96Drawings(child(root, 'Drawings')),
  };
}

function typeOf(biblio: XmlElement): Draft['type'] {
  const category = textAt(biblio, 'ApplicationIdentification/InventionSubjectMatterCategory') ?? '';
  if (/^design/i.test(category)) return 'design';
  if (/^plant/i.test(category)) return 'plant';
  return /utility model/i.test(category) ? 'utility-model' : 'patent';
}

/** Parties of `citingPartyCategory`. */
const CITING: Readonly<Record<string, CitedBy>> = {
  applicant: 'applicant',
  examiner: 'examiner',
  opponent: 'opponent',
  'third party': 'third-party',
  other: 'other',
};

function readReference(reference: XmlElement): Citation[] {
  const party = (attribute(reference, 'citingPartyCategory') ?? '').toLowerCase();
  const shared = {
    citedBy: CITING[party] ?? ('unknown' as const),
    categories: findAll(reference, 'CitedDocumentCategoryCode|RelevantPassage/CategoryCode').map(text),
    claims: textAt(reference, 'RelevantClaimText|RelevantPassage/RelevantClaimText'),
    passages: textAt(reference, 'RelevantPassage/PassageText|RelevantPassageText'),
  };
  const patents = children(reference, 'PatentCitation').map((patent) => ({ ...shared, ...citedPatent(patent) }));
  const literature = findAll(reference, 'NPLCitation/NPLCitationText').map((npl) => ({ ...shared, text: text(npl) }));
  return [...patents, ...literature].filter((citation) => citation.text !== '').map(citationOf);
}

function citedPatent(patent: XmlElement): Pick<Citation, 'document' | 'text' | 'date'> {
  const identification = find(patent, 'CitedPatentDocumentIdentification');
  const id = readIdentification(identification);
  const name = textAt(identification, 'EntityName|PersonFullName');
  const printed = textAt(patent, 'PatentCitationText');
  const number = id ? [id.country, id.number, id.kind].filter(Boolean).join(' ') : '';
  return {
    document: id ? documentKey(id.country, id.number, id.kind) : null,
    text: printed ?? (name ? `${number} (${name})` : number),
    date: id?.date ?? null,
  };
}
