import type { PartialDate, PublicationId, Section, Span } from '../core/index.js';

/** Conditions a hit must meet, whatever its score. */
export interface Filters {
  /** IPC or CPC prefixes: `H01M`, `H01M 10/05`; any of them. */
  readonly classes?: readonly string[];
  /** Publication date, or filing date where none is known; both ends included. */
  readonly from?: PartialDate;
  readonly to?: PartialDate;
  readonly countries?: readonly string[];
  readonly kinds?: readonly string[];
  /** Words of an applicant's or assignee's name. */
  readonly applicant?: string;
  readonly status?: string;
  readonly languages?: readonly string[];
}

export interface SearchRequest {
  /** Query language: words, "phrases", AND OR NOT, NEAR/n, ( ), fields `ti: ab: cl: ipc: pa: pd:`; see docs/search.md. */
  readonly query: string;
  readonly filters?: Filters;
  /** Default 10, at most 1000. */
  readonly limit?: number;
  readonly offset?: number;
  /** Spans per hit; default 3. */
  readonly spans?: number;
  /** Collapse members of one family and duplicates (default true). */
  readonly collapse?: boolean;
  readonly facets?: boolean;
}

/** Find what came before: query by document or by pasted text. */
export interface PriorArtRequest {
  /** A publication of the store … */
  readonly publication?: PublicationId;
  /** … or text: an abstract, a claim, a whole application. */
  readonly text?: {
    readonly title?: string;
    readonly abstract?: string;
    readonly claim?: string;
    readonly description?: string;
  };
  /** Only documents published and filed not later than this; a whole date or a year. Default: the publication's filing year. */
  readonly before?: PartialDate;
  readonly limit?: number;
  readonly spans?: number;
  readonly collapse?: boolean;
  readonly filters?: Filters;
}

export interface Hit {
  readonly publication: PublicationId;
  readonly title: string;
  readonly score: number;
  /** Places worth reading, best first. Empty when the query has only filters. */
  readonly spans: readonly Span[];
  /** The words of the query inside `spans`, for painting. */
  readonly matches: readonly Span[];
  /** What the score is made of; the parts sum to it. */
  readonly explain: readonly ScorePart[];
  readonly facts: HitFacts;
  /** Hits hidden behind this one as members of its family or as duplicates. */
  readonly collapsed: readonly PublicationId[];
}

/** What a result list shows without opening the document. */
export interface HitFacts {
  readonly country: string;
  readonly kind: string | null;
  readonly published: PartialDate | null;
  readonly filed: PartialDate | null;
  readonly applicants: readonly string[];
  readonly classes: readonly string[];
  readonly status: string | null;
  readonly language: string;
}

export interface ScorePart {
  /** What it comes from: a term and field (`ti:전지`), `bm25`, `cosine`, `bigrams`, `title`. */
  readonly name: string;
  readonly value: number;
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export type FacetName = 'section' | 'subclass' | 'country' | 'year' | 'applicant' | 'status' | 'language';

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Publications that match before collapsing and cutting. */
  readonly total: number;
  /** Whether `total` is exact or a lower bound. */
  readonly totalIsExact: boolean;
  readonly facets: Readonly<Partial<Record<FacetName, readonly Facet[]>>>;
  /** How the query was understood, for showing back. */
  readonly understood: string;
  /** Too few documents have all the words, so that those with half of them are among the hits. */
  readonly relaxed: boolean;
}

/** A paragraph found for a question. */
export interface PassageHit {
  readonly span: Span;
  /** Section of the description that the paragraph stands in; null for other parts. */
  readonly section: Section | null;
  readonly title: string;
  readonly score: number;
  /** Parts of the span that match the query. */
  readonly matches: readonly Span[];
}

/** What faces and rooms above ask of search. */
export interface Searcher {
  search(request: SearchRequest): Promise<SearchResult>;
  /** Paragraphs for a question, within given documents or in the whole store. */
  passages(request: {
    readonly query: string;
    readonly publications?: readonly PublicationId[];
    readonly limit?: number;
    readonly filters?: Filters;
  }): Promise<readonly PassageHit[]>;
  priorArt(request: PriorArtRequest): Promise<SearchResult>;
  /**
   * How much each term tells: ln of the documents there are by those that have it, 0 for a term that nobody has;
   * and how many documents there are.
   */
  weigh(
    terms: readonly string[],
  ): Promise<{ readonly publications: number; readonly rarity: ReadonlyMap<string, number> }>;
  /** The paragraphs of a publication in reading order, headings left out; none for a key that is not stored. */
  read(publication: PublicationId): Promise<readonly PassageHit[]>;
}
