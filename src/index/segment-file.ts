import { ByteWriter } from './bytes.js';
import { ColumnsBuilder, type Row } from './columns.js';
import { SectionWriter } from './sections.js';
import { packStrings, sortStrings } from './sorted-strings.js';
import { BUCKETS, entryBucket, unpackVector } from './text-vector.js';
import { type Card, FIELDS } from './types.js';

const CHUNK = 1 << 22;

/** Bytes in chunks, so that growing never copies what is already there. */
class ChunkedBytes {
  readonly #chunks: Uint8Array[] = [];
  #full = 0;
  readonly writer = new ByteWriter(CHUNK + (1 << 16));

  get length(): number {
    return this.#full + this.writer.length;
  }

  /** To be called between entries. */
  settle(): void {
    if (this.writer.length < CHUNK) return;
    this.#chunks.push(this.writer.view.slice());
    this.#full += this.writer.length;
    this.writer.clear();
  }

  writeTo(file: SectionWriter): void {
    for (const chunk of this.#chunks) file.write(chunk);
    file.write(this.writer.view);
  }
}

/** One term's postings while they are written: positions of a document, then its frequencies. */
export interface TermEntry {
  position(position: number): void;
  /** A passage that holds the term. */
  countPassage(passages?: number): void;
  endDocument(document: number, frequencies: Uint32Array): void;
  /** The same from postings that are already packed. */
  copyDocument(document: number, frequencies: Uint32Array, positions: Uint8Array): void;
  end(): void;
}

/**
 * Terms must come in byte order. A term's block has for each document, ascending: the step from the
 * document before, a mask of fields, a frequency for each of them, and the length of the document's
 * positions; these stand apart, as steps, so that a query without positions never reads them.
 */
export class PostingsSink implements TermEntry {
  readonly #terms: Uint8Array[] = [];
  readonly #documents: number[] = [];
  readonly #passages: number[] = [];
  readonly #blockStarts: number[] = [];
  readonly #positionStarts: number[] = [];
  readonly #blocks = new ChunkedBytes();
  readonly #positions = new ChunkedBytes();
  readonly #scratch = new ByteWriter();
  #lastDocument = -1;
  #lastPosition = 0;

  begin(term: Uint8Array): TermEntry {
    this.#terms.push(term);
    this.#documents.push(0);
    this.#passages.push(0);
    this.#blockStarts.push(this.#blocks.length);
    this.#positionStarts.push(this.#positions.length);
    this.#lastDocument = -1;
    return this;
  }

  position(position: number): void {
    this.#scratch.varint(position - this.#lastPosition);
    this.#lastPosition = position;
  }

  countPassage(passages = 1): void {
    this.#passages[this.#passages.length - 1]! += passages;
  }

  endDocument(document: number, frequencies: Uint32Array): void {
    this.copyDocument(document, frequencies, this.#scratch.view);
    this.#scratch.clear();
    this.#lastPosition = 0;
  }

  copyDocument(document: number, frequencies: Uint32Array, positions: Uint8Array): void {
    const block = this.#blocks.writer;
    block.varint(document - this.#lastDocument);
    this.#lastDocument = document;
    let mask = 0;
    for (let field = 0; field < FIELDS.length; field++) if (frequencies[field]! > 0) mask |= 1 << field;
    block.varint(mask);
    for (const frequency of frequencies) if (frequency > 0) block.varint(frequency);
    block.varint(positions.length);
    this.#positions.writer.append(positions);
    this.#documents[this.#documents.length - 1]!++;
  }

  end(): void {
    this.#blocks.settle();
    this.#positions.settle();
    if (this.#blocks.length > 0xffffffff || this.#positions.length > 0xffffffff) {
      throw new RangeError('a segment holds at most 4 GB of postings');
    }
  }

  write(to: SectionWriter): void {
    const { bytes, offsets } = packStrings(this.#terms);
    to.section('terms', bytes);
    to.numbers('terms.offsets', offsets);
    to.numbers('terms.documents', this.#documents);
    to.numbers('terms.passages', this.#passages);
    to.numbers('terms.blocks', [...this.#blockStarts, this.#blocks.length]);
    to.numbers('terms.positions', [...this.#positionStarts, this.#positions.length]);
    to.begin('blocks');
    this.#blocks.writeTo(to);
    to.begin('positions');
    this.#positions.writeTo(to);
  }
}

/** Everything of a segment but where its postings come from: the same for a fresh one and a merged one. */
export class SegmentFile {
  readonly postings = new PostingsSink();
  readonly #file: SectionWriter;
  readonly #ids: string[] = [];
  readonly #columns = new ColumnsBuilder();
  readonly #cards = new ChunkedBytes();
  readonly #cardStarts: number[] = [];
  readonly #vectorStarts: number[] = [0];
  readonly #vectors: Uint32Array[] = [];
  readonly #passages = {
    documents: [] as number[],
    starts: [] as number[],
    lengths: [] as number[],
    flags: [] as number[],
  };

  constructor(path: string) {
    this.#file = new SectionWriter(path);
  }

  get documents(): number {
    return this.#ids.length;
  }

  get passages(): number {
    return this.#passages.starts.length;
  }

  addDocument(card: Card, row: Row, vector: Uint32Array): void {
    this.#ids.push(card.id);
    this.#columns.add(row);
    this.#cardStarts.push(this.#cards.length);
    this.#cards.writer.append(Buffer.from(JSON.stringify(card)));
    this.#cards.settle();
    this.#vectors.push(vector);
    this.#vectorStarts.push(this.#vectorStarts.at(-1)! + vector.length);
  }

  /** Passages come document by document, in order. */
  addPassage(document: number, start: number, length: number, flags: number): void {
    this.#passages.documents.push(document);
    this.#passages.starts.push(start);
    this.#passages.lengths.push(length);
    this.#passages.flags.push(flags);
  }

  finish(): number {
    const file = this.#file;
    this.postings.write(file);
    this.#writeDocuments(file);
    this.#writePassages(file);
    this.#writeVectors(file);
    return file.finish();
  }

  abandon(): void {
    this.#file.abandon();
  }

  #writeDocuments(file: SectionWriter): void {
    const { sorted, order } = sortStrings(this.#ids);
    const { bytes, offsets } = packStrings(sorted);
    file.section('ids', bytes);
    file.numbers('ids.offsets', offsets);
    file.numbers('ids.order', order);
    file.numbers('cards.offsets', [...this.#cardStarts, this.#cards.length]);
    file.begin('cards');
    this.#cards.writeTo(file);
    this.#columns.write(file);
  }

  #writePassages(file: SectionWriter): void {
    const { documents, starts, lengths, flags } = this.#passages;
    const first = new Uint32Array(this.#ids.length + 1);
    for (const document of documents) first[document + 1]!++;
    for (let document = 0; document < this.#ids.length; document++) first[document + 1]! += first[document]!;
    file.numbers('passages.first', first);
    file.numbers('passages.starts', starts);
    file.numbers('passages.lengths', lengths);
    file.numbers('passages.flags', Uint8Array.from(flags));
  }

  #writeVectors(file: SectionWriter): void {
    const morphemes = new Uint32Array(BUCKETS);
    const bigrams = new Uint32Array(BUCKETS);
    file.numbers('vectors.offsets', this.#vectorStarts);
    file.begin('vectors');
    for (const packed of this.#vectors) {
      file.write(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength));
      const vector = unpackVector(packed);
      for (const entry of vector.morphemes) morphemes[entryBucket(entry)]!++;
      for (const entry of vector.bigrams) bigrams[entryBucket(entry)]!++;
    }
    file.numbers('vectors.morphemes', sparse(morphemes));
    file.numbers('vectors.bigrams', sparse(bigrams));
  }
}

/** Counts that are not zero, as pairs of bucket and count. */
function sparse(counts: Uint32Array): Uint32Array {
  const pairs: number[] = [];
  counts.forEach((count, bucket) => {
    if (count > 0) pairs.push(bucket, count);
  });
  return Uint32Array.from(pairs);
}
