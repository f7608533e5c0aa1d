import path from 'node:path';
import { inOrder, type Progress } from '../../core/index.js';
import type { EvaluationSet } from '../duplicates/index.js';
import { batchesOf, type SourceFile } from '../sources/files.js';
import type { PlainReject, RawBatch } from '../sources/raw-batch.js';
import { addTally, emptyTally, type Tally } from '../statistics/tally.js';

import { type Journal, numbered } from './journal.js';
import type { DocumentNote, StageOneNote } from './stage-one.js';
import type { WorkEvent } from './types.js';
import type { Workforce } from './workforce.js';

export interface ReadOptions {
  readonly workforce: Workforce;
  readonly journal: Journal;
  readonly evaluation: EvaluationSet | null;
  /** Folder for what cleaning drops, or null. */
  readonly drops: string | null;
  readonly signal?: AbortSignal;
}

/** What the first stage leaves: notes of all documents in order, and how many each batch has. */
export interface ReadSources {
  readonly notes: DocumentNote[];
  /** Number of the first document of each batch, and last the number of all. */
  readonly starts: number[];
  readonly tally: Tally;
  readonly rejects: PlainReject[];
  /** Unpacked bytes read from each file. */
  readonly bytes: Map<SourceFile, number>;
}

interface NumberedBatch {
  readonly number: number;
  readonly file: SourceFile;
  readonly batch: RawBatch;
  readonly bytes: number;
}

/** First stage: reads, cleans and spools every batch that an interrupted build has not done. */
export async function* readSources(
  files: readonly SourceFile[],
  options: ReadOptions,
): AsyncGenerator<WorkEvent, ReadSources> {
  const result: ReadSources = { notes: [], starts: [0], tally: emptyTally(), rejects: [], bytes: new Map() };
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let file = files[0];
  let done = 0;
  const work = (numbered: NumberedBatch) => readOrRecall(numbered, options);
  for await (const { item, result: note } of inOrder(numberedBatches(files), options.workforce.window, work)) {
    options.signal?.throwIfAborted();
    if (item.file !== file) {
      done += file?.size ?? 0;
      file = item.file;
    }
    gather(result, item, note);
    for (const reject of note.rejects) yield { type: 'reject', reject };
    yield { type: 'progress', progress: progressAt(done, total, item.batch.origin.file) };
  }
  return result;
}

async function* numberedBatches(files: readonly SourceFile[]): AsyncGenerator<NumberedBatch> {
  let number = 0;
  for (const file of files) {
    if (file.origin.entry.use === 'evaluation') continue;
    for await (const batch of batchesOf(file)) yield { number: number++, file, batch, bytes: batch.bytes.length };
  }
}

async function readOrRecall(
  { number, batch }: NumberedBatch,
  { journal, workforce, drops, evaluation }: ReadOptions,
): Promise<StageOneNote> {
  const known = journal.read<StageOneNote>('read', number);
  if (known) return known;
  const file = drops && path.join(drops, `cleaning-${numbered(number)}.jsonl.gz`);
  const left = { spool: journal.spool(number), sketches: journal.sketches(number), drops: file };
  const note = await workforce.read({ batch, ...left, evaluation });
  journal.write('read', number, note);
  return note;
}

function gather(result: ReadSources, { file, bytes }: NumberedBatch, note: StageOneNote): void {
  for (const document of note.documents) result.notes.push(document);
  result.starts.push(result.notes.length);
  result.bytes.set(file, (result.bytes.get(file) ?? 0) + bytes);
  const { drops, sectionDrops } = note;
  addTally(result.tally, { ...emptyTally(), drops, sectionDrops });
  for (const reject of note.rejects) {
    result.rejects.push(reject);
    result.tally.rejects[reject.code] = (result.tally.rejects[reject.code] ?? 0) + 1;
  }
}

function progressAt(done: number, total: number, note: string): Progress {
  return { stage: 'read', done, total, unit: 'bytes', note };
}
