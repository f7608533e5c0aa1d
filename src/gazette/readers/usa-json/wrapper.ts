import { z } from 'zod';
import { type ClassSymbol, type LegalEvent, type Party, parseDate, type RelatedDocument } from '../../../core/index.js';
import type { Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, optionalText, parseFields } from '../json-lines/fields.js';
import { classFromText } from '../shared/class-text.js';
import { patentOf, wrapperNumbers } from './numbers.js';
import { countryOfOffice } from './offices.js';

const address = z.object({ countryCode: optionalText, countryName: optionalText, cityName: optionalText });

const person = z.object({
  applicantNameText: optionalText,
  inventorNameText: optionalText,
  correspondenceAddressBag: listOf(address),
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
  childApplicationNumberText: optionalText,
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
      assigneeBag: listOf(z.object({ assigneeNameText: optionalText, assigneeAddress: address.nullish() })),
      assignmentRecordedDate: optionalText,
      conveyanceText: optionalText,
    }),
  ),
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
  const { applicationMetaData: meta, foreignPriorityBag, eventDataBag } = wrapper;
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
    legalEvents: eventDataBag.map(
      ({ eventDate, eventCode, eventDescriptionText }): LegalEvent => ({
        date: parseDate(eventDate),
        code: eventCode,
        text: eventDescriptionText ?? '',
        status: null,
      }),
    ),
    status: meta.applicationStatusDescriptionText,
  };
}

function partiesOf({ applicationMetaData: meta, assignmentBag }: FileWrapper): Party[] {
  const assignees = assignmentBag.flatMap(({ assigneeBag }) => assigneeBag);
  return [
    ...meta.applicantBag.flatMap((one) => partyOf('applicant', one.applicantNameText, one.correspondenceAddressBag[0])),
    ...meta.inventorBag.flatMap((one) => partyOf('inventor', one.inventorNameText, one.correspondenceAddressBag[0])),
    ...assignees.flatMap((one) => partyOf('assignee', one.assigneeNameText, one.assigneeAddress)),
    ...partyOf('examiner', meta.examinerNameText, null),
  ];
}

function partyOf(role: Party['role'], name: string | null, at: z.output<typeof address> | null | undefined): Party[] {
  if (!name?.trim()) return [];
  const country = at?.countryCode ?? countryOfOffice(at?.countryName ?? null);
  return [{ role, name: name.trim(), otherNames: [], country, address: at?.cityName ?? null }];
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
  const parents = parentContinuityBag.flatMap((link) =>
    relative(
      relationOf(link.claimParentageTypeCode),
      link.parentApplicationNumberText,
      link.parentApplicationFilingDate,
    ),
  );
  const children = childContinuityBag.flatMap((link) =>
    relative(
      `${relationOf(link.claimParentageTypeCode)}-child`,
      link.childApplicationNumberText,
      link.childApplicationFilingDate,
    ),
  );
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
