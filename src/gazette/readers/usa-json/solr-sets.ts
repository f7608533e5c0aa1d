import { z } from 'zod';
import { type Citation, type CitedBy, type LegalEvent, parseDate } from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, parseFields } from '../json-lines/fields.js';
import { groupedBy } from '../korea/kipris-rows.js';
import { citedDocument } from '../shared/cited-document.js';
import { wrapperNumbers } from './numbers.js';
import { partyOf } from './parties.js';

/** Fields stand once or as a list of one, depending on the set. */
const single = z
  .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
  .nullish()
  .transform((value) => {
    const text = String((Array.isArray(value) ? value[0] : value) ?? '').trim();
    return text && !text.startsWith('0001-01-01') ? text : null;
  });

/** The fields of four sets about office actions: enriched citations, citations, rejections, and the actions themselves. */
const row = z.object({
  patentApplicationNumber: single,
  // Enriched citations.
  citedDocumentIdentifier: single,
  citationCategoryCode: single,
  officeActionCategory: single,
  officeActionDate: single,
  relatedClaimNumberText: single,
  passageLocationText: listOf(z.string()),
  examinerCitedReferenceIndicator: z.boolean().nullish(),
  applicantCitedExaminerReferenceIndicator: z.boolean().nullish(),
  // Citations.
  referenceIdentifier: single,
  parsedReferenceIdentifier: single,
  // Rejections.
  legalSectionCode: single,
  legacyDocumentCodeIdentifier: single,
  submissionDate: single,
  claimNumberArrayDocument: listOf(z.string()),
  // Actions.
  inventionTitle: single,
  inventorNameText: single,
  filingDate: single,
  grantDate: single,
  patentNumber: single,
  nationalClass: single,
  nationalSubclass: single,
});

type Row = z.output<typeof row>;

const answer = z.object({ response: z.object({ docs: z.array(z.unknown()) }) });

/** Sets of the Open Data Portal about office actions: what they cite and reject, put to the application it concerns. */
export const odpOfficeActionReader = jsonReader({
  name: 'uspto-office-action-json',
  title: 'USPTO office action sets (enriched citations, citations, rejections, actions): citations and events only',
  licence: 'United States public record',
  recognises: (head) => head.has('patentApplicationNumber') && head.has('docs'),
  *map(value) {
    const rows = parseFields(answer, value).response.docs.map((doc) => parseFields(row, doc));
    const numbered = rows.filter(({ patentApplicationNumber }) => patentApplicationNumber !== null);
    for (const [application, own] of groupedBy(numbered, (one) => one.patentApplicationNumber ?? '')) {
      yield draftOf(application, own);
    }
  },
});

function draftOf(application: string, rows: readonly Row[]): Draft {
  const [first] = rows;
  const title = first?.inventionTitle;
  return {
    ...wrapperNumbers({ application, patent: first?.patentNumber ?? null }),
    dates: { filed: first?.filingDate, granted: first?.grantDate, published: first?.grantDate },
    language: 'en',
    titles: title ? [{ language: 'en', text: title }] : [],
    parties: partyOf('inventor', first?.inventorNameText ?? null, { country: null, lines: [] }),
    classes: rows.flatMap(classOf),
    citations: rows.flatMap(citationsOf),
    legalEvents: uniqueEvents(rows.flatMap(eventsOf)),
  };
}

function classOf({ nationalClass, nationalSubclass }: Row) {
  if (!nationalClass) return [];
  const subclass = Number(nationalSubclass) / 1000 || nationalSubclass;
  const symbol = subclass ? `${nationalClass}/${subclass}` : nationalClass;
  return [{ scheme: 'USPC' as const, symbol, position: null, value: null, version: null }];
}

function citationsOf(found: Row): Citation[] {
  const text = found.citedDocumentIdentifier ?? found.referenceIdentifier ?? found.parsedReferenceIdentifier;
  if (!text) return [];
  const parsed =
    found.citedDocumentIdentifier ?? (found.parsedReferenceIdentifier && `US${found.parsedReferenceIdentifier}`);
  const category = found.citationCategoryCode;
  return [
    citationOf({
      document: parsed && citedDocument(parsed.replace(/^([A-Z]{2})\s+/, '$1')),
      text,
      citedBy: citedByIn(found),
      categories: category ? [...category] : [],
      claims: found.relatedClaimNumberText,
      passages: found.passageLocationText.join('; ') || null,
    }),
  ];
}

function citedByIn({ examinerCitedReferenceIndicator, applicantCitedExaminerReferenceIndicator }: Row): CitedBy {
  if (examinerCitedReferenceIndicator) return 'examiner';
  return applicantCitedExaminerReferenceIndicator ? 'applicant' : 'unknown';
}

/** A rejection or another paper of the office, with the provision and the claims it concerns. */
function eventsOf(found: Row): LegalEvent[] {
  const code = found.legacyDocumentCodeIdentifier ?? found.officeActionCategory;
  const date = parseDate(found.submissionDate ?? found.officeActionDate);
  if (!code && !date) return [];
  const claims = found.claimNumberArrayDocument.join(', ');
  const section = found.legalSectionCode ? `section ${found.legalSectionCode}` : null;
  const status = [section, claims && `claims ${claims}`].filter(Boolean).join(', ');
  return [{ date, code, text: 'Office action', status: status || null }];
}

function uniqueEvents(events: readonly LegalEvent[]): LegalEvent[] {
  return [...new Map(events.map((event) => [JSON.stringify(event), event])).values()];
}
