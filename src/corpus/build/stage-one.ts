import { gzipSync } from 'node:zlib';
import { cleanDocument, cleaningSteps } from '../cleaning/index.js';
import { type EvaluationSet, sketchDocument } from '../duplicates/index.js';
import type { PlainReject, RawBatch } from '../sources/raw-batch.js';
import { sectionOf } from '../statistics/count-document.js';
import { addDrop, type Dropped, dropsOf } from '../statistics/tally.js';
import type { CleaningStep, CorpusDocument, Drop } from '../types.js';
import { type DocumentNote, noteOf, packNotes } from './document-notes.js';
import type { BatchFiles } from './journal.js';
import { readBatch } from './read-batch.js';
import { Spool } from './spool.js';
import { writeWhole } from './whole-file.js';

/** First stage of a batch: read, clean, sketch, and spool what is left for the second. */
export interface StageOneTask {
  readonly batch: RawBatch;
  readonly files: BatchFiles;
  /** File for what was dropped, or null. */
  readonly drops: string | null;
  readonly evaluation: EvaluationSet | null;
}

/** What the main thread is told of a batch at once; the notes of its documents wait in their file until all are there. */
export interface StageOneNote {
  readonly documents: number;
  readonly rejects: readonly PlainReject[];
  readonly drops: Record<string, Dropped>;
  readonly sectionDrops: Record<string, Record<string, Dropped>>;
}

let opened: readonly CleaningStep[] | null = null;

/** A thread opens the steps once: their dictionary takes a while. */
function stepsWith(evaluation: EvaluationSet | null): readonly CleaningStep[] {
  const steps = opened ?? cleaningSteps({ evaluation });
  opened = steps;
  return steps;
}

/** Runs the first stage; its files are whole or not there. */
export function stageOne(task: StageOneTask): StageOneNote {
  const steps = stepsWith(task.evaluation);
  const gathered = new Gathered(task.drops !== null);
  for (const read of readBatch(task.batch)) {
    if ('reject' in read) gathered.rejects.push(read.reject);
    else if (read.document.provenance.use === 'training') gathered.add(read.document, steps);
  }
  if (task.drops && gathered.dropped.length > 0) writeWhole(task.drops, dropLines(gathered.dropped));
  writeWhole(task.files.spool, gathered.spool.bytes());
  writeWhole(task.files.sketches, Buffer.concat(gathered.sketches));
  writeWhole(task.files.notes, packNotes(gathered.notes));
  return gathered.note();
}

class Gathered {
  readonly spool = new Spool();
  readonly sketches: Uint8Array[] = [];
  readonly dropped: Drop[] = [];
  readonly notes: DocumentNote[] = [];
  readonly rejects: PlainReject[] = [];
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
    this.notes.push(noteOf(clean, section));
  }

  note(): StageOneNote {
    return {
      documents: this.notes.length,
      rejects: this.rejects,
      drops: this.#drops,
      sectionDrops: this.#sectionDrops,
    };
  }
}

export function dropLines(drops: readonly Drop[]): Buffer {
  return gzipSync(drops.map((drop) => `${JSON.stringify(drop)}\n`).join(''));
}
