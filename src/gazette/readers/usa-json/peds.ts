import { z } from 'zod';
import { type Party, parseDate, type RelatedDocument } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, optionalText, parseFields } from '../json-lines/fields.js';
import { wrapperNumbers } from './numbers.js';

const continuity = z.object({
  claimApplicationNumberText: optionalText,
  applicationNumberText: optionalText,
  filingDate: optionalText,
  applicationStatusDescription: optionalText,
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
  inventors: listOf(
    z.object({ nameLineOne: optionalText, nameLineTwo: optionalText, country: optionalText, city: optionalText }),
  ),
  applicants: listOf(z.object({ nameLineOne: optionalText, nameLineTwo: optionalText, country: optionalText })),
  assignments: listOf(z.object({ assignee: listOf(z.object({ assigneeName: optionalText })) })),
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
    related: [...related('', record.parentContinuity), ...related('-child', record.childContinuity)],
    legalEvents: record.transactions.map(({ recordDate, code, description }) => ({
      date: parseDate(dayOf(recordDate)),
      code,
      text: description ?? '',
      status: null,
    })),
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

function partiesOf(record: Doc): Party[] {
  const assignees = record.assignments.flatMap(({ assignee }) => assignee.map(({ assigneeName }) => assigneeName));
  return [
    ...record.applicants.flatMap((one) => person('applicant', [one.nameLineTwo, one.nameLineOne], one.country)),
    ...record.inventors.flatMap((one) => person('inventor', [one.nameLineTwo, one.nameLineOne], one.country)),
    ...assignees.flatMap((name) => person('assignee', [name], null)),
    ...person('examiner', [record.appExamName], null),
  ];
}

function person(role: Party['role'], parts: readonly (string | null)[], country: string | null): Party[] {
  const name = parts.filter(Boolean).join(' ').trim();
  return name ? [{ role, name, otherNames: [], country: country?.replace(/[()]/g, '') || null, address: null }] : [];
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
