import type { PublicationId } from '../core/index.js';
import { ByteReader } from './bytes.js';
import { type Columns, readColumns } from './columns.js';
import { SectionReader } from './sections.js';
import { SortedStrings } from './sorted-strings.js';
import { unpackVector } from './text-vector.js';
import { type Card, FIELDS, type TextVector } from './types.js';

/** A term's postings, decoded. */
export interface Postings {
  /** Documents in ascending order. */
  readonly documents: Uint32Array;
  /** Frequencies, `FIELDS.length` for each document. */
  readonly frequencies: Uint16Array;
  /** Where each document's positions begin in the term's positions, and the end of the last. */
  readonly positionStarts: Uint32Array;
}

/** A segment opened for reading: small tables in memory, postings, cards and vectors read when asked for. */
export class Segment {
  readonly #file: SectionReader;
  readonly terms: SortedStrings;
  readonly columns: Columns;
  /** Documents and passages that hold each term. */
  readonly termDocuments: Uint32Array;
  readonly termPassages: Uint32Array;
  /** First passage of each document, and the end of the last. */
  readonly firstPassage: Uint32Array;
  readonly passageStarts: Uint32Array;
  readonly passageLengths: Uint32Array;
  readonly passageFlags: Uint8Array;
  readonly #ids: SegmentIds;
  readonly #blocks: Uint32Array;
  readonly #positions: Uint32Array;
  readonly #cards: Uint32Array;
  readonly #vectors: Uint32Array;

  constructor(
    path: string,
    readonly bytes: number,
  ) {
    const file = new SectionReader(path, bytes);
    this.#file = file;
    this.terms = new SortedStrings(file.section('terms'), file.uint32('terms.offsets'));
    this.termDocuments = file.uint32('terms.documents');
    this.termPassages = file.uint32('terms.passages');
    this.#blocks = file.uint32('terms.blocks');
    this.#positions = file.uint32('terms.positions');
    this.#ids = idsOf(file);
    this.columns = readColumns(file);
    this.firstPassage = file.uint32('passages.first');
    this.passageStarts = file.uint32('passages.starts');
    this.passageLengths = file.uint32('passages.lengths');
    this.passageFlags = file.section('passages.flags');
    this.#cards = file.uint32('cards.offsets');
    this.#vectors = file.uint32('vectors.offsets');
  }

  get documents(): number {
    return this.#ids.order.length;
  }

  find(id: PublicationId): number | null {
    return this.#ids.find(id);
  }

  card(document: number): Card {
    const bytes = this.#file.slice('cards', this.#cards[document]!, this.#cards[document + 1]!);
    return JSON.parse(Buffer.from(bytes).toString()) as Card;
  }

  packedVector(document: number): Uint32Array {
    const bytes = this.#file.slice('vectors', this.#vectors[document]! * 4, this.#vectors[document + 1]! * 4);
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  }

  vector(document: number): TextVector {
    return unpackVector(this.packedVector(document));
  }

  /** Pairs of bucket and number of documents with it. */
  bucketCounts(kind: 'morphemes' | 'bigrams'): Uint32Array {
    return this.#file.uint32(`vectors.${kind}`);
  }

  postings(term: number): Postings {
    const count = this.termDocuments[term]!;
    const block = new ByteReader(this.#file.slice('blocks', this.#blocks[term]!, this.#blocks[term + 1]!));
    try {
      return decodePostings(block, count, this.documents);
    } catch (error) {
      if (error instanceof RangeError) throw this.#file.corrupt(error.message);
      throw error;
    }
  }

  /** A term's positions, still packed: cut them at `Postings.positionStarts` and decode with {@link readPositions}. */
  positions(term: number): Uint8Array {
    return this.#file.slice('positions', this.#positions[term]!, this.#positions[term + 1]!);
  }

  verify(): void {
    this.#file.verify();
  }

  close(): void {
    this.#file.close();
  }
}

/** The publications of a segment and their numbers in it. */
export class SegmentIds {
  constructor(
    readonly ids: SortedStrings,
    readonly order: Uint32Array,
  ) {}

  find(id: PublicationId): number | null {
    const index = this.ids.indexOf(id);
    return index < 0 ? null : this.order[index]!;
  }
}

/** Reads only what tells which publications a segment has. */
export function readIds(path: string, bytes: number): SegmentIds {
  const file = new SectionReader(path, bytes);
  try {
    return idsOf(file);
  } finally {
    file.close();
  }
}

function idsOf(file: SectionReader): SegmentIds {
  return new SegmentIds(new SortedStrings(file.section('ids'), file.uint32('ids.offsets')), file.uint32('ids.order'));
}

function decodePostings(block: ByteReader, count: number, limit: number): Postings {
  const width = FIELDS.length;
  const documents = new Uint32Array(count);
  const frequencies = new Uint16Array(count * width);
  const positionStarts = new Uint32Array(count + 1);
  let document = -1;
  for (let index = 0; index < count; index++) {
    document += block.varint();
    if (document >= limit) throw new RangeError('a posting names a document that is not there');
    documents[index] = document;
    const mask = block.varint();
    for (let field = 0; field < width; field++) {
      if (mask & (1 << field)) frequencies[index * width + field] = Math.min(block.varint(), 0xffff);
    }
    positionStarts[index + 1] = positionStarts[index]! + block.varint();
  }
  return { documents, frequencies, positionStarts };
}

/** Decodes one document's positions, ascending. */
export function readPositions(packed: Uint8Array, start: number, end: number): number[] {
  const reader = new ByteReader(packed, start, end);
  const positions: number[] = [];
  let position = 0;
  while (!reader.done) {
    position += reader.varint();
    positions.push(position);
  }
  return positions;
}
