import { parseDate } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { xmlReader } from '../../record-reader.js';
import { createTextOf } from '../../text-of.js';
import { child, text, textAt } from '../../xml/navigate.js';
import type { XmlElement } from '../../xml/types.js';
import { notAPublication } from '../not-a-publication.js';
import { koreanHead } from './application.js';
import { citationsOf } from './bibliography.js';
import {
  kipoCited,
  kipoClasses,
  kipoEvents,
  kipoKind,
  kipoNumbers,
  kipoParties,
  kipoPriorities,
} from './kipo-biblio.js';
import { KIPO_ROLES, kipoAbstract, kipoClaims, kipoDescription, kipoDrawings, kipoTitles } from './kipo-text.js';

/** Parts of a gazette that bulk deliveries keep as documents of their own. */
const FRAGMENTS = new Set(['SDODE', 'SDOCL', 'SDOAB', 'PSDODE', 'ApplicationBody', 'PCTApplicationBody']);

/** Gazettes of the Korean office, in all generations of its XML. */
export const kipoGazetteReader = xmlReader({
  name: 'kipo-gazette-xml',
  title: 'KIPO gazettes (kr-patent-document and its parts, five generations)',
  licence: null,
  recognises: ({ root }) => root.toLowerCase() === 'kr-patent-document' || FRAGMENTS.has(root),
  *map(root, _document, { bytes }) {
    yield gazetteDraft(root, bytes);
  },
});

/** Applications as they are filed electronically; they have no number yet. */
export const kipoFilingReader = xmlReader({
  name: 'kipo-filing-xml',
  title: 'KIPO electronic filings (KIPO/PatentCAFDOC)',
  licence: null,
  recognises: ({ root }) => root === 'KIPO' || root === 'PatentCAFDOC',
  *map(root, _document, { bytes }) {
    const filed = child(root, 'PatentCAFDOC') ?? root;
    const applicationNumber = textAt(filed, 'bibliographic-data/application-reference/document-id/doc-number');
    yield { ...koreanHead({ applicationNumber }, bytes), ...textsOf(filed) } satisfies Draft;
  },
});

/** Notices of grounds for refusal, in the style of ST.96. */
export const kipoNoticeReader = xmlReader({
  name: 'kipo-notice-xml',
  title: 'KIPO notices of grounds for refusal: recognised and rejected, they are no publications',
  licence: null,
  recognises: ({ root }) => root === 'PatentOpinionSubmission',
  map(root) {
    const application = textAt(root, 'ApplicationNumberText') ?? textOfAny(root, 'ApplicationNumberText');
    const about = application ? ` (${application})` : '';
    throw notAPublication(`a notice of grounds for refusal${about}`, `의견제출통지서${about}`);
  },
});

/** The unexamined publication of the same application. */
const EARLIER = { relation: 'related-publication', country: 'KR' } as const;

function gazetteDraft(root: XmlElement, bytes: Uint8Array): Draft {
  const kind = kipoKind(root);
  const head = koreanHead(kipoNumbers(root, kind), bytes);
  const { publication, registration } = head.numbers;
  const own = kind && /^[BYCS]/.test(kind) ? registration : publication;
  return {
    ...head,
    // A gazette is a publication of its own, keyed by its number and kind, not by its application.
    ...(kind && own ? { kind, numbers: { ...head.numbers, publication: own } } : {}),
    related:
      registration && publication ? [{ ...EARLIER, number: publication, date: parseDate(head.dates?.opened) }] : [],
    ...textsOf(root),
    parties: kipoParties(root),
    classes: kipoClasses(root),
    priorities: kipoPriorities(root),
    citations: citationsOf(kipoCited(root).map((cited) => ({ text: cited, by: 'examiner' }))),
    legalEvents: kipoEvents(root),
  };
}

function textsOf(root: XmlElement) {
  const textOf = createTextOf(KIPO_ROLES);
  return {
    language: 'ko',
    titles: kipoTitles(root),
    abstracts: kipoAbstract(root, textOf),
    claims: kipoClaims(root, textOf),
    description: kipoDescription(root, textOf),
    drawings: kipoDrawings(root),
  };
}

function textOfAny(root: XmlElement, name: string): string | null {
  for (const inner of root.children) {
    if (inner.type !== 'element') continue;
    const found = inner.name === name ? text(inner) : textOfAny(inner, name);
    if (found) return found;
  }
  return null;
}
