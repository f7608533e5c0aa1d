import { z } from 'zod';
import { type ClassSymbol, type LegalEvent, type Party, parseDate, type RelatedDocument } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, optionalText, parseFields } from '../json-lines/fields.js';
import { classFromText } from '../shared/class-text.js';
import { patentOf, wrapperNumbers } from './numbers.js';
import { countryOfOffice } from './offices.js';
import { partyAt, postalAddress, residenceOf } from './parties.js';

const person = z.object({
  applicantNameText: optionalText,
  inventorNameText: optionalText,
  correspondenceAddressBag: listOf(postalAddress),
});

const practitioner = z.object({
  firstName: optionalText,
  middleName: optionalText,
  lastName: optionalText,
  attorneyAddressBag: listOf(postalAddress),
});

const metaData = z.object({
  inventionTitle: optionalText,
  filingDate: optionalText,
  patentNumber: optionalText,
  grantDate: optionalText,
  earliestPublicationNumber: optionalText,
  earliestPublicationDate: optionalText,
  pctPublicationNumber: optionalText,
  pctPublicationDate: optionalText,
  cpcClassificationBag: listOf(z.string()),
  uspcSymbolText: optionalText,
  applicantBag: listOf(person),
  inventorBag: listOf(person),
  examinerNameText: optionalText,
  applicationTypeLabelName: optionalText,
  applicationStatusDescriptionText: optionalText,
  applicationStatusDate: optionalText,
});

const continuity = z.object({
  parentApplicationNumberText: optionalText,
  parentPatentNumber: optionalText,
  childApplicationNumberText: optionalText,
  childPatentNumber: optionalText,
  parentApplicationFilingDate: optionalText,
  childApplicationFilingDate: optionalText,
  claimParentageTypeCode: optionalText,
});

const fileWrapper = z.object({
  applicationNumberText: z.string(),
  applicationMetaData: metaData.prefault({}),
  parentContinuityBag: listOf(continuity),
  childContinuityBag: listOf(continuity),
  foreignPriorityBag: listOf(
    z.object({ applicationNumberText: z.string(), filingDate: optionalText, ipOfficeName: optionalText }),
  ),
  assignmentBag: listOf(
    z.object({
      assigneeBag: listOf(z.object({ assigneeNameText: optionalText, assigneeAddress: postalAddress.nullish() })),
      assignorBag: listOf(z.object({ assignorName: optionalText })),
      reelAndFrameNumber: optionalText,
      assignmentRecordedDate: optionalText,
      conveyanceText: optionalText,
    }),
  ),
  recordAttorney: z
    .object({ attorneyBag: listOf(practitioner), powerOfAttorneyBag: listOf(practitioner) })
    .prefault({}),
  eventDataBag: listOf(
    z.object({ eventCode: optionalText, eventDate: optionalText, eventDescriptionText: optionalText }),
  ),
});

const answer = z.object({ patentFileWrapperDataBag: z.array(z.unknown()) });

type FileWrapper = z.output<typeof fileWrapper>;

/** File wrappers of the Open Data Portal: everything about an application but its text. */
export const odpFileWrapperReader = jsonReader({
  name: 'uspto-odp-json',
  title: 'USPTO Open Data Portal file wrappers (patentFileWrapperDataBag)',
  licence: 'United States public record',
  recognises: (head) => head.has('patentFileWrapperDataBag'),
  *map(value) {
    for (const item of parseFields(answer, value).patentFileWrapperDataBag) {
      yield draftOf(parseFields(fileWrapper, item));
    }
  },
});

function draftOf(wrapper: FileWrapper): Draft {
  const { applicationMetaData: meta, foreignPriorityBag, eventDataBag, assignmentBag } = wrapper;
  return {
    ...wrapperNumbers({
      application: wrapper.applicationNumberText,
      patent: meta.patentNumber,
      published: meta.earliestPublicationNumber,
      typeName: meta.applicationTypeLabelName,
    }),
    dates: {
      filed: meta.filingDate,
      published: meta.grantDate ?? meta.earliestPublicationDate,
      opened: meta.grantDate ? meta.earliestPublicationDate : null,
      granted: meta.grantDate,
    },
    language: 'en',
    titles: meta.inventionTitle ? [{ language: 'en', text: meta.inventionTitle }] : [],
    parties: partiesOf(wrapper),
    classes: classesOf(meta),
    priorities: foreignPriorityBag.map(({ applicationNumberText, filingDate, ipOfficeName }) => ({
      country: countryOfOffice(ipOfficeName) ?? '',
      number: applicationNumberText,
      date: parseDate(filingDate),
    })),
    related: relatedOf(wrapper),
    legalEvents: [...eventDataBag.map(eventOf), ...assignmentBag.map(assignmentOf)],
    status: meta.applicationStatusDescriptionText,
  };
}

function eventOf({ eventDate, eventCode, eventDescriptionText }: FileWrapper['eventDataBag'][number]): LegalEvent {
  return { date: parseDate(eventDate), code: eventCode, text: eventDescriptionText ?? '', status: null };
}

/** The record of an assignment: who gave it to whom, under its reel and frame. */
function assignmentOf(assignment: FileWrapper['assignmentBag'][number]): LegalEvent {
  const from = assignment.assignorBag.flatMap(({ assignorName }) => assignorName ?? []).join('; ');
  const to = assignment.assigneeBag.flatMap(({ assigneeNameText }) => assigneeNameText ?? []).join('; ');
  const text = assignment.conveyanceText ?? 'ASSIGNMENT';
  return {
    date: parseDate(assignment.assignmentRecordedDate),
    code: assignment.reelAndFrameNumber,
    text: [text, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' '),
    status: null,
  };
}

function partiesOf({ applicationMetaData: meta, assignmentBag, recordAttorney }: FileWrapper): Party[] {
  const assignees = assignmentBag.flatMap(({ assigneeBag }) => assigneeBag);
  return [
    ...meta.applicantBag.flatMap((one) =>
      partyAt('applicant', one.applicantNameText, residenceOf(one.correspondenceAddressBag)),
    ),
    ...meta.inventorBag.flatMap((one) =>
      partyAt('inventor', one.inventorNameText, residenceOf(one.correspondenceAddressBag)),
    ),
    ...assignees.flatMap((one) => partyAt('assignee', one.assigneeNameText, one.assigneeAddress)),
    ...agentsOf(recordAttorney),
    ...partyAt('examiner', meta.examinerNameText, null),
  ];
}

/** Attorneys of record and those with a power of attorney, mostly the same people, each once, with their firm's address. */
function agentsOf({ attorneyBag, powerOfAttorneyBag }: FileWrapper['recordAttorney']): Party[] {
  const agents = [...attorneyBag, ...powerOfAttorneyBag].flatMap((one) => {
    const at = one.attorneyAddressBag[0];
    const name = [one.firstName, one.middleName, one.lastName].filter(Boolean).join(' ') || (at?.nameLineOneText ?? '');
    const firm = at && {
      ...at,
      addressLineOneText: [at.nameLineOneText, at.addressLineOneText].filter(Boolean).join(', '),
    };
    return partyAt('agent', name, firm);
  });
  return [...new Map([...agents].reverse().map((agent) => [agent.name.toUpperCase(), agent])).values()].reverse();
}

function classesOf(meta: z.output<typeof metaData>): ClassSymbol[] {
  const cpc = meta.cpcClassificationBag.flatMap((symbol) => classFromText(symbol, 'CPC') ?? []);
  const { uspcSymbolText: symbol } = meta;
  return symbol ? [...cpc, { scheme: 'USPC', symbol, position: null, value: null, version: null }] : cpc;
}

/** Codes of the office for how an application continues another. */
const CONTINUITY: Readonly<Record<string, string>> = {
  CON: 'continuation',
  CIP: 'continuation-in-part',
  DIV: 'division',
  REI: 'reissue',
  PRO: 'us-provisional-application',
  NST: 'pct-filing',
  REX: 'reexamination',
  SUB: 'substitution',
};

function relatedOf({
  parentContinuityBag,
  childContinuityBag,
  applicationMetaData: meta,
}: FileWrapper): RelatedDocument[] {
  const parents = parentContinuityBag.flatMap((link) => [
    ...relative(
      relationOf(link.claimParentageTypeCode),
      link.parentApplicationNumberText,
      link.parentApplicationFilingDate,
    ),
    ...relative('parent-grant-document', link.parentPatentNumber, null),
  ]);
  const children = childContinuityBag.flatMap((link) => [
    ...relative(
      `${relationOf(link.claimParentageTypeCode)}-child`,
      link.childApplicationNumberText,
      link.childApplicationFilingDate,
    ),
    ...relative('child-grant-document', link.childPatentNumber, null),
  ]);
  const pct = meta.pctPublicationNumber;
  const published = pct
    ? [{ relation: 'pct-publication', country: 'WO', number: pct, date: parseDate(meta.pctPublicationDate) }]
    : [];
  return [...parents, ...children, ...published, ...earlierPublication(meta)];
}

function relationOf(code: string | null): string {
  return CONTINUITY[code ?? ''] ?? 'related-application';
}

/** PCT applications stand among US ones as `PCT/US2018/012345` or `PCTUS2018012345`. */
function relative(relation: string, number: string | null, date: string | null): RelatedDocument[] {
  if (!number) return [];
  return [{ relation, country: number.startsWith('PCT') ? 'WO' : 'US', number, date: parseDate(date) }];
}

/** A granted patent is keyed by its patent number; the application's publication stands beside it. */
function earlierPublication(meta: z.output<typeof metaData>): RelatedDocument[] {
  const document =
    meta.patentNumber && meta.earliestPublicationNumber ? patentOf(meta.earliestPublicationNumber) : null;
  if (!document) return [];
  return [
    {
      relation: 'related-publication',
      country: 'US',
      number: document.number,
      date: parseDate(meta.earliestPublicationDate),
    },
  ];
}
