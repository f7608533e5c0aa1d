import type { ClaimElement, ClaimIssue, ParsedClaim } from '../claims/index.js';
import type { Classification } from '../classify/index.js';
import type { Claim, Language, Paragraph, PartialDate, Publication, Span } from '../core/index.js';
import type { Hit } from '../search/index.js';

/** What an applicant hands in: a publication's text before it is one. */
export interface Application {
  readonly title: string;
  readonly language: Language;
  readonly abstract: string | null;
  readonly claims: readonly Claim[];
  readonly description: readonly Paragraph[];
  /** Filing or priority date: prior art must be earlier. */
  readonly effectiveDate: PartialDate | null;
  /** The publication it was read from, when it came as one. */
  readonly publication: Publication | null;
}

/** One cell of the chart: what a document says about a claim element. */
export interface ChartCell {
  readonly claim: number;
  readonly element: string;
  readonly publication: string;
  /** Best places, best first; empty when the document says nothing like it. */
  readonly spans: readonly Span[];
  /** Share of the element's weighted terms that the best place carries, 0 to 1. A measure of wording, not of disclosure. */
  readonly coverage: number;
}

/** The application as a published document, for the head of a report. */
export interface ExaminedDocument {
  readonly publication: string;
  /** Office whose rules of form the findings are put under, WIPO ST.3. */
  readonly country: string;
  readonly applicants: readonly string[];
  readonly filed: PartialDate | null;
}

export interface Examination {
  readonly title: string;
  readonly language: Language;
  readonly effectiveDate: PartialDate | null;
  readonly claims: readonly ParsedClaim[];
  readonly issues: readonly ClaimIssue[];
  readonly elements: readonly (ClaimElement & { readonly claim: number })[];
  /** Documents clearly closer than the rest, best first; empty when none is. */
  readonly priorArt: readonly Hit[];
  /** Day on which a document of `priorArt` was laid open, where that is another than its date of publication. */
  readonly laidOpen?: Readonly<Record<string, PartialDate>>;
  /**
   * Korean applications filed before and laid open after the effective date (특허법 제29조제3항), best first; absent
   * where the provision does not apply or the date is not known to the day.
   */
  readonly earlierApplications?: readonly Hit[];
  /** Cells of the closest documents, without those that have nothing for any element. */
  readonly chart: readonly ChartCell[];
  readonly symbols: Classification['symbols'];
  readonly neighbours: Classification['neighbours'];
  /** Only when the application came as a publication. */
  readonly subject?: ExaminedDocument | undefined;
}

export type ExamineEvent =
  | { readonly type: 'step'; readonly step: 'claims' | 'classify' | 'search' | 'chart' }
  | { readonly type: 'done'; readonly examination: Examination };
