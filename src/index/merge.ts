import { rowAt } from './columns.js';
import type { Postings, Segment } from './segment.js';
import { SegmentFile, type TermEntry } from './segment-file.js';
import { FIELDS } from './types.js';

/** A segment with the documents of it that are no longer valid. */
export interface LiveSegment {
  readonly segment: Segment;
  readonly deleted: ReadonlySet<number>;
}

/** Writes the living documents of several segments as one. */
export function mergeSegments(
  sources: readonly LiveSegment[],
  path: string,
): { bytes: number; publications: number; passages: number } {
  const file = new SegmentFile(path);
  try {
    const numbering = copyDocuments(sources, file);
    copyPostings(sources, numbering, file);
    const { documents: publications, passages } = file;
    return { bytes: file.finish(), publications, passages };
  } catch (error) {
    file.abandon();
    throw error;
  }
}

const GONE = 0xffffffff;

/** New number of each old document, segment by segment. */
type Numbering = readonly Uint32Array[];

function copyDocuments(sources: readonly LiveSegment[], file: SegmentFile): Numbering {
  let next = 0;
  return sources.map(({ segment, deleted }) => {
    const numbers = new Uint32Array(segment.documents).fill(GONE);
    for (let document = 0; document < segment.documents; document++) {
      if (deleted.has(document)) continue;
      numbers[document] = next++;
      file.addDocument(segment.card(document), rowAt(segment.columns, document), segment.packedVector(document));
      const end = segment.firstPassage[document + 1]!;
      for (let passage = segment.firstPassage[document]!; passage < end; passage++) {
        const { passageStarts, passageLengths, passageFlags } = segment;
        file.addPassage(numbers[document]!, passageStarts[passage]!, passageLengths[passage]!, passageFlags[passage]!);
      }
    }
    return numbers;
  });
}

function copyPostings(sources: readonly LiveSegment[], numbering: Numbering, file: SegmentFile): void {
  const cursors = sources.map(() => 0);
  for (;;) {
    const term = smallestTerm(sources, cursors);
    if (!term) return;
    const parts: Part[] = [];
    sources.forEach(({ segment }, source) => {
      const at = cursors[source]!;
      if (at >= segment.terms.length || !segment.terms.bytesAt(at).equals(term)) return;
      cursors[source] = at + 1;
      const part = { segment, term: at, numbers: numbering[source]!, postings: segment.postings(at) };
      if (part.postings.documents.some((document) => part.numbers[document] !== GONE)) parts.push(part);
    });
    if (parts.length === 0) continue;
    const entry = file.postings.begin(term);
    for (const part of parts) copyTerm(part, entry);
    entry.end();
  }
}

interface Part {
  readonly segment: Segment;
  readonly term: number;
  readonly numbers: Uint32Array;
  readonly postings: Postings;
}

function copyTerm({ segment, term, numbers, postings }: Part, entry: TermEntry): void {
  const { documents, frequencies, positionStarts } = postings;
  const positions = segment.positions(term);
  const row = new Uint32Array(FIELDS.length);
  let living = 0;
  documents.forEach((document, index) => {
    if (numbers[document] === GONE) return;
    living++;
    row.set(frequencies.subarray(index * FIELDS.length, (index + 1) * FIELDS.length));
    entry.copyDocument(numbers[document]!, row, positions.subarray(positionStarts[index], positionStarts[index + 1]));
  });
  // Passages are not counted anew: the living documents are taken to have the average number of them.
  entry.countPassage(Math.max(1, Math.round((segment.termPassages[term]! * living) / documents.length)));
}

function smallestTerm(sources: readonly LiveSegment[], cursors: readonly number[]): Buffer | null {
  let smallest: Buffer | null = null;
  sources.forEach(({ segment }, source) => {
    const at = cursors[source]!;
    if (at >= segment.terms.length) return;
    const term = segment.terms.bytesAt(at);
    if (!smallest || Buffer.compare(term, smallest) < 0) smallest = term;
  });
  return smallest;
}
