import type { TextVector } from './types.js';

/** Terms are told apart by 21 bits of a hash: with 10⁵ terms two in a hundred share a bucket, mostly rare ones. */
export const BUCKET_BITS = 21;
export const BUCKETS = 1 << BUCKET_BITS;
const FREQUENCY_BITS = 32 - BUCKET_BITS;
export const MAX_FREQUENCY = (1 << FREQUENCY_BITS) - 1;

/** FNV-1a over UTF-16 units, folded to the number of buckets. */
export function bucketOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < term.length; index++) {
    hash = Math.imul(hash ^ term.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> BUCKET_BITS) ^ hash) & (BUCKETS - 1);
}

/** The same for a pair of characters that stands for a number (Murmur3's finaliser). */
export function bucketOfPair(pair: number): number {
  let hash = Math.imul(pair ^ (pair >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> (32 - BUCKET_BITS);
}

export const entryBucket = (entry: number): number => entry >>> FREQUENCY_BITS;
export const entryFrequency = (entry: number): number => entry & MAX_FREQUENCY;

/** What a document is compared by. Titles count three times: they stand for the whole. */
export interface VectorText {
  readonly title: readonly string[];
  readonly body: readonly string[];
  readonly titleBigrams: readonly number[];
  readonly bodyBigrams: readonly number[];
}

const TITLE_WEIGHT = 3;

/** Counts a text's morphemes and syllable pairs into buckets. */
export function textVector(text: VectorText): TextVector {
  return {
    morphemes: count(text.title.map(bucketOf), text.body.map(bucketOf)),
    bigrams: count(text.titleBigrams.map(bucketOfPair), text.bodyBigrams.map(bucketOfPair)),
    title: count([], text.title.map(bucketOf)),
  };
}

function count(title: readonly number[], body: readonly number[]): Uint32Array {
  const frequencies = new Map<number, number>();
  const add = (bucket: number, times: number) => frequencies.set(bucket, (frequencies.get(bucket) ?? 0) + times);
  for (const bucket of title) add(bucket, TITLE_WEIGHT);
  for (const bucket of body) add(bucket, 1);
  const entries = Uint32Array.from(
    frequencies,
    ([bucket, frequency]) => ((bucket << FREQUENCY_BITS) | Math.min(frequency, MAX_FREQUENCY)) >>> 0,
  );
  return entries.sort();
}

/** Packs a vector into one run of numbers: three lengths, then the entries. */
export function packVector(vector: TextVector): Uint32Array {
  const { morphemes, bigrams, title } = vector;
  const packed = new Uint32Array(3 + morphemes.length + bigrams.length + title.length);
  packed.set([morphemes.length, bigrams.length, title.length]);
  packed.set(morphemes, 3);
  packed.set(bigrams, 3 + morphemes.length);
  packed.set(title, 3 + morphemes.length + bigrams.length);
  return packed;
}

export function unpackVector(packed: Uint32Array): TextVector {
  const [morphemes = 0, bigrams = 0, title = 0] = packed;
  const second = 3 + morphemes;
  const third = second + bigrams;
  return {
    morphemes: packed.subarray(3, second),
    bigrams: packed.subarray(second, third),
    title: packed.subarray(third, third + title),
  };
}
