import type { CorpusDocument, DocumentPart, Drop } from '../types.js';
import { similarity } from './min-hash.js';
import { Neighbours } from './neighbours.js';
import { MARGIN, planParagraphs } from './plan-paragraphs.js';
import { DOCUMENT_WORDS, HEADER, type Sketch, type Sketches } from './sketch.js';

export const DUPLICATE_RULES = {
  'duplicates.exact': 'the same letters as a document that is kept',
  'duplicates.near': 'nearly the same text as a document that is kept: the one that may train weights, then the richer',
  'duplicates.paragraph-exact': 'a long paragraph with the same letters stands in a document that comes first',
  'duplicates.paragraph-near': 'a long paragraph with nearly the same text stands in a document that comes first',
} as const;

export interface DuplicateOptions {
  /** Jaccard similarity of shingles from which two documents are one. Default .7. */
  readonly threshold?: number;
  /** The same for paragraphs; null leaves paragraphs alone. Default .8. */
  readonly paragraphThreshold?: number | null;
  /** Whether a document goes before others whatever their lengths: one that may train weights that ship. */
  readonly isPreferred?: (index: number) => boolean;
}

/** Which documents and paragraphs go. Plain arrays: it can be cut to a range and sent to a thread. */
export interface DuplicatePlan {
  /** Ordinal of the first document the arrays speak of. */
  readonly from: number;
  /** For each document the one that is kept in its place, or -1. */
  readonly keptInstead: Int32Array;
  /** For each document: 1 if the other holds the same letters. */
  readonly isExact: Uint8Array;
  /** Paragraphs that go, document after document; document i has those from `paragraphStarts[i]`. */
  readonly paragraphStarts: Int32Array;
  /** Number of the paragraph in its document, times two, plus one if it is the same only nearly. */
  readonly paragraphs: Int32Array;
}

/**
 * Decides which documents and paragraphs go. Of like documents a preferred one stays, then the one with most
 * letters, then the earlier; of like paragraphs that of a preferred document, then the earlier. A document goes only for
 * one that stays, so likeness does not run on in chains. The same sketches give the same
 * plan. Memory: about 1.3 KB a document, and for a long paragraph 0.2 KB and as much again where it may have a like one.
 */
export function planDuplicates(sketches: Sketches, options: DuplicateOptions = {}): DuplicatePlan {
  const { threshold = 0.7, paragraphThreshold = 0.8, isPreferred = () => false } = options;
  const rank = Uint8Array.from({ length: sketches.length }, (_, i) => (isPreferred(i) ? 0 : 1));
  const { keptInstead, isExact, counts } = planDocuments(sketches, rank, threshold);
  const paragraphs =
    paragraphThreshold === null
      ? []
      : planParagraphs(sketches, { rank, keptInstead, counts, threshold: paragraphThreshold });
  const paragraphStarts = new Int32Array(sketches.length + 1);
  for (let i = 0; i < sketches.length; i++) paragraphStarts[i + 1] = paragraphStarts[i]! + (paragraphs[i]?.length ?? 0);
  return { from: 0, keptInstead, isExact, paragraphStarts, paragraphs: Int32Array.from(paragraphs.flat()) };
}

interface DocumentPlan extends Pick<DuplicatePlan, 'keptInstead' | 'isExact'> {
  /** How many long paragraphs each document has. */
  readonly counts: Uint32Array;
}

function planDocuments(sketches: Sketches, rank: Uint8Array, threshold: number): DocumentPlan {
  const keptInstead = new Int32Array(sketches.length).fill(-1);
  const isExact = new Uint8Array(sketches.length);
  const heads = new Uint32Array(sketches.length * HEAD);
  for (let i = 0; i < sketches.length; i++) heads.set(sketches.at(i)!.subarray(0, HEAD), i * HEAD);
  const neighbours = new Neighbours(heads.subarray(HEADER), {
    stride: HEAD,
    words: DOCUMENT_WORDS,
    threshold: threshold - MARGIN,
  });
  const byHash = new Map<string, number>();
  for (const i of richestFirst(heads, rank)) {
    const hash = heads.subarray(i * HEAD, i * HEAD + 3).join('.');
    const same = byHash.get(hash);
    const like = same ?? neighbours.find(i);
    keptInstead[i] = like;
    if (same !== undefined) isExact[i] = 1;
    if (like >= 0) continue;
    byHash.set(hash, i);
    neighbours.add(i);
  }
  return { keptInstead, isExact, counts: Uint32Array.from(rank, (_, i) => heads[i * HEAD + HEADER - 1]!) };
}

/** Words of a sketch that speak of the whole document. */
const HEAD = HEADER + DOCUMENT_WORDS;

function richestFirst(heads: Uint32Array, rank: Uint8Array): number[] {
  const letters = (i: number) => heads[i * HEAD + 2]!;
  return Array.from(rank.keys()).sort((a, b) => rank[a]! - rank[b]! || letters(b) - letters(a) || a - b);
}

/** The document that is kept in the place of document `index`, or null if it is kept itself. */
export function duplicateOf(plan: DuplicatePlan, index: number): number | null {
  const kept = plan.keptInstead[index - plan.from]!;
  return kept < 0 ? null : kept;
}

/** The plan for documents `from` to before `to`, to be sent to a thread; documents keep their ordinals. */
export function planFor(plan: DuplicatePlan, from: number, to: number): DuplicatePlan {
  const a = from - plan.from;
  const b = to - plan.from;
  const first = plan.paragraphStarts[a]!;
  return {
    from,
    keptInstead: plan.keptInstead.slice(a, b),
    isExact: plan.isExact.slice(a, b),
    paragraphStarts: plan.paragraphStarts.slice(a, b + 1).map((start) => start - first),
    paragraphs: plan.paragraphs.slice(first, plan.paragraphStarts[b]),
  };
}

/** A document after the plan: null if another is kept in its place. */
export function applyDuplicates(
  document: CorpusDocument,
  index: number,
  plan: DuplicatePlan,
): { readonly document: CorpusDocument | null; readonly drops: readonly Drop[] } {
  const at = index - plan.from;
  if (plan.keptInstead[at]! >= 0) {
    const rule = plan.isExact[at] === 1 ? 'duplicates.exact' : 'duplicates.near';
    return { document: null, drops: [wholeDrop(document, rule)] };
  }
  const gone = plan.paragraphs.subarray(plan.paragraphStarts[at]!, plan.paragraphStarts[at + 1]!);
  return gone.length === 0 ? { document, drops: [] } : withoutParagraphs(document, gone);
}

function wholeDrop(document: CorpusDocument, rule: keyof typeof DUPLICATE_RULES): Drop {
  const paragraphs = document.parts.flatMap((part) => part.paragraphs);
  const characters = paragraphs.reduce((sum, text) => sum + text.length, 0);
  return {
    document: document.id,
    rule,
    part: null,
    paragraph: null,
    text: (paragraphs[0] ?? '').slice(0, 200),
    characters,
  };
}

function withoutParagraphs(document: CorpusDocument, gone: Int32Array) {
  const near = new Map(Array.from(gone, (entry) => [entry >> 1, (entry & 1) === 1]));
  const drops: Drop[] = [];
  const parts: DocumentPart[] = [];
  let number = 0;
  for (const part of document.parts) {
    const paragraphs: string[] = [];
    part.paragraphs.forEach((text, paragraph) => {
      const isNear = near.get(number++);
      if (isNear === undefined) {
        paragraphs.push(text);
        return;
      }
      const rule = isNear ? 'duplicates.paragraph-near' : 'duplicates.paragraph-exact';
      drops.push({
        document: document.id,
        rule,
        part: part.name,
        paragraph,
        text: text.slice(0, 200),
        characters: text.length,
      });
    });
    if (paragraphs.length > 0) parts.push({ ...part, paragraphs });
  }
  return { document: parts.length > 0 ? { ...document, parts } : null, drops };
}

/** Estimated Jaccard similarity of two documents' shingles. */
export function estimatedSimilarity(a: Sketch, b: Sketch): number {
  const both = new Uint32Array(2 * DOCUMENT_WORDS);
  both.set(a.subarray(HEADER, HEADER + DOCUMENT_WORDS));
  both.set(b.subarray(HEADER, HEADER + DOCUMENT_WORDS), DOCUMENT_WORDS);
  return similarity(both, 0, DOCUMENT_WORDS, DOCUMENT_WORDS);
}
