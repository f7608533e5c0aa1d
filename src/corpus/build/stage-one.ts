import { renameSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { ClassSymbol } from '../../core/index.js';
import { cleanDocument, cleaningSteps } from '../cleaning/index.js';
import { type EvaluationSet, sketchDocument } from '../duplicates/index.js';
import type { PlainReject, RawBatch } from '../sources/raw-batch.js';
import { type DocumentKeys, keysOf } from '../splits/keys.js';
import { sectionOf } from '../statistics/count-document.js';
import { addDrop, type Dropped, dropsOf } from '../statistics/tally.js';
import type { CleaningStep, CorpusDocument, DocumentPart, Drop } from '../types.js';
import { readBatch } from './read-batch.js';
import { Spool } from './spool.js';

/** First stage of a batch: read, clean, sketch, and spool what is left for the second. */
export interface StageOneTask {
  readonly batch: RawBatch;
  /** File for the cleaned documents. */
  readonly spool: string;
  /** File for their sketches, one after the other. */
  readonly sketches: string;
  /** File for what was dropped, or null. */
  readonly drops: string | null;
  readonly evaluation: EvaluationSet | null;
}

/** What the main thread must know of a batch to compare its documents with all others. */
export interface StageOneNote {
  readonly documents: readonly DocumentNote[];
  readonly rejects: readonly PlainReject[];
  readonly drops: Record<string, Dropped>;
  readonly sectionDrops: Record<string, Record<string, Dropped>>;
}

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

let opened: readonly CleaningStep[] | null = null;

/** A thread opens the steps once: their dictionary takes a while. */
function stepsWith(evaluation: EvaluationSet | null): readonly CleaningStep[] {
  const steps = opened ?? cleaningSteps({ evaluation });
  opened = steps;
  return steps;
}

/** Runs the first stage; spool and sketches are whole or not there. */
export function stageOne(task: StageOneTask): StageOneNote {
  const steps = stepsWith(task.evaluation);
  const gathered = new Gathered(task.drops !== null);
  for (const read of readBatch(task.batch)) {
    if ('reject' in read) gathered.rejects.push(read.reject);
    else if (read.document.provenance.use === 'training') gathered.add(read.document, steps);
  }
  if (task.drops && gathered.dropped.length > 0) writeWhole(task.drops, dropLines(gathered.dropped));
  writeWhole(task.spool, gathered.spool.bytes());
  writeWhole(task.sketches, Buffer.concat(gathered.sketches));
  return gathered.note();
}

class Gathered {
  readonly spool = new Spool();
  readonly sketches: Uint8Array[] = [];
  readonly dropped: Drop[] = [];
  readonly rejects: PlainReject[] = [];
  readonly #notes: DocumentNote[] = [];
  readonly #drops: Record<string, Dropped> = {};
  readonly #sectionDrops: Record<string, Record<string, Dropped>> = {};

  /** @param keepsDrops only where they are wanted: a sample of a text that went holds all of it in memory */
  constructor(private readonly keepsDrops: boolean) {}

  add(document: CorpusDocument, cleaning: readonly CleaningStep[]): void {
    const section = sectionOf(document.classes);
    const { document: clean, drops } = cleanDocument(document, cleaning);
    for (const drop of drops) {
      if (this.keepsDrops) this.dropped.push(drop);
      addDrop(this.#drops, drop.rule, drop.characters);
      addDrop(dropsOf(this.#sectionDrops, section), drop.rule, drop.characters);
    }
    if (!clean) return;
    this.spool.add(clean);
    this.sketches.push(new Uint8Array(sketchDocument(clean).buffer));
    this.#notes.push(noteOf(clean, section));
  }

  note(): StageOneNote {
    return { documents: this.#notes, rejects: this.rejects, drops: this.#drops, sectionDrops: this.#sectionDrops };
  }
}

function noteOf(document: CorpusDocument, section: string): DocumentNote {
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

export function dropLines(drops: readonly Drop[]): Buffer {
  return gzipSync(drops.map((drop) => `${JSON.stringify(drop)}\n`).join(''));
}

/** A file that is there is whole: it gets its name when all of it is written. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}
