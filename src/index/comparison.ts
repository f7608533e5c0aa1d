import type { Shard } from './shard.js';
import { BUCKETS, entryBucket, entryFrequency } from './text-vector.js';
import type { DocumentOrdinal, Similarities, TextVector } from './types.js';

type Kind = 'morphemes' | 'bigrams';

/**
 * Powers of the idf. Most pairs of characters stand in many documents and say little one by one; documents in
 * another language raise the idf of all by the same, and the power takes that back (docs/search.md).
 */
const SHARPNESS: Readonly<Record<Kind, number>> = { morphemes: 1, bigrams: 1.5 };

/** 1 + ln of every possible frequency, looked up a million times a query. */
const DAMPED = Float32Array.from({ length: 2048 }, (_, frequency) => (frequency === 0 ? 0 : 1 + Math.log(frequency)));

/**
 * Cosine between texts over 1 + ln(tf), times a power of idf. Lengths are computed on the way from the idf of the
 * moment, so that a growing index needs no stored lengths brought up to date.
 */
export class Comparison {
  readonly #idf: Readonly<Record<Kind, Float32Array>>;
  /** The query's weights by bucket; all zero between calls. */
  readonly #query = new Float32Array(BUCKETS);

  constructor(readonly shards: readonly Shard[]) {
    this.#idf = { morphemes: bucketIdf(shards, 'morphemes'), bigrams: bucketIdf(shards, 'bigrams') };
  }

  compare(text: TextVector, documents: readonly DocumentOrdinal[] | Uint32Array): Similarities {
    const vectors = Array.from(documents, (document) => this.#vectorOf(document));
    const { morphemes, bigrams } = this.#idf;
    return {
      morphemes: this.#cosines(
        text.morphemes,
        vectors.map((vector) => vector.morphemes),
        morphemes,
      ),
      bigrams: this.#cosines(
        text.bigrams,
        vectors.map((vector) => vector.bigrams),
        bigrams,
      ),
      title: this.#cosines(
        text.title,
        vectors.map((vector) => vector.title),
        morphemes,
      ),
    };
  }

  #vectorOf(document: DocumentOrdinal): TextVector {
    const { segment, base } = shardOf(this.shards, document);
    return segment.vector(document - base);
  }

  #cosines(query: Uint32Array, vectors: readonly Uint32Array[], idf: Float32Array): Float32Array {
    const weights = this.#query;
    let length = 0;
    for (const entry of query) {
      const weight = DAMPED[entryFrequency(entry)]! * idf[entryBucket(entry)]!;
      weights[entryBucket(entry)] = weight;
      length += weight * weight;
    }
    const cosines = Float32Array.from(vectors, (vector) => cosine(vector, weights, idf) / (Math.sqrt(length) || 1));
    for (const entry of query) weights[entryBucket(entry)] = 0;
    return cosines;
  }
}

/** Product of a document with the query's weights, by the document's own length. */
function cosine(vector: Uint32Array, weights: Float32Array, idf: Float32Array): number {
  let product = 0;
  let squares = 0;
  for (let at = 0; at < vector.length; at++) {
    const entry = vector[at]!;
    const bucket = entryBucket(entry);
    const weight = DAMPED[entryFrequency(entry)]! * idf[bucket]!;
    squares += weight * weight;
    product += weight * weights[bucket]!;
  }
  return squares === 0 ? 0 : product / Math.sqrt(squares);
}

export function shardOf(shards: readonly Shard[], document: DocumentOrdinal): Shard {
  const shard = shards.findLast(({ base }) => base <= document);
  if (!shard || document - shard.base >= shard.segment.documents) throw new RangeError(`no document ${document}`);
  return shard;
}

function bucketIdf(shards: readonly Shard[], kind: Kind): Float32Array {
  const counts = new Uint32Array(BUCKETS);
  let documents = 0;
  for (const { segment } of shards) {
    documents += segment.documents;
    const pairs = segment.bucketCounts(kind);
    for (let at = 0; at < pairs.length; at += 2) counts[pairs[at]!]! += pairs[at + 1]!;
  }
  const idf = new Float32Array(BUCKETS);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    if (counts[bucket]! > 0) idf[bucket] = Math.log(1 + documents / counts[bucket]!) ** SHARPNESS[kind];
  }
  return idf;
}
