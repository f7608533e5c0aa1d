import { type Citation, type ClassSymbol, type LegalEvent, parseDate } from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf, type TextOf } from '../../text-of.js';
import { attribute, child, children, descendants, find, findAll, text, textAt } from '../../xml/navigate.js';
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
import { type AmendedItem, amendedClaims, amendedParagraphs } from './amendments.js';
import { fileIndex, fTerms, kindInWords } from './classes.js';
import { keyOfJapaneseCitation } from './printed-number.js';
import { captionsOf, withPrintedLabels } from './printed-text.js';

/** Roots of the schemas for patents (`jppat:`) and utility models (`jputl:`) and the kind each publishes by default. */
const KINDS: Readonly<Record<string, string>> = {
  UnexaminedPatentPublication: 'A',
  InternationalPatentPublication: 'A',
  RegisteredPatentPublication: 'B2',
  RegisteredUtilityModelPublication: 'U',
};

/** Gazettes of the Japan Patent Office from 2022, in its version of ST.96. */
export const jpoSt96 = xmlReader({
  name: 'jpo-st96-xml',
  title: 'JPO gazettes from 2022, ST.96 JPPatent and JPUtility',
  licence: null,
  recognises: (head) => KINDS[head.root] !== undefined,
  *map(root) {
    yield draftOf(root);
  },
});

function draftOf(root: XmlElement): Draft {
  const textOf = createTextOf();
  const biblio = st96Biblio(root);
  const publication = readIdentification(
    find(biblio, 'PatentPublicationIdentification|UtilityModelPublicationIdentification'),
  );
  const application = readIdentification(child(biblio, 'ApplicationIdentification'));
  const language = languageOf(attribute(root, 'languageCode') ?? 'ja');
  const kind = publication?.kind ?? kindInWords(textAt(biblio, 'PlainLanguageDesignationText')) ?? KINDS[root.name]!;
  const description = child(root, 'Description');
  const amendments = amendmentsOf(root, textOf);
  const registered = root.name.startsWith('Registered');
  return {
    country: 'JP',
    kind,
    type: root.name.includes('UtilityModel') ? 'utility-model' : 'patent',
    language,
    numbers: {
      publication: publication?.number,
      application: application?.number,
      registration: registered ? publication?.number : null,
    },
    dates: {
      filed: application?.date,
      published: publication?.date,
      granted: textAt(biblio, 'RegistrationDate'),
    },
    titles: st96Titles(biblio, language),
    abstracts: children(root, 'Abstract').map((abstract) => ({ language, text: textOf(abstract) })),
    parties: st96Parties(biblio),
    classes: [...st96Classes(biblio), ...nationalClasses(biblio)],
    priorities: st96Priorities(biblio),
    related: st96Related(biblio),
    citations: [...examinersReferences(biblio), ...references(description, 'applicant')],
    ...amendedClaims(st96Claims(child(root, 'Claims'), textOf), amendments),
    description: [
      ...st96Description(description && withPrintedLabels(description), textOf),
      ...amendedParagraphs(amendments),
    ],
    drawings: st96Drawings(child(root, 'Drawings'), captionsOf(description)),
    legalEvents: datedSteps(biblio),
  };
}

/** Dates of the procedure on the front page, in the gazette's words. */
const STEPS: readonly (readonly [element: string, words: string])[] = [
  ['ExaminationRequestDate', '審査請求日'],
  ['NationalStageFilingDate', '国内書面提出日'],
  ['TranslationSubmissionDate', '翻訳文提出日'],
];

function datedSteps(biblio: XmlElement): LegalEvent[] {
  return STEPS.flatMap(([element, words]) => {
    const date = parseDate(textAt(biblio, element));
    return date ? [{ date, code: null, text: words, status: null }] : [];
  });
}

function nationalClasses(biblio: XmlElement): ClassSymbol[] {
  const bag = child(biblio, 'NationalClassification');
  const fi = children(bag).flatMap((group) =>
    findAll(group, 'PatentClassificationText').map((entry) =>
      fileIndex(text(entry), group.name === 'MainNationalClassification' ? 'first' : 'later'),
    ),
  );
  const terms = findAll(biblio, 'FtermInformationBag/FtermInformation').map(text);
  const themes = findAll(biblio, 'ThemeCodeInformationBag/ThemeCodeInformation').map(text);
  return [...fi, ...fTerms(terms, themes)];
}

function examinersReferences(biblio: XmlElement): Citation[] {
  return references(child(biblio, 'ReferenceCitationBag'), 'examiner');
}

function references(part: XmlElement | null, citedBy: Citation['citedBy']): Citation[] {
  return [...descendants(part, 'PatentCitationText', 'NPLCitationText')].flatMap((cited) => {
    const printed = text(cited);
    const document = cited.name === 'PatentCitationText' ? keyOfJapaneseCitation(printed) : null;
    return printed ? [citationOf({ text: printed, document, citedBy })] : [];
  });
}

/** Amended items in the order in which they were filed. */
function amendmentsOf(root: XmlElement, textOf: TextOf): AmendedItem[] {
  return findAll(root, 'WrittenAmendmentBag/WrittenAmendment').flatMap((amendment) =>
    [...descendants(amendment, 'AmendmentBag')].map((group) => {
      const contents = child(group, 'AmendmentContentsBag');
      const claims = child(contents, 'Claims') ?? (child(contents, 'Claim') && contents);
      return {
        date: textAt(amendment, 'FilingDate'),
        item: textAt(group, 'AmendmentItem') ?? '',
        claims: claims ? st96Claims(claims, textOf) : null,
        description: amendedDescription(contents, textOf),
      };
    }),
  );
}

/** Contents that may belong to the description: a whole one, or the paragraphs of an item. */
const OTHER_PARTS = new Set(['AmendmentDocumentNameCategory', 'Claims', 'Claim', 'Drawings', 'Abstract']);

function amendedDescription(contents: XmlElement | null, textOf: TextOf): AmendedItem['description'] {
  if (!contents) return null;
  const whole = child(contents, 'Description');
  const paragraphs = children(contents).filter((part) => !OTHER_PARTS.has(part.name));
  const description = whole ?? { ...contents, children: paragraphs };
  return st96Description(withPrintedLabels(description), textOf);
}
