import type { CorpusDocument, DocumentPart } from '../types.js';
import { DOCUMENT_BINS, MinHash, PARAGRAPH_BINS } from './min-hash.js';
import { scattered, shingleKindOf, type TextHash } from './shingles.js';

/**
 * What is kept of a document to find its duplicates: words of a header, the document's signature, and for each long
 * paragraph its number, hash and signature. One flat array, so that it crosses threads and files as it is.
 */
export type Sketch = Uint32Array;

/** Sketches in the order of their documents, asked for one at a time: those of a corpus need not all lie in memory. */
export interface Sketches {
  readonly length: number;
  at(document: number): Sketch | undefined;
}

/** Words of the header: two of the text's hash, letters, paragraphs sketched. */
export const HEADER = 4;
export const DOCUMENT_WORDS = DOCUMENT_BINS / 2;
/** Words before a paragraph's signature: its number in the document, two of its hash, letters. */
export const PARAGRAPH_HEADER = 4;
export const PARAGRAPH_WORDS = PARAGRAPH_BINS / 2;
export const PARAGRAPH_STRIDE = PARAGRAPH_HEADER + PARAGRAPH_WORDS;

/** Shorter paragraphs (headings, `제1항에 있어서, …` and the like) are said alike in many documents and stay. */
const LETTERS_OF_LONG = 120;

/** Parts that lose meaning without one of their paragraphs. */
const WHOLE_PARTS: ReadonlySet<DocumentPart['name']> = new Set(['title', 'question', 'answer', 'context', 'label']);

/** Words of a sketch that begins at a place of several that follow each other. */
export function sketchLength(words: Uint32Array, at: number): number {
  return HEADER + DOCUMENT_WORDS + words[at + HEADER - 1]! * PARAGRAPH_STRIDE;
}

const whole = new MinHash(DOCUMENT_BINS);
const single = new MinHash(DOCUMENT_BINS);
const paragraph = new MinHash(PARAGRAPH_BINS);

/** Sketches a document. Pure; the buffers it works in are the thread's own. */
export function sketchDocument(document: CorpusDocument): Sketch {
  whole.clear();
  let high = 0;
  let low = 0;
  let letters = 0;
  let count = 0;
  eachParagraph(document, (text, number, part) => {
    single.clear();
    const hash = single.add(text, shingleKindOf(text));
    whole.merge(single);
    high = scattered(high ^ hash.high);
    low = scattered((low + 1) ^ hash.low);
    letters += hash.letters;
    if (hash.letters >= LETTERS_OF_LONG && !WHOLE_PARTS.has(part.name)) writeParagraph(count++, number, hash);
  });
  const sketch = room.slice(0, paragraphAt(count));
  sketch.set([high, low, letters, count]);
  whole.write(sketch, HEADER);
  return sketch;
}

/** Memory in which a sketch is written, as large as the longest so far: pushing its numbers to a list took an eighth of the time. */
let room = new Uint32Array(1 << 12);

/** Where the words of a sketch's long paragraph begin, by its place among them. */
function paragraphAt(place: number): number {
  return HEADER + DOCUMENT_WORDS + place * PARAGRAPH_STRIDE;
}

/** Writes the paragraph that was sketched last. */
function writeParagraph(place: number, number: number, { high, low, letters }: TextHash): void {
  const at = paragraphAt(place);
  if (at + PARAGRAPH_STRIDE > room.length) {
    const larger = new Uint32Array(2 * room.length);
    larger.set(room);
    room = larger;
  }
  room[at] = number;
  room[at + 1] = high;
  room[at + 2] = low;
  room[at + 3] = letters;
  paragraph.halve(single);
  paragraph.write(room, at + PARAGRAPH_HEADER);
}

/** Visits the paragraphs of a document with their number over all parts, from 0. */
export function eachParagraph(
  document: CorpusDocument,
  visit: (text: string, number: number, part: DocumentPart) => void,
): void {
  let number = 0;
  for (const part of document.parts) for (const text of part.paragraphs) visit(text, number++, part);
}
