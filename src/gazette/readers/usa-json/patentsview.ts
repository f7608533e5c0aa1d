import { z } from 'zod';
import { type ClassSymbol, type Party, SimsaError } from '../../../core/index.js';
import { citationOf, type Draft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { listOf, optionalText, parseFields } from '../json-lines/fields.js';
import { classFromText } from '../shared/class-text.js';
import { usDocument, usType } from './number.js';
import { partyOf } from './parties.js';

const named = (prefix: string) =>
  z.object({
    [`${prefix}_first_name`]: optionalText,
    [`${prefix}_last_name`]: optionalText,
    [`${prefix}_organization`]: optionalText,
    [`${prefix}_city`]: optionalText,
    [`${prefix}_state`]: optionalText,
    [`${prefix}_country`]: optionalText,
  });

const patent = z.object({
  patent_number: optionalText,
  /** What later versions of the service call the number. */
  patent_id: optionalText,
  patent_kind: optionalText,
  patent_title: optionalText,
  patent_abstract: optionalText,
  patent_date: optionalText,
  inventors: listOf(named('inventor')),
  assignees: listOf(named('assignee')),
  applications: listOf(z.object({ app_number: optionalText, app_date: optionalText })),
  application: listOf(z.object({ application_id: optionalText, filing_date: optionalText })),
  cited_patents: listOf(z.object({ cited_patent_number: optionalText, cited_patent_category: optionalText })),
  cpcs: listOf(z.object({ cpc_subgroup_id: optionalText, cpc_category: optionalText })),
  ipcs: listOf(
    z.object({
      ipc_section: optionalText,
      ipc_class: optionalText,
      ipc_subclass: optionalText,
      ipc_main_group: optionalText,
      ipc_subgroup: optionalText,
    }),
  ),
});

const answer = z.object({ patents: z.array(z.unknown()) });

type Patent = z.output<typeof patent>;

/** Answers of the PatentsView service: granted US patents with abstract, classes and citations. */
export const patentsViewReader = jsonReader({
  name: 'patentsview-json',
  title: 'PatentsView answers (patents)',
  licence: 'CC BY 4.0',
  recognises: (head) => head.has('patents') && (head.has('patent_number') || head.has('patent_id')),
  *map(value) {
    for (const item of parseFields(answer, value).patents) yield draftOf(parseFields(patent, item));
  },
});

function draftOf(record: Patent): Draft {
  const printed = record.patent_number ?? record.patent_id ?? '';
  const document = usDocument(`${printed}${record.patent_kind ?? ''}`);
  if (!document) throw new SimsaError('gazette.bad-field', { field: 'patent_number', reason: printed });
  const [application] = record.applications;
  const [later] = record.application;
  return {
    country: 'US',
    kind: document.kind,
    type: usType(document.number),
    numbers: {
      publication: document.number,
      application: application?.app_number ?? later?.application_id?.replace(/\D/g, ''),
      registration: document.number,
    },
    dates: {
      filed: application?.app_date ?? later?.filing_date,
      published: record.patent_date,
      granted: record.patent_date,
    },
    language: 'en',
    titles: record.patent_title ? [{ language: 'en', text: record.patent_title }] : [],
    abstracts: record.patent_abstract ? [{ language: 'en', text: record.patent_abstract }] : [],
    parties: [...partiesOf('inventor', record.inventors), ...partiesOf('assignee', record.assignees)],
    classes: [...record.cpcs.flatMap(classOf), ...record.ipcs.flatMap(ipcOf)],
    citations: record.cited_patents.flatMap(({ cited_patent_number: number, cited_patent_category: category }) => {
      const cited = number ? usDocument(number) : null;
      if (!number || !cited) return [];
      const citedBy =
        category === 'cited by examiner' ? 'examiner' : category === 'cited by applicant' ? 'applicant' : 'unknown';
      return [citationOf({ document: `US${cited.number}${cited.kind}`, text: `US ${number}`, citedBy })];
    }),
  };
}

function partiesOf(role: 'inventor' | 'assignee', people: Patent['inventors']): Party[] {
  return people.flatMap((person) => {
    const of = (field: string) => person[`${role}_${field}`] ?? null;
    const name = [of('first_name'), of('last_name')].filter(Boolean).join(' ') || of('organization');
    return partyOf(role, name, { country: of('country'), lines: [of('city'), of('state')] });
  });
}

function classOf({ cpc_subgroup_id: symbol, cpc_category: category }: Patent['cpcs'][number]): ClassSymbol[] {
  const value = category === 'inventional' ? 'inventive' : category === 'additional' ? 'additional' : null;
  return symbol ? [classFromText(symbol, 'CPC', { value }) ?? unread(symbol)] : [];
}

function ipcOf(ipc: Patent['ipcs'][number]): ClassSymbol[] {
  const { ipc_section, ipc_class, ipc_subclass, ipc_main_group, ipc_subgroup } = ipc;
  if (!ipc_section || !ipc_class || !ipc_subclass) return [];
  const group = ipc_main_group && ipc_subgroup ? ` ${ipc_main_group}/${ipc_subgroup}` : '';
  const symbol = `${ipc_section}${ipc_class.padStart(2, '0')}${ipc_subclass}${group}`;
  return [classFromText(symbol, 'IPC') ?? unread(symbol)];
}

function unread(symbol: string): ClassSymbol {
  return { scheme: 'OTHER', symbol, position: null, value: null, version: null };
}
