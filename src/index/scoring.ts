import type { Segment } from './segment.js';
import { passageField } from './segment-builder.js';
import { FIELDS, type FieldWeights } from './types.js';

/** Saturation of term frequency. Long documents repeat their words; two is kinder to them than the usual 1.2. */
export const K1 = 2;
/** How far a field's length counts. Titles and names have a natural length, so little is made of it. */
const LENGTH_SHARE: Readonly<Record<(typeof FIELDS)[number], number>> = {
  title: 0.3,
  abstract: 0.75,
  claims: 0.75,
  description: 0.75,
  applicant: 0.3,
  inventor: 0.3,
};

/**
 * Long fields repeat their words, so that with equal weights every full text would stand before every
 * abstract: `태양전지` then brought windows with a solar cell somewhere in their description first.
 */
export const DEFAULT_WEIGHTS: FieldWeights = { title: 4, abstract: 2, claims: 0.5, description: 0.1, applicant: 1 };

/** Robertson–Sparck Jones weight with the +1 that keeps it positive. */
export function inverseDocumentFrequency(total: number, having: number): number {
  return having === 0 ? 0 : Math.log(1 + (total - having + 0.5) / (having + 0.5));
}

/** BM25's share of one term: saturating in the (length-normalised) frequency. */
export function saturate(frequency: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1);
}

/** Lengths of all fields of a segment's documents in words, `FIELDS.length` for each document. */
export function fieldLengths(segment: Segment): Uint32Array {
  const width = FIELDS.length;
  const lengths = new Uint32Array(segment.documents * width);
  for (let document = 0; document < segment.documents; document++) {
    const end = segment.firstPassage[document + 1]!;
    for (let passage = segment.firstPassage[document]!; passage < end; passage++) {
      const field = passageField(segment.passageFlags[passage]!);
      lengths[document * width + field]! += segment.passageLengths[passage]!;
    }
  }
  return lengths;
}

/** Average length of each field over the documents that have it. */
export function averageLengths(all: readonly Uint32Array[]): number[] {
  const width = FIELDS.length;
  return FIELDS.map((_, field) => {
    let sum = 0;
    let count = 0;
    for (const lengths of all) {
      for (let at = field; at < lengths.length; at += width) {
        sum += lengths[at]!;
        if (lengths[at]! > 0) count++;
      }
    }
    return count === 0 ? 1 : Math.max(sum / count, 1);
  });
}

/** BM25F's length normalisation of each field of each document, as a factor of the frequency. */
export function lengthFactors(lengths: Uint32Array, averages: readonly number[]): Float32Array {
  const width = FIELDS.length;
  const factors = new Float32Array(lengths.length);
  for (let field = 0; field < width; field++) {
    const share = LENGTH_SHARE[FIELDS[field]!];
    for (let at = field; at < lengths.length; at += width) {
      factors[at] = 1 / (1 - share + (share * lengths[at]!) / averages[field]!);
    }
  }
  return factors;
}

export function weightArray(weights: FieldWeights): Float32Array {
  return Float32Array.from(FIELDS, (field) => weights[field] ?? 0);
}
