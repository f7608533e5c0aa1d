import { z } from 'zod';
import { type Citation, type LegalEvent, parseDate } from '../../../core/index.js';
import type { ClaimDraft } from '../../parts.js';
import { jsonReader } from '../../record-reader.js';
import { citationsOf, type KoreanParty, koreanDraft, paperEvent } from '../korea/bibliography.js';
import type { ClaimChange } from '../korea/claim-history.js';
import { sectionPassages } from '../korea/sections.js';
import { citedBy } from '../shared/cited-document.js';
import { listOf, optionalText, optionalTexts, parseFields, sourceNote } from './fields.js';
import { withoutGlue } from './glued-claims.js';

/** A name alone, or with its English form and country. */
const party = z.union([z.string(), z.object({ name: z.string(), nameEn: optionalText, country: optionalText })]);

/** A document that the background art names, or any cited document with who cited it. */
const citation = z.union([z.string(), z.object({ document: z.string(), by: z.string().optional() })]);

const versionClaim = z.object({
  n: z.number().int().positive(),
  change: z.string(),
  refers: z.array(z.number()).default([]),
  /** Left out where the words are those of the version before (`same: true`). */
  text: z.string().optional(),
});

const version = z.object({
  version: z.union([z.string(), z.number()]).transform(String),
  date: optionalText,
  document: optionalText,
  claims: z.array(versionClaim),
});

const international = z.object({
  applicationNumber: optionalText,
  applicationDate: optionalText,
  publicationNumber: optionalText,
  publicationDate: optionalText,
});

/** The vocabulary of Korean records in JSON lines; every field may be left out. */
const koreanRecord = z.object({
  applicationNumber: optionalText,
  publicationNumber: optionalText,
  registrationNumber: optionalText,
  filingDate: optionalText,
  openDate: optionalText,
  publicationDate: optionalText,
  registrationDate: optionalText,
  examinationRequestDate: optionalText,
  translationDate: optionalText,
  applicationKind: optionalText,
  parentApplicationNumber: optionalText,
  title_ko: optionalText,
  title_en: optionalText,
  abstract_ko: optionalText,
  claim1: optionalText,
  claims_text: optionalText,
  claims: listOf(z.object({ n: z.number().int().positive().nullable(), text: z.string() })),
  claimVersions: listOf(version),
  description: z.record(z.string(), z.array(z.string())).nullish(),
  ipc: optionalTexts,
  cpc: optionalTexts,
  applicants: listOf(party),
  inventors: listOf(party),
  families: optionalTexts,
  priorities: listOf(z.object({ country: z.string(), number: z.string(), date: optionalText })),
  international: international.nullish(),
  citations: listOf(citation),
  evidence: listOf(z.object({ document: z.string(), claims: z.array(z.string()) })),
  grounds: listOf(z.object({ clause: z.string(), ground: z.string(), document: z.string(), date: optionalText })),
  /** Date, paper, state. */
  legalEvents: listOf(z.array(z.string().nullable()).min(2)),
  status: optionalText,
  finalDisposal: optionalText,
  source: optionalText,
});

type KoreanRecord = z.output<typeof koreanRecord>;

/** Applications, publications and registrations in the common vocabulary of Korean record collections. */
export const koreanRecordReader = jsonReader({
  name: 'korean-record-json',
  title: 'Korean records in JSON lines (title_ko, abstract_ko, claims, description by section)',
  licence: null,
  recognises: (head) => head.has('title_ko') || head.has('abstract_ko'),
  *map(value, { bytes }) {
    const record = parseFields(koreanRecord, value);
    const { international: pct } = record;
    const bibliography = {
      ...record,
      titleKorean: record.title_ko,
      titleEnglish: record.title_en,
      abstract: record.abstract_ko,
      parties: [...partiesOf('applicant', record.applicants), ...partiesOf('inventor', record.inventors)],
      ipc: record.ipc.map((symbol) => ({ symbol })),
      cpc: record.cpc.map((symbol) => ({ symbol })),
      original: { number: record.parentApplicationNumber },
      pctFiling: pct && { number: pct.applicationNumber, date: pct.applicationDate },
      pctPublication: pct && { number: pct.publicationNumber, date: pct.publicationDate },
      citations: withEvidence(citationsOf(record.citations.map(cited)), record.evidence),
      claims: claimsOf(record),
      claimChanges: record.claimVersions.map(changeOf),
      description: sectionPassages(record.description ?? {}),
      events: [...record.legalEvents.flatMap(eventOf), ...record.grounds.map(groundEvent)],
      licence: sourceNote(record.source),
    };
    yield koreanDraft(bibliography, bytes);
  },
});

function partiesOf(role: KoreanParty['role'], parties: KoreanRecord['applicants']): KoreanParty[] {
  return parties.map((found) => {
    if (typeof found === 'string') return { role, name: found };
    return { role, name: found.name, nameEnglish: found.nameEn, country: found.country };
  });
}

function cited(citation: KoreanRecord['citations'][number]): { text: string; by: Citation['citedBy'] } {
  if (typeof citation === 'string') return { text: citation, by: 'applicant' };
  return { text: citation.document, by: citedBy(citation.by) };
}

/** Claims that a notice of grounds holds against a document (`KR-P-1020190085654`), put beside its citation. */
function withEvidence(citations: readonly Citation[], evidence: KoreanRecord['evidence']): Citation[] {
  const claimsOn = new Map(
    evidence.map(({ document, claims }) => [document.replace(/-P-/, '').replace(/\W/g, ''), claims]),
  );
  const named = citations.map((citation) => {
    const plain = citation.text.replace(/\s*[A-Z]\d?\s*$/, '').replace(/\W/g, '');
    const claims = claimsOn.get(plain);
    if (!claims) return citation;
    claimsOn.delete(plain);
    return { ...citation, claims: inOrder(claims) };
  });
  const others = citationsOf([...claimsOn.keys()].map((text) => ({ text, by: 'examiner' as const })));
  return [...named, ...others.map((citation) => ({ ...citation, claims: inOrder(claimsOn.get(citation.text) ?? []) }))];
}

function inOrder(claims: readonly string[]): string | null {
  return [...claims].sort((a, b) => Number(a) - Number(b)).join(',') || null;
}

function claimsOf({ claims, claim1, claims_text }: KoreanRecord): ClaimDraft[] {
  if (claims.length > 0) return withoutGlue(claims.map(({ n, text }) => ({ number: n, text: withoutPageMarks(text) })));
  const first = claim1 ?? claims_text;
  return first ? [{ number: 1, text: first }] : [];
}

/** Texts of gazette pages carry what was printed around a cancelled claim: `. 삭제`, `삭제 명 세 서`, `삭제 - 3 -`. */
function withoutPageMarks(text: string): string {
  return /^[.\s]*삭제\s*(?:명\s*세\s*서|-\s*\d+\s*-)?\s*$/.test(text) ? '삭제' : text;
}

function changeOf({ version, date, document, claims }: KoreanRecord['claimVersions'][number]): ClaimChange {
  return {
    version,
    date: parseDate(date),
    document,
    claims: claims.map(({ n, change, refers, text }) => ({ number: n, change, text: text ?? null, refersTo: refers })),
  };
}

function eventOf([date, paper, state]: readonly (string | null)[]): LegalEvent[] {
  return paperEvent(date, paper ?? '', state);
}

/** A ground of refusal: the provision (`29-2-` is article 29(2)) as code, the notice that raised it as text. */
function groundEvent({ clause, ground, document, date }: KoreanRecord['grounds'][number]): LegalEvent {
  return { date: parseDate(date), code: clause, text: document, status: ground };
}
