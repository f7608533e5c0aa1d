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
  const long: number[] = [];
  let high = 0;
  let low = 0;
  let letters = 0;
  eachParagraph(document, (text, number, part) => {
    single.clear();
    const hash = single.add(text, shingleKindOf(text));
    whole.merge(single);
    high = scattered(high ^ hash.high);
    low = scattered((low + 1) ^ hash.low);
    letters += hash.letters;
    if (hash.letters >= LETTERS_OF_LONG && !WHOLE_PARTS.has(part.name)) pushParagraph(long, number, hash);
  });
  const sketch = new Uint32Array(HEADER + DOCUMENT_WORDS + long.length);
  sketch.set([high, low, letters, long.length / PARAGRAPH_STRIDE]);
  whole.write(sketch, HEADER);
  sketch.set(long, HEADER + DOCUMENT_WORDS);
  return sketch;
}

const signature = new Uint32Array(PARAGRAPH_WORDS);

/** The signature of the paragraph that was sketched last. */
function pushParagraph(long: number[], number: number, { high, low, letters }: TextHash): void {
  paragraph.halve(single);
  paragraph.write(signature, 0);
  long.push(number, high, low, letters);
  for (const word of signature) long.push(word);
}

/** Visits the paragraphs of a document with their number over all parts, from 0. */
export function eachParagraph(
  document: CorpusDocument,
  visit: (text: string, number: number, part: DocumentPart) => void,
): void {
  let number = 0;
  for (const part of document.parts) for (const text of part.paragraphs) visit(text, number++, part);
}
