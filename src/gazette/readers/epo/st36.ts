import { parseDate } from '../../../core/index.js';
import { completeClaims, type Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, children, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { claimsFromWordings } from '../shared/claim-sets.js';
import { languageOf } from '../shared/language.js';
import { readAbstracts, readClaims, readDescription, readDrawings } from '../shared/st36-text.js';
import { citationsOf } from './b-citations.js';
import { classesOf, legalEventsOf, partiesOf, prioritiesOf, relatedOf, titlesOf } from './b-codes.js';

/**
 * European publications as the EPO's publication server gives them: `ep-patent-document` v1.0 to v1.5.1, text in
 * ST.36, bibliography in ST.32 codes. An application that entered from the PCT may be published without any text.
 */
export const epoSt36 = xmlReader({
  name: 'epo-st36-xml',
  title: 'EPO publication server, ep-patent-document v1.0-1.5.1',
  licence: null,
  recognises: (head) => head.root === 'ep-patent-document',
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf();
  const sdobi = child(root, 'SDOBI') ?? root;
  const language = languageOf(attribute(root, 'lang') ?? textAt(sdobi, 'B200/B260'));
  const description = readDescription(child(root, 'description'), { textOf });
  const published = textAt(sdobi, 'B100/B140/date') ?? attribute(root, 'date-publ');
  return {
    country: attribute(root, 'country') ?? textAt(sdobi, 'B100/B190') ?? 'EP',
    kind: attribute(root, 'kind') ?? textAt(sdobi, 'B100/B130'),
    language,
    numbers: {
      publication: attribute(root, 'doc-number') ?? textAt(sdobi, 'B100/B110'),
      application: textAt(sdobi, 'B200/B210'),
    },
    dates: {
      filed: textAt(sdobi, 'B200/B220/date'),
      published,
      opened: openedBefore(textAt(sdobi, 'B400/B430/date'), published),
      granted: textAt(sdobi, 'B400/B450/date'),
    },
    titles: titlesOf(sdobi),
    abstracts: readAbstracts(root, textOf, language),
    parties: partiesOf(sdobi),
    classes: classesOf(sdobi),
    priorities: prioritiesOf(sdobi),
    related: relatedOf(sdobi),
    citations: citationsOf(root),
    ...claimsOf(root, language, textOf),
    description,
    drawings: readDrawings(child(root, 'drawings')),
    legalEvents: legalEventsOf(sdobi),
  };
}

function openedBefore(opened: string | null, published: string | null): string | null {
  return parseDate(opened) === parseDate(published) ? null : opened;
}

/**
 * A specification carries its claims in three languages, sometimes several sets a language for different states: the
 * first set in the language of the proceedings is the publication's. Claims amended after the search are the later
 * wording and take its place.
 */
function claimsOf(
  root: XmlElement,
  language: string,
  textOf: TextOf,
): Pick<Draft, 'claims' | 'claimTranslations' | 'claimVersions'> {
  const sets = children(root, 'claims').map((set) => ({
    version: attribute(set, 'id') ?? '',
    language: attribute(set, 'lang') ? languageOf(attribute(set, 'lang')) : language,
    claims: readClaims(set, textOf),
  }));
  const own = sets.filter((set) => set.language === language);
  const [main = sets[0], ...forOtherStates] = own;
  const amended = children(root, 'amended-claims').map((set) => ({
    version: 'amended',
    claims: readClaims(set, textOf),
  }));
  const wordings = [...forOtherStates, ...(main ? [main] : []), ...amended];
  return {
    ...claimsFromWordings(wordings.map((wording) => ({ ...wording, date: null, document: null }))),
    claimTranslations: sets
      .filter((set) => set !== main && set.language !== language)
      .map((set) => ({ language: set.language, claims: completeClaims(set.claims) })),
  };
}
