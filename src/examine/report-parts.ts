import type { ClaimIssue, ParsedClaim } from '../claims/index.js';
import { formatAddress, latestDay, type PartialDate, type Span } from '../core/index.js';
import type { Hit } from '../search/index.js';
import { type Filed, legalBasis } from './legal-basis.js';
import type { ChartCell, Examination } from './types.js';
import { type Wording, wordingFor } from './wording.js';

/** A claim in the tree of claims: those that depend on it stand below it. */
export interface ClaimNode {
  readonly claim: ParsedClaim;
  readonly issues: readonly Finding[];
  readonly children: readonly ClaimNode[];
}

/** A finding in words, with the provision it stands on. */
export interface Finding {
  readonly text: string;
  readonly basis: string | null;
}

/** A row of a chart: an element and what each document has for it. */
export interface ChartRow {
  readonly label: string;
  readonly role: string;
  readonly text: string;
  readonly cells: readonly ChartCell[];
}

export interface ClaimChart {
  readonly claim: ParsedClaim;
  readonly rows: readonly ChartRow[];
}

/** An examination as its report shows it, whatever the format. */
export interface ReportParts {
  readonly words: Wording;
  readonly language: string;
  readonly effectiveDate: PartialDate | null;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tree: readonly ClaimNode[];
  readonly findings: readonly Finding[];
  readonly documents: readonly Hit[];
  /** Null where the provision was not looked at. */
  readonly earlier: readonly Hit[] | null;
  readonly laidOpen: Readonly<Record<string, PartialDate>>;
  /** Documents of the chart, in its column order. */
  readonly columns: readonly string[];
  readonly independentCharts: readonly ClaimChart[];
  readonly dependentCharts: readonly ClaimChart[];
  readonly notes: readonly string[];
}

export function reportParts(examination: Examination): ReportParts {
  const words = wordingFor(examination.language);
  const columns = [...new Set(examination.chart.map(({ publication }) => publication))];
  const charts = columns.length ? chartsOf(examination) : [];
  return {
    words,
    language: examination.language === 'ko' ? 'ko' : 'en',
    effectiveDate: examination.effectiveDate,
    facts: factsOf(examination, words),
    tree: treeOf(examination, words),
    findings: examination.issues.map((issue) => findingOf(issue, examination, words)),
    documents: examination.priorArt,
    earlier: examination.earlierApplications ?? null,
    laidOpen: examination.laidOpen ?? {},
    columns,
    independentCharts: charts.filter(({ claim }) => claim.kind === 'independent'),
    dependentCharts: charts.filter(({ claim }) => claim.kind === 'dependent'),
    notes: [...dateNotes(examination, words), ...words.noteLines],
  };
}

function dateNotes({ effectiveDate }: Examination, words: Wording): string[] {
  if (effectiveDate === null) return [words.noteNoDate];
  return effectiveDate.length < 10 ? [words.notePartialDate] : [];
}

function factsOf({ title, subject, effectiveDate }: Examination, words: Wording): [string, string][] {
  const facts: [string, string | null | undefined][] = [
    [words.title, title || words.untitled],
    [words.publication, subject?.publication],
    [words.applicants, subject?.applicants.join(', ')],
    [words.filed, subject?.filed],
    [words.effectiveDate, effectiveDate ?? words.noDate],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

/** A finding of form in words, with its provision in the office that an application was filed with. */
export function findingOf(issue: ClaimIssue, filed: Filed, words: Wording): Finding {
  const basis = legalBasis(issue.rule, filed);
  const article = basis && (basis.objected ? basis.article : `${basis.article}: ${words.allowed}`);
  return { text: words.issue(issue), basis: article };
}

/** Each dependent claim stands below the first claim it depends on that comes before it; the rest stand at the root. */
function treeOf(examination: Examination, words: Wording): ClaimNode[] {
  const children = new Map<number | null, ParsedClaim[]>();
  const known = new Set(examination.claims.map(({ number }) => number));
  for (const claim of examination.claims) {
    const parent = claim.dependsOn.find((number) => number < claim.number && known.has(number)) ?? null;
    children.set(parent, [...(children.get(parent) ?? []), claim]);
  }
  const shown = new Set<number>();
  const nodes = (parent: number | null): ClaimNode[] =>
    (children.get(parent) ?? []).map((claim) => {
      const first = !shown.has(claim.number);
      shown.add(claim.number);
      const issues = examination.issues.filter((issue) => issue.claim === claim.number);
      return {
        claim,
        issues: first ? issues.map((issue) => findingOf(issue, examination, words)) : [],
        children: first ? nodes(claim.number) : [],
      };
    });
  return nodes(null);
}

function chartsOf({ claims, elements, chart }: Examination): ClaimChart[] {
  const cells = new Map<string, ChartCell[]>();
  for (const cell of chart) {
    const key = `${cell.claim} ${cell.element}`;
    const row = cells.get(key);
    if (row) row.push(cell);
    else cells.set(key, [cell]);
  }
  return claims
    .map((claim) => ({
      claim,
      rows: elements
        .filter((element) => element.claim === claim.number && cells.has(`${claim.number} ${element.label}`))
        .map(({ label, role, text }) => ({ label, role, text, cells: cells.get(`${claim.number} ${label}`)! })),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** A quotation cut to a length that fits a table; what is left out is marked outside the words quoted. */
export function excerpt(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest).replace(/\s\S{0,20}$/, '')} …`;
}

export function addressOf(span: Span, language: string): string {
  return formatAddress(span, language);
}

/** `1, 2, 3, 4` → `1–4`. */
export function numbers(list: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of list) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** `0.62` → `62 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

type Dating = Pick<ReportParts, 'words' | 'effectiveDate' | 'laidOpen'>;

/**
 * When a document was published, and before that laid open; or filed where that is all that is known. Marked
 * where none of it is surely earlier than the reference date.
 */
export function dateOf({ publication, facts }: Hit, { words, effectiveDate, laidOpen }: Dating): string {
  const opened = laidOpen[publication];
  if (opened && (effectiveDate === null || latestDay(opened) < effectiveDate)) {
    return [`${words.laidOpen} ${opened}`, facts.published].filter(Boolean).join(', ');
  }
  const date = facts.published ?? facts.filed;
  if (date === null) return words.noDate;
  const shown = facts.published ? date : `${words.filed} ${date}`;
  const certain = facts.published !== null && (effectiveDate === null || latestDay(date) < effectiveDate);
  return certain || effectiveDate === null ? shown : `${shown} (${words.checkDate})`;
}
