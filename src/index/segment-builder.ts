import type { AnalysedDocument } from './analysis.js';
import { fieldNumber } from './analysis.js';
import { rowOf } from './columns.js';
import { type PostingsSink, SegmentFile, type TermEntry } from './segment-file.js';
import { sortStrings } from './sorted-strings.js';
import { packVector } from './text-vector.js';
import { FIELDS, type IndexInput } from './types.js';

/**
 * Words between two passages of one document that no query bridges: a phrase or NEAR never runs from one
 * paragraph into the next. Also the greatest distance NEAR can ask for.
 */
export const PASSAGE_GAP = 128;

const HEADING = 0x80;
export const passageField = (flags: number): number => flags & 0x7f;
export const isHeading = (flags: number): boolean => (flags & HEADING) !== 0;

/** Numbers in a growing typed array. */
class Numbers {
  #values = new Uint32Array(1 << 12);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  get view(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }
}

/** Collects documents in memory and writes them as one segment. */
export class SegmentBuilder {
  readonly #termIds = new Map<string, number>();
  /** Term of each word, through all passages of all documents. */
  readonly #words = new Numbers();
  /** First word of each passage. */
  readonly #passageStarts = new Numbers();
  readonly #passageFlags: number[] = [];
  /** First passage of each document. */
  readonly #documentStarts = new Numbers();
  readonly #inputs: IndexInput[] = [];
  readonly #vectors: Uint32Array[] = [];
  /** Words collected so far: memory grows with them. */
  get words(): number {
    return this.#words.length;
  }

  get documents(): number {
    return this.#inputs.length;
  }

  add(input: IndexInput, analysed: AnalysedDocument): void {
    // Only the card and columns are needed later; the text itself would fill the memory.
    this.#inputs.push({ ...input, passages: [] });
    this.#vectors.push(packVector(analysed.vector));
    this.#documentStarts.push(this.#passageStarts.length);
    for (const passage of analysed.passages) {
      this.#passageStarts.push(this.#words.length);
      this.#passageFlags.push(fieldNumber(passage.field) | (passage.heading ? HEADING : 0));
      for (const term of passage.terms) this.#words.push(this.#termId(term));
    }
  }

  /** Writes the segment and returns its length in bytes. */
  write(path: string): number {
    const file = new SegmentFile(path);
    const passages = this.#describePassages(file);
    this.#inputs.forEach((input, document) => {
      file.addDocument(input.card, rowOf(input), this.#vectors[document]!);
    });
    this.#writePostings(file.postings, passages);
    return file.finish();
  }

  #termId(term: string): number {
    const known = this.#termIds.get(term);
    if (known !== undefined) return known;
    const id = this.#termIds.size;
    this.#termIds.set(term, id);
    return id;
  }

  /** Gives each passage its place among its document's positions, and each word its passage. */
  #describePassages(file: SegmentFile): PassagePlaces {
    const starts = this.#passageStarts.view;
    const count = starts.length;
    const places: PassagePlaces = {
      document: new Uint32Array(count),
      shift: new Int32Array(count),
      ofWord: new Uint32Array(this.#words.length),
    };
    for (let document = 0; document < this.#inputs.length; document++) {
      const first = this.#documentStarts.view[document]!;
      const end = this.#documentStarts.view[document + 1] ?? count;
      const base = starts[first] ?? 0;
      for (let passage = first; passage < end; passage++) {
        const from = starts[passage]!;
        const to = starts[passage + 1] ?? this.#words.length;
        places.document[passage] = document;
        places.shift[passage] = (passage - first) * PASSAGE_GAP - base;
        places.ofWord.fill(passage, from, to);
        file.addPassage(document, from + places.shift[passage]!, to - from, this.#passageFlags[passage]!);
      }
    }
    return places;
  }

  #writePostings(sink: PostingsSink, places: PassagePlaces): void {
    const terms = [...this.#termIds.keys()];
    const { sorted, order } = sortStrings(terms);
    const { starts, occurrences } = this.#wordsByTerm(terms.length);
    for (let rank = 0; rank < order.length; rank++) {
      const id = order[rank]!;
      this.#writeTerm(sink.begin(sorted[rank]!), occurrences.subarray(starts[id], starts[id + 1]), places);
    }
  }

  /** Counting sort: for each term its words in ascending order. */
  #wordsByTerm(terms: number): { starts: Uint32Array; occurrences: Uint32Array } {
    const words = this.#words.view;
    const starts = new Uint32Array(terms + 1);
    for (const id of words) starts[id + 1]!++;
    for (let id = 0; id < terms; id++) starts[id + 1]! += starts[id]!;
    const next = starts.slice();
    const occurrences = new Uint32Array(words.length);
    words.forEach((id, word) => {
      occurrences[next[id]!++] = word;
    });
    return { starts, occurrences };
  }

  #writeTerm(entry: TermEntry, words: Uint32Array, places: PassagePlaces): void {
    const frequencies = new Uint32Array(FIELDS.length);
    let document = -1;
    let passage = -1;
    for (const word of words) {
      const here = places.ofWord[word]!;
      if (places.document[here] !== document) {
        if (document >= 0) entry.endDocument(document, frequencies);
        document = places.document[here]!;
        frequencies.fill(0);
      }
      if (here !== passage) {
        passage = here;
        entry.countPassage();
      }
      frequencies[passageField(this.#passageFlags[here]!)]!++;
      entry.position(word + places.shift[here]!);
    }
    entry.endDocument(document, frequencies);
    entry.end();
  }
}

interface PassagePlaces {
  readonly document: Uint32Array;
  /** What turns a word's number in the segment into its position in the document. */
  readonly shift: Int32Array;
  readonly ofWord: Uint32Array;
}
