import { moved } from '../../core/pool.js';
import { type AnalyserOptions, type KoreanDictionary, openKoreanAnalyser } from '../../text/index.js';
import type { NotedBlock } from './block-notes.js';
import { BlockCounter, type CountedBlock } from './block-words.js';
import { asBuffer, composed, readable } from './composed-text.js';
import type { WordBatch } from './counted-words.js';
import { nounsOf } from './group-nouns.js';
import { NominalReader } from './nominal.js';
import { type PackedNouns, packNouns } from './packed-nouns.js';
import type { PackedWords } from './packed-words.js';
import type { PackedReadings } from './readings.js';
import { countRightParts, type RightPartCounts } from './right-parts.js';
import { RightSuffixes, type SharedSuffixes } from './right-suffixes.js';
import { type Lexicon, UseReader, type Uses } from './uses.js';
import type { PackedCounts } from './word-counts.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is asked of a thread, and what it answers. */
export interface NounTasks {
  /** The analyser's dictionary; its memory is shared. */
  readonly open: { readonly task: Record<never, never>; readonly answer: KoreanDictionary };
  /** The words of a block of text. */
  readonly count: { readonly task: { readonly bytes: Bytes }; readonly answer: CountedBlock };
  /** What follows the nouns of some words. */
  readonly learn: {
    readonly task: { readonly words: PackedWords; readonly dictionary: KoreanDictionary };
    readonly answer: RightPartCounts;
  };
  /** The nouns among counted words. */
  readonly find: {
    readonly task: FindTask;
    readonly answer: { readonly nouns: PackedNouns; readonly leftOver: PackedNouns; readonly parts: PackedCounts };
  };
  /** How the nouns of a lexicon are used in a block of text. */
  readonly use: {
    readonly task: {
      readonly bytes: Bytes;
      readonly lexicon: Lexicon;
      readonly phrases: boolean;
      /** What counting noted of the block; without it the words are looked for again. */
      readonly noted: NotedBlock | null;
    };
    readonly answer: Uses;
  };
}

export interface FindTask {
  readonly words: WordBatch;
  readonly readings: PackedReadings;
  readonly dictionary: KoreanDictionary;
  readonly suffixes: SharedSuffixes;
  readonly minFrequency: number;
}

/** A task with its kind and the extraction that it belongs to. */
export interface NounJob<Kind extends keyof NounTasks> {
  readonly kind: Kind;
  readonly extraction: string;
  readonly task: NounTasks[Kind]['task'];
}

type Handlers = {
  readonly [Kind in keyof NounTasks]: (task: NounTasks[Kind]['task'], own: Own) => NounTasks[Kind]['answer'];
};

/**
 * Words hold no space, so this changes no reading. But the analyser then remembers no phrases, which would cost more
 * than it gives where each word is asked for once.
 */
const FOR_SINGLE_WORDS: AnalyserOptions = { spaceInNoun: 1 };

/** What a thread keeps from task to task of one extraction. */
class Own {
  readonly counter = new BlockCounter();
  #reader: NominalReader | null = null;
  #uses: UseReader | null = null;

  constructor(readonly extraction: string) {}

  /** Opens the dictionary that ships, and keeps its reader for what comes. */
  open(): KoreanDictionary {
    const analyser = openKoreanAnalyser(FOR_SINGLE_WORDS);
    this.#reader = new NominalReader(analyser);
    return analyser.dictionary;
  }

  reader(dictionary: KoreanDictionary): NominalReader {
    this.#reader ??= new NominalReader(openKoreanAnalyser({ dictionary, ...FOR_SINGLE_WORDS }));
    return this.#reader;
  }

  uses(lexicon: Lexicon): UseReader {
    this.#uses ??= new UseReader(lexicon);
    return this.#uses;
  }
}

const NO_WORDS: PackedCounts = { units: new Uint16Array(), ends: new Uint32Array(), counts: new Float64Array() };

const HANDLERS: Handlers = {
  open: (_, own) => own.open(),
  count: ({ bytes }, { counter }) => counter.count(bytes),
  learn: ({ words, dictionary }, own) => countRightParts(words, own.reader(dictionary)),
  find: ({ words, readings, dictionary, suffixes, minFrequency }, own) => {
    const options = { minFrequency, suffixes: new RightSuffixes(suffixes), reader: own.reader(dictionary), readings };
    const { nouns, leftOver, parts } = nounsOf(words, options);
    return { nouns: packNouns(nouns), leftOver: packNouns(leftOver), parts };
  },
  use: ({ bytes, lexicon, phrases, noted }, own) => {
    const uses = own.uses(lexicon);
    const text = noted?.isComposed ? asBuffer(bytes) : composed(readable(bytes));
    const words = noted?.words ?? own.counter.count(bytes).words;
    return { ...uses.read(words, text), phrases: phrases ? uses.phrases(text) : NO_WORDS };
  },
};

let own = new Own('');

export function runNounJob<Kind extends keyof NounTasks>(job: NounJob<Kind>): NounTasks[Kind]['answer'] {
  if (own.extraction !== job.extraction) own = new Own(job.extraction);
  const handler: (task: NounTasks[Kind]['task'], own: Own) => NounTasks[Kind]['answer'] = HANDLERS[job.kind];
  return handler(job.task, own);
}

/** In a thread of the pool: the arrays of the answer go back without a copy. */
export default function job<Kind extends keyof NounTasks>(task: NounJob<Kind>): NounTasks[Kind]['answer'] {
  const answer = runNounJob(task);
  return task.kind === 'open' ? answer : moved(answer, buffersIn(answer));
}

/** Buffers of the arrays in a record and the records in it. */
function buffersIn(record: object): ArrayBuffer[] {
  return Object.values(record).flatMap((value: unknown) => {
    if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
    return typeof value === 'object' && value !== null && !(value instanceof Map) ? buffersIn(value) : [];
  });
}
