import type { ClassSymbol } from './class-symbol.js';
import type { PartialDate } from './dates.js';
import type { Language, LocalText } from './language.js';

/**
 * Key of a publication: country, number and kind code (`US8672134B2`). Where a source states no kind
 * code but an application number, the key is the application's (`KR1020190100885`): Korean services
 * answer by application. A key without kind code is therefore always an application number, so that a
 * publication number of equal digits (which carries its kind, `KR1020190100885A`) never collides.
 */
export type PublicationId = string;

export type PublicationType = 'patent' | 'utility-model' | 'design' | 'plant' | 'other';

/** One published document of a patent office, as one plain record. Every list may be empty. */
export interface Publication {
  readonly id: PublicationId;
  /** WIPO ST.3. */
  readonly country: string;
  /** WIPO ST.16 kind code, or null where the source does not state one. */
  readonly kind: string | null;
  readonly type: PublicationType;
  readonly numbers: Numbers;
  readonly dates: Dates;
  /** Language of the text (claims and description). */
  readonly language: Language;
  readonly titles: readonly LocalText[];
  /** At most one text a language; its paragraphs are joined by line feeds. */
  readonly abstracts: readonly LocalText[];
  readonly parties: readonly Party[];
  readonly classes: readonly ClassSymbol[];
  readonly priorities: readonly Priority[];
  readonly related: readonly RelatedDocument[];
  readonly family: Family;
  readonly citations: readonly Citation[];
  /** Claims in force in this publication, in `language`. */
  readonly claims: readonly Claim[];
  /** The same claims in other languages (EP specifications carry three). */
  readonly claimTranslations: readonly { readonly language: Language; readonly claims: readonly Claim[] }[];
  /** Earlier and later wordings of the claims, oldest first; the last one is also `claims`. */
  readonly claimVersions: readonly ClaimVersion[];
  readonly description: readonly Paragraph[];
  readonly drawings: readonly Drawing[];
  readonly legalEvents: readonly LegalEvent[];
  /** Status as the office words it: `등록`, `거절`, `공개`, `Patented Case`. */
  readonly status: string | null;
  readonly sources: readonly Source[];
}

/** Numbers in the spelling of {@link normaliseNumber}, without country. */
export interface Numbers {
  readonly publication: string | null;
  readonly application: string | null;
  readonly registration: string | null;
}

export interface Dates {
  /** Date of filing. */
  readonly filed: PartialDate | null;
  /** Date of this publication. */
  readonly published: PartialDate | null;
  /** Date the application was first laid open, where this is a later publication of it. */
  readonly opened: PartialDate | null;
  /** Date of grant or registration. */
  readonly granted: PartialDate | null;
}

export type PartyRole = 'applicant' | 'assignee' | 'inventor' | 'agent' | 'examiner' | 'opponent';

export interface Party {
  readonly role: PartyRole;
  readonly name: string;
  /** The same name in other languages. */
  readonly otherNames: readonly LocalText[];
  readonly country: string | null;
  readonly address: string | null;
}

export interface Priority {
  readonly country: string;
  readonly number: string;
  readonly date: PartialDate | null;
}

/** Continuations, divisionals, PCT filings and publications, provisional applications, corrections. */
export interface RelatedDocument {
  /** In the words of WIPO ST.36: `continuation`, `division`, `pct-filing`, `pct-publication`, … */
  readonly relation: string;
  readonly country: string | null;
  readonly number: string;
  readonly date: PartialDate | null;
}

export interface Family {
  /** DOCDB simple family. */
  readonly simple: string | null;
  /** INPADOC extended family. */
  readonly extended: string | null;
  /** Keys or numbers of members, as the source names them. */
  readonly members: readonly string[];
}

export type CitedBy = 'examiner' | 'search-report' | 'applicant' | 'third-party' | 'opponent' | 'other' | 'unknown';

export interface Citation {
  /** Key of the cited document when it is a patent document, else null. */
  readonly document: string | null;
  /** The citation as printed. */
  readonly text: string;
  readonly citedBy: CitedBy;
  /** Category letters of a search report (WIPO ST.14): X, Y, A, E, P, … */
  readonly categories: readonly string[];
  /** Claims the citation is relevant to, as printed: `1-3,7`. */
  readonly claims: string | null;
  /** Passages named as relevant. */
  readonly passages: string | null;
  /** Date of the cited document. */
  readonly date: PartialDate | null;
}

export interface Claim {
  readonly number: number;
  /** Text without its own leading number. Steps stand on lines of their own. */
  readonly text: string;
  /** `cancelled` for a claim whose number is kept without text (삭제, canceled). */
  readonly status: 'active' | 'cancelled';
  /** Claims named by markup of the source; the words are read in the room `claims`. */
  readonly refersTo: readonly number[];
}

export interface ClaimVersion {
  /** The source's own label: `1`, `공개`, `등록`. */
  readonly version: string;
  readonly date: PartialDate | null;
  /** Paper that made the change: `보정서`, `명세서`. */
  readonly document: string | null;
  readonly claims: readonly (Claim & { readonly change: string | null })[];
}

export type Section =
  | 'technical-field'
  | 'background'
  | 'summary'
  | 'problem'
  | 'solution'
  | 'effects'
  | 'drawings'
  | 'embodiments'
  | 'examples'
  | 'industrial-applicability'
  | 'reference-signs'
  | 'sequence-listing'
  | 'related-applications'
  | 'government-interest'
  | 'citation-list'
  | 'other';

/** Where a paragraph's label comes from: printed by the office, its place in the source, or split here. */
export type LabelOrigin = 'office' | 'order' | 'split';

/** One paragraph of the description, the smallest unit a citation names. */
export interface Paragraph {
  /**
   * Unique within the description: the office's own number (`0012`) when `origin` is `office`, else
   * `#` and the place in reading order (`#12`), never to be shown as a number of the office.
   */
  readonly label: string;
  readonly origin: LabelOrigin;
  readonly section: Section;
  readonly kind: 'text' | 'heading';
  /**
   * Original text. Tables stand as lines with tab-separated cells between `[TABLE n]` and `[/TABLE]`;
   * maths and chemistry as `[MATH n: …]` and `[CHEM n: …]` with what text the source has for them.
   */
  readonly text: string;
}

export interface Drawing {
  /** `1`, `2A`. */
  readonly number: string;
  readonly caption: string | null;
  /** Image file named by the source. */
  readonly file: string | null;
}

export interface LegalEvent {
  readonly date: PartialDate | null;
  readonly code: string | null;
  readonly text: string;
  readonly status: string | null;
}

/** Where a record was read from. */
export interface Source {
  /** File as named by the user; members of an archive after `!`: `week.zip!ipg.xml`. */
  readonly file: string;
  /** Offset of the record's first byte in the (unpacked) file. */
  readonly offset: number;
  /** SHA-256 of the record's bytes, hexadecimal. */
  readonly hash: string;
  /** Name of the format that read it: `uspto-grant-xml`, `kipris-xml`. */
  readonly format: string;
  /** What is known about its licence, or null. */
  readonly licence: string | null;
}
