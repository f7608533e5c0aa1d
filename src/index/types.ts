import type { PartialDate, Passage, Progress, PublicationId } from '../core/index.js';

/** The fields that words are looked for in, in the order of their positions in a document. */
export const FIELDS = ['title', 'abstract', 'claims', 'description', 'applicant', 'inventor'] as const;
export type Field = (typeof FIELDS)[number];

/** How much a field counts; fields that are not named do not count at all. */
export type FieldWeights = Readonly<Partial<Record<Field, number>>>;

/** What positions are compared in: a word, several in a row, one of several, or two close to each other. */
export type Positional =
  | { readonly type: 'word'; readonly term: string }
  | { readonly type: 'phrase'; readonly parts: readonly Positional[] }
  | { readonly type: 'either'; readonly parts: readonly Positional[] }
  | {
      readonly type: 'near';
      readonly left: Positional;
      readonly right: Positional;
      /** Most words between the two. */
      readonly distance: number;
      readonly ordered: boolean;
    };

export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

/** A query in terms of the index. Words are already our tokens. */
export type IndexQuery =
  | { readonly type: 'everything' }
  | {
      readonly type: 'words';
      readonly terms: readonly WeightedTerm[];
      /** How many different terms a document must have. */
      readonly required: number;
      readonly fields?: FieldWeights;
    }
  | { readonly type: 'positions'; readonly positional: Positional; readonly fields?: FieldWeights }
  | { readonly type: 'prefix'; readonly prefix: string; readonly fields?: FieldWeights }
  | { readonly type: 'and' | 'or'; readonly children: readonly IndexQuery[] }
  /** Matches what any of the children matches, with the score of the one that fits best: readings of one text. */
  | { readonly type: 'best'; readonly children: readonly IndexQuery[] }
  /** Matches what at least `required` of the children match. */
  | { readonly type: 'some'; readonly required: number; readonly children: readonly IndexQuery[] }
  | { readonly type: 'not'; readonly child: IndexQuery }
  /** Must match, but adds nothing to the score. */
  | { readonly type: 'unscored'; readonly child: IndexQuery }
  /** Matches what the child matches; each bonus that stands in a document adds a share of its own score. */
  | {
      readonly type: 'boosted';
      readonly child: IndexQuery;
      readonly bonuses: readonly Positional[];
      readonly share: number;
      readonly fields?: FieldWeights;
    }
  | { readonly type: 'condition'; readonly condition: Condition };

/** What a document must be, whatever its words. */
export type Condition =
  /** A class symbol at or below one of these: `H01M`, `H01M 10/05`; of one scheme or of any. */
  | { readonly type: 'class'; readonly prefixes: readonly string[]; readonly scheme?: string }
  | {
      readonly type: 'date';
      readonly which: DateColumn;
      readonly from?: PartialDate;
      readonly to?: PartialDate;
    }
  /** Surely later than a day: a record of which only the year is known is later only in a later year. */
  | { readonly type: 'after'; readonly which: DateColumn; readonly day: PartialDate }
  | { readonly type: 'value'; readonly column: ValueColumn; readonly values: readonly string[] }
  | { readonly type: 'id'; readonly ids: readonly PublicationId[] };

/** `any` is the publication date, or the filing date where none is known; `public` the first day of being public. */
export type DateColumn = 'published' | 'filed' | 'granted' | 'public' | 'any';
export type ValueColumn = 'country' | 'kind' | 'language' | 'status';

/** Columns that matches can be counted by. */
export type CountColumn = 'section' | 'subclass' | 'country' | 'year' | 'applicant' | 'status' | 'language';

/** What the index keeps of a document to show it in a list. */
export interface Card {
  readonly id: PublicationId;
  readonly title: string;
  readonly country: string;
  readonly kind: string | null;
  readonly published: PartialDate | null;
  readonly filed: PartialDate | null;
  readonly granted: PartialDate | null;
  /** The first day its content was public, in this publication or an earlier one. */
  readonly public: PartialDate | null;
  readonly applicants: readonly string[];
  readonly classes: readonly string[];
  readonly status: string | null;
  readonly language: string;
  /** Names of groups whose members stand for each other: families, one application, equal texts. */
  readonly groups: readonly string[];
}

/** Number of a document inside an opened index; valid until the next refresh. */
export type DocumentOrdinal = number;

/** All documents that match, by ordinal; see `best` for the ranking. */
export interface Matches {
  readonly documents: Uint32Array;
  /** Score of each, same order. Zero where a query has only conditions. */
  readonly scores: Float32Array;
}

/** A share of a score: of one term in one field, or of a phrase, NEAR or truncation over its fields. */
export interface TermShare {
  readonly term: string;
  readonly field: Field | null;
  readonly value: number;
}

/** A passage and its score. `ordinal` counts the passages of the document as the store lists them. */
export interface PassageMatch {
  readonly document: DocumentOrdinal;
  readonly ordinal: number;
  readonly score: number;
  /** Different query terms in it. */
  readonly terms: number;
}

export interface PassageQuery {
  readonly terms: readonly WeightedTerm[];
  /** Where to look: documents with what each adds to the score of its passages. */
  readonly documents: ReadonlyMap<DocumentOrdinal, number>;
  readonly limit: number;
  /** Passages of one document at most. */
  readonly perDocument: number;
  readonly titles?: boolean;
  /** Words of several terms: a term that is part of one counts only where all of it stands in a row. */
  readonly compounds?: readonly (readonly string[])[];
}

/** Term frequencies of a document for comparing whole texts: hashed morphemes and syllable pairs. */
export interface TextVector {
  /** Each entry is `bucket × 2048 + frequency`, buckets ascending. */
  readonly morphemes: Uint32Array;
  readonly bigrams: Uint32Array;
  readonly title: Uint32Array;
}

export interface IndexStats {
  readonly publications: number;
  readonly passages: number;
  readonly segments: number;
  readonly bytes: number;
  /** The store's log is followed up to here. */
  readonly sequence: number;
}

/** What a publication gives to the index. */
export interface IndexInput {
  readonly card: Card;
  readonly inventors: readonly string[];
  readonly classSymbols: readonly { readonly scheme: string; readonly symbol: string }[];
  readonly passages: readonly Passage[];
}

/**
 * What retrieval asks of an engine. Tokens always come from us; the engine compares them for equality
 * only, so that an engine on a cluster can stand beside the embedded one.
 */
export interface SearchEngine {
  /** Every document that matches, scored by BM25 over the fields. */
  match(query: IndexQuery): Promise<Matches>;
  /** What the scores of documents in `match` are made of. */
  explain(query: IndexQuery, documents: readonly DocumentOrdinal[]): Promise<readonly (readonly TermShare[])[]>;
  passages(query: PassageQuery): Promise<readonly PassageMatch[]>;
  /** Cosine of a text with documents; one number each for morphemes, syllable pairs and title. */
  compare(text: TextVector, documents: Uint32Array): Promise<Similarities>;
  /** The matches counted by the values of a column, commonest first. */
  count(matches: Matches, column: CountColumn, limit: number): Promise<readonly { value: string; count: number }[]>;
  /** The same documents with their day (20190819, 0 where unknown) as score: of publication, else of filing. */
  dated(matches: Matches): Matches;
  card(document: DocumentOrdinal): Promise<Card>;
  find(id: PublicationId): DocumentOrdinal | null;
  /** How rare a term is: ln of documents by documents with the term; 0 for a term nobody has. */
  idf(term: string): number;
  /** Takes over what a writer has committed since. */
  refresh(): Promise<void>;
  stats(): IndexStats;
  close(): Promise<void>;
}

export interface Similarities {
  readonly morphemes: Float32Array;
  readonly bigrams: Float32Array;
  readonly title: Float32Array;
}

export type IndexerEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly publications: number; readonly paragraphs: number; readonly seconds: number };
