import { z } from 'zod';
import { type LegalEvent, type Party, parseDate, type RelatedDocument } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, optionalText, parseFields } from '../json-lines/fields.js';
import { wrapperNumbers } from './numbers.js';
import { countryOfOffice } from './offices.js';
import { partyOf } from './parties.js';

const continuity = z.object({
  claimApplicationNumberText: optionalText,
  applicationNumberText: optionalText,
  filingDate: optionalText,
  applicationStatusDescription: optionalText,
});

const person = z.object({
  nameLineOne: optionalText,
  nameLineTwo: optionalText,
  streetOne: optionalText,
  streetTwo: optionalText,
  city: optionalText,
  geoCode: optionalText,
  country: optionalText,
});

const assignee = z.object({
  assigneeName: optionalText,
  streetLineOneText: optionalText,
  streetLineTwoText: optionalText,
  cityName: optionalText,
  /** Name of a state or a country, in spite of its name. */
  countryCode: optionalText,
  postalCode: optionalText,
});

const assignment = z.object({
  reelNumber: optionalText,
  frameNumber: optionalText,
  recordedDate: optionalText,
  /** So spelled by the service. */
  converyanceName: optionalText,
  assignors: listOf(z.object({ assignorName: optionalText })),
  assignee: listOf(assignee),
});

const doc = z.object({
  applId: z.string(),
  patentTitle: optionalText,
  appFilingDate: optionalText,
  appEarlyPubNumber: optionalText,
  appEarlyPubDate: optionalText,
  patentNumber: optionalText,
  patentIssueDate: optionalText,
  appType: optionalText,
  appStatus: optionalText,
  appExamName: optionalText,
  appClsSubCls: optionalText,
  inventors: listOf(person),
  applicants: listOf(person),
  assignments: listOf(assignment),
  attrnyAddr: listOf(z.object({ fullName: optionalText })),
  transactions: listOf(z.object({ recordDate: optionalText, code: optionalText, description: optionalText })),
  parentContinuity: listOf(continuity),
  childContinuity: listOf(continuity),
  foreignPriority: listOf(
    z.object({ priorityClaim: optionalText, countryName: optionalText, filingDate: optionalText }),
  ),
});

type Doc = z.output<typeof doc>;

const answer = z.object({
  queryResults: z.object({ searchResponse: z.object({ response: z.object({ docs: z.array(z.unknown()) }) }) }),
});

/** Records of the former Patent Examination Data System, as its search answered them. */
export const pedsReader = jsonReader({
  name: 'uspto-peds-json',
  title: 'USPTO Patent Examination Data System (queryResults)',
  licence: 'United States public record',
  recognises: (head) => head.has('queryResults') && head.has('searchResponse'),
  *map(value) {
    const { docs } = parseFields(answer, value).queryResults.searchResponse.response;
    for (const item of docs) yield draftOf(parseFields(doc, item));
  },
});

function draftOf(record: Doc): Draft {
  const { appClsSubCls: symbol } = record;
  return {
    ...wrapperNumbers({
      application: record.applId,
      patent: record.patentNumber,
      published: record.appEarlyPubNumber,
      typeName: record.appType,
    }),
    dates: {
      filed: dayOf(record.appFilingDate),
      published: dayOf(record.patentIssueDate ?? record.appEarlyPubDate),
      opened: record.patentIssueDate ? dayOf(record.appEarlyPubDate) : null,
      granted: dayOf(record.patentIssueDate),
    },
    language: 'en',
    titles: record.patentTitle ? [{ language: 'en', text: record.patentTitle }] : [],
    parties: partiesOf(record),
    classes: symbol
      ? [{ scheme: 'USPC', symbol: nationalClass(symbol), position: null, value: null, version: null }]
      : [],
    priorities: record.foreignPriority.flatMap(({ priorityClaim, countryName, filingDate }) =>
      priorityClaim
        ? [{ country: countryOfOffice(countryName) ?? '', number: priorityClaim, date: parseDate(dayOf(filingDate)) }]
        : [],
    ),
    related: [...related('', record.parentContinuity), ...related('-child', record.childContinuity)],
    legalEvents: [
      ...record.transactions.map(({ recordDate, code, description }) => ({
        date: parseDate(dayOf(recordDate)),
        code,
        text: description ?? '',
        status: null,
      })),
      ...record.assignments.map(assignmentOf),
    ],
    status: record.appStatus,
  };
}

/** `2010-03-11T00:00:00Z`, `2020-10-28 00:00:00`, `03-11-2009` → `2010-03-11`. */
function dayOf(printed: string | null): string | null {
  const american = /^(\d\d)-(\d\d)-(\d{4})$/.exec(printed ?? '');
  if (american) return `${american[3]}-${american[1]}-${american[2]}`;
  return printed?.slice(0, 10) ?? null;
}

/** `700/276000` → `700/276`. */
function nationalClass(symbol: string): string {
  const [main, subclass = ''] = symbol.split('/');
  return `${main}/${Number(subclass) / 1000 || subclass}`;
}

/** The record of an assignment: who gave it to whom, under its reel and frame. */
function assignmentOf(recorded: Doc['assignments'][number]): LegalEvent {
  const from = recorded.assignors.flatMap(({ assignorName }) => assignorName ?? []).join('; ');
  const to = recorded.assignee.flatMap(({ assigneeName }) => assigneeName ?? []).join('; ');
  const text = recorded.converyanceName ?? 'ASSIGNMENT';
  return {
    date: parseDate(dayOf(recorded.recordedDate)),
    code: recorded.reelNumber && recorded.frameNumber ? `${recorded.reelNumber}/${recorded.frameNumber}` : null,
    text: [text, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' '),
    status: null,
  };
}

function partiesOf(record: Doc): Party[] {
  const assignees = record.assignments.flatMap(({ assignee }) => assignee);
  return [
    ...record.applicants.flatMap((one) => personOf('applicant', one)),
    ...record.inventors.flatMap((one) => personOf('inventor', one)),
    ...assignees.flatMap(assigneeOf),
    ...record.attrnyAddr.flatMap(({ fullName }) => partyOf('agent', fullName, { country: null, lines: [] })),
    ...partyOf('examiner', record.appExamName, { country: null, lines: [] }),
  ];
}

function personOf(role: Party['role'], one: z.output<typeof person>): Party[] {
  const name = [one.nameLineTwo, one.nameLineOne].filter(Boolean).join(' ');
  const country = one.country?.replace(/[()]/g, '') || null;
  return partyOf(role, name, { country, lines: [one.streetOne, one.streetTwo, one.city, one.geoCode] });
}

function assigneeOf(one: z.output<typeof assignee>): Party[] {
  const country = countryOfOffice(one.countryCode);
  const state = country ? null : one.countryCode;
  const lines = [one.streetLineOneText, one.streetLineTwoText, one.cityName, state, one.postalCode];
  return partyOf('assignee', one.assigneeName, { country, lines });
}

const RELATIONS: readonly (readonly [words: RegExp, relation: string])[] = [
  [/provisional/i, 'us-provisional-application'],
  [/continuation[- ]in[- ]part/i, 'continuation-in-part'],
  [/continuation/i, 'continuation'],
  [/division/i, 'division'],
  [/reissue/i, 'reissue'],
  [/national stage/i, 'pct-filing'],
];

function related(suffix: '' | '-child', links: Doc['parentContinuity']): RelatedDocument[] {
  return links.flatMap(({ claimApplicationNumberText, filingDate, applicationStatusDescription: words }) => {
    if (!claimApplicationNumberText) return [];
    const named = RELATIONS.find(([known]) => known.test(words ?? ''))?.[1] ?? 'related-application';
    const country = claimApplicationNumberText.startsWith('PCT') ? 'WO' : 'US';
    const relation = `${named}${suffix}`;
    return [{ relation, country, number: claimApplicationNumberText, date: parseDate(dayOf(filingDate)) }];
  });
}
