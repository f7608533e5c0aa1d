import { z } from 'zod';
import { citationOf } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { koreanDraft } from '../korea/bibliography.js';
import { applicationKey } from '../korea/numbers.js';
import { notAPublication } from '../not-a-publication.js';
import { listOf, optionalText, parseFields, sourceNote } from './fields.js';

const citationList = z.object({
  applicationNumber: z.string(),
  citedApplications: z.array(z.string()),
  source: optionalText,
});

/** Lists of what an application cites, without any text: they enrich the application when it is stored. */
export const koreanCitationListReader = jsonReader({
  name: 'korean-citation-list-json',
  title: 'Korean citation lists in JSON lines (applicationNumber, citedApplications)',
  licence: null,
  recognises: (head) => head.has('citedApplications'),
  *map(value, { bytes }) {
    const { applicationNumber, citedApplications, source } = parseFields(citationList, value);
    const citations = citedApplications.map((text) => citationOf({ document: applicationKey(text), text }));
    yield koreanDraft({ applicationNumber, citations, licence: sourceNote(source) }, bytes);
  },
});

const claimRow = z.object({
  applicationNumber: z.string(),
  citedApplicationNumber: z.string(),
  citedClaims: listOf(z.object({ n: z.number().int().positive(), text: z.string() })),
  source: optionalText,
});

/** Rows on several cited applications write their numbers, thirteen digits each, without anything between them. */
function joinedNumbers(printed: string): readonly string[] {
  const joined = /^\d+$/.test(printed) && printed.length > 13 && printed.length % 13 === 0;
  return joined ? (printed.match(/\d{13}/g) ?? []) : [printed];
}

/**
 * A claim set against the claims of a cited application. The cited claims bear numbers and belong to the cited
 * application; the claim itself bears none in this source, so only the citation is kept of it.
 */
export const koreanClaimRowReader = jsonReader({
  name: 'korean-claim-row-json',
  title: 'Korean claims against a cited application in JSON lines (claim, citedClaims)',
  licence: null,
  recognises: (head) => head.has('citedClaims'),
  *map(value, { bytes }) {
    const row = parseFields(claimRow, value);
    const licence = sourceNote(row.source);
    const cited = joinedNumbers(row.citedApplicationNumber);
    const citations = cited.map((text) => citationOf({ document: applicationKey(text), text }));
    yield koreanDraft({ applicationNumber: row.applicationNumber, citations, licence }, bytes);
    const [only, ...others] = cited;
    // Claims of several applications run together cannot be told apart.
    if (!only || others.length > 0 || !applicationKey(only)) return;
    const claims = row.citedClaims.map(({ n, text }) => ({ number: n, text }));
    yield koreanDraft({ applicationNumber: only, claims, licence }, bytes);
  },
});

const notice = z.object({ document: z.string() });

/** Texts of notices and decisions: papers of the procedure, not publications. */
export const koreanOfficeActionReader = jsonReader({
  name: 'korean-office-action-json',
  title: 'Korean notices and decisions in JSON lines: recognised and rejected, they are no publications',
  licence: null,
  recognises: (head) => head.has('dispatchNumber'),
  map(value) {
    const { document } = parseFields(notice, value);
    const english = document.includes('거절결정') ? 'a decision of refusal' : 'a notice of an examiner';
    throw notAPublication(`${english} (${document})`, document);
  },
});
