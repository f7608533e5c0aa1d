import type { Progress } from '../../core/index.js';

/** Settings of an extraction; all have defaults. */
export interface NounOptions {
  /** Least number of word-phrases that a noun heads. Default 5. */
  readonly minFrequency?: number;
  /** Whether rows of nouns across spaces (`반도체 장치`) are terms as well. */
  readonly phrases?: boolean;
  /** Threads that work, the main one among them; 0 and 1: that alone. The result is the same with any number. */
  readonly workers?: number;
  /** Different words held in memory before they go to disk as a sorted run; about 40 bytes each. */
  readonly wordsInMemory?: number;
  /** Only text that may train weights that ship, as the records of a corpus say. */
  readonly weightsOnly?: boolean;
  readonly signal?: AbortSignal;
}

/** A noun, a compound or a row of nouns, as a line of `terms.tsv` has it. */
export interface Term {
  readonly term: string;
  /** How surely what follows it follows nouns, 0 to 1. */
  readonly score: number;
  /** Word-phrases that it heads. */
  readonly frequency: number;
  /** Documents that hold it. */
  readonly support: number;
  /** How firmly its characters hold together, 0 to 1. */
  readonly cohesion: number;
  /** Entropy (nats) of what stands before it inside longer nouns, its own uses counted as one. */
  readonly leftBranching: number;
  /** Entropy (nats) of the character after it. */
  readonly rightBranching: number;
  /** The nouns it is made of; empty for a simple noun. */
  readonly parts: readonly string[];
  /** Places where it was used, with the words around. */
  readonly examples: readonly string[];
}

/** What an extraction did. */
export interface NounReport {
  readonly terms: number;
  readonly compounds: number;
  readonly phrases: number;
  /** Word-phrases read, and how many different ones there were. */
  readonly words: number;
  readonly differentWords: number;
  readonly documents: number;
  readonly bytes: number;
  /** Characters that no encoding explains; the words around them were not counted as one. */
  readonly unreadable: number;
  readonly rightParts: number;
  readonly seconds: number;
  readonly interrupted: boolean;
}

export type NounEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly report: NounReport };
