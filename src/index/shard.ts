import type { PostingsCache } from './postings-cache.js';
import { averageLengths, fieldLengths, inverseDocumentFrequency, lengthFactors } from './scoring.js';
import type { Postings, Segment } from './segment.js';

/** Numbers that hold for the whole index and make scores of its segments comparable. */
export interface Collection {
  readonly documents: number;
  readonly passages: number;
  readonly averagePassage: number;
  /** Documents and passages with a term. */
  documentsWith(term: string): number;
  passagesWith(term: string): number;
}

/** A segment as the engine searches it. */
export interface Shard {
  readonly segment: Segment;
  readonly file: string;
  /** Ordinal of its first document. */
  readonly base: number;
  readonly deleted: ReadonlySet<number>;
  /** 1 for each document that is valid. */
  readonly living: Uint8Array;
  /** Length normalisation, `FIELDS.length` for each document. */
  readonly factors: Float32Array;
  postings(term: number): Postings;
  positions(term: number): Uint8Array;
}

export interface OpenedSegment {
  readonly file: string;
  readonly segment: Segment;
  readonly deleted: readonly number[];
}

export function shardsOf(opened: readonly OpenedSegment[], cache: PostingsCache): Shard[] {
  const lengths = opened.map(({ segment }) => fieldLengths(segment));
  const averages = averageLengths(lengths);
  let base = 0;
  return opened.map(({ file, segment, deleted }, index) => {
    const living = new Uint8Array(segment.documents).fill(1);
    for (const document of deleted) living[document] = 0;
    const shard: Shard = {
      segment,
      file,
      base,
      deleted: new Set(deleted),
      living,
      factors: lengthFactors(lengths[index]!, averages),
      postings: (term) => cache.postings(file, segment, term),
      positions: (term) => cache.positions(file, segment, term),
    };
    base += segment.documents;
    return shard;
  });
}

export function collectionOf(shards: readonly Shard[]): Collection {
  const sum = (number: (shard: Shard) => number) => shards.reduce((total, shard) => total + number(shard), 0);
  const having = (term: string, counts: (segment: Segment) => Uint32Array) =>
    sum(({ segment }) => {
      const index = segment.terms.indexOf(term);
      return index < 0 ? 0 : counts(segment)[index]!;
    });
  const passages = sum(({ segment }) => segment.passageStarts.length);
  const words = sum(({ segment }) => segment.passageLengths.reduce((total, length) => total + length, 0));
  return {
    documents: sum(({ segment }) => segment.documents),
    passages,
    averagePassage: passages === 0 ? 1 : Math.max(1, words / passages),
    documentsWith: (term) => having(term, ({ termDocuments }) => termDocuments),
    passagesWith: (term) => having(term, ({ termPassages }) => termPassages),
  };
}

export function idfOf(collection: Collection, term: string): number {
  return inverseDocumentFrequency(collection.documents, collection.documentsWith(term));
}
