import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { ClassSymbol } from '../../core/index.js';
import { type DocumentKeys, keysOf } from '../splits/keys.js';
import type { CorpusDocument, DocumentPart } from '../types.js';

/** What must be known of a document to compare it with all others, besides its sketch. */
export interface DocumentNote {
  readonly id: string;
  readonly stratum: string;
  readonly keys: DocumentKeys;
  readonly characters: number;
  readonly weights: boolean;
  /** The application of a gazette, by which twins in other files are known; null for other kinds. */
  readonly application: string | null;
  /** What a poorer twin may lend to a richer one. */
  readonly classes: readonly ClassSymbol[];
  readonly titles: readonly DocumentPart[];
}

export function noteOf(document: CorpusDocument, section: string): DocumentNote {
  const { id, kind, identity, provenance, classes, parts } = document;
  const isGazette = kind === 'korean-gazettes' || kind === 'english-gazettes';
  return {
    id,
    stratum: `${kind} ${section}`,
    keys: keysOf(document),
    characters: parts.reduce((sum, { paragraphs }) => sum + paragraphs.reduce((all, text) => all + text.length, 0), 0),
    weights: provenance.weights,
    application: isGazette ? (identity.numbers.find((number) => number.startsWith('application:')) ?? null) : null,
    classes,
    titles: isGazette ? parts.filter(({ name }) => name === 'title') : [],
  };
}

/** The notes of a batch as bytes of a file. */
export function packNotes(notes: readonly DocumentNote[]): Uint8Array {
  return serialize(notes);
}

/**
 * The notes that stage one left in files, in order. They are read when all are there and not gathered as they come:
 * small objects by the hundred thousand, held while the sources stream by, would be walked whenever garbage is collected.
 */
export function readNotes(batches: number, fileOf: (batch: number) => string): DocumentNote[] {
  const notes: DocumentNote[] = [];
  for (let batch = 0; batch < batches; batch++)
    for (const note of deserialize(readFileSync(fileOf(batch))) as DocumentNote[]) notes.push(note);
  return notes;
}
