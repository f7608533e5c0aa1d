import { openPool } from '../../core/pool.js';
import { type AnalyserOptions, openDictionaries, openKoreanAnalyser } from './analyser.js';
import {
  type AnalysisForm,
  type AnalysisTask,
  type Batch,
  BatchAnalyser,
  type BatchAnalysis,
  type LineAnalysis,
  type PackedPlaces,
} from './analysis-job.js';
import { latticeTables } from './lattice-tables.js';
import type { PrintForm } from './morpheme-printer.js';
import { type UnitLines, unitLines } from './unit-lines.js';

/** UTF-16 units or bytes that one task holds at least, and tasks that wait for each thread. */
const SIZE_OF_TASK = 1 << 17;
const TASKS_PER_THREAD = 2;

export interface LinesOptions extends Omit<AnalyserOptions, 'tables'> {
  /** Worker threads, which share one dictionary and what they learn of phrases; 0: none but this one. */
  readonly threads: number;
  readonly signal?: AbortSignal;
}

export interface TextOptions extends LinesOptions {
  readonly form: PrintForm;
}

let runs = 0;

/**
 * Analyses many lines, in worker threads if there are to be some. What comes out is the same with any number of
 * threads: an array for each line, in their order, many at a time; a few hundred kilobytes are ahead of the reader.
 * @throws as `openKoreanAnalyser` does
 */
export async function* analyseLines(
  lines: AsyncIterable<string> | Iterable<string>,
  options: LinesOptions,
): AsyncGenerator<readonly LineAnalysis[]> {
  const results = analysed(batches(lines, sizeOfTask(options)), { ...options, form: 'places' });
  for await (const result of results) yield cut(result as PackedPlaces);
}

function cut({ places, ends }: PackedPlaces): LineAnalysis[] {
  return Array.from(ends, (end, line) => places.subarray(line === 0 ? 0 : ends[line - 1]!, end));
}

/**
 * Analyses a stream of UTF-8: a line of UTF-8 for each line, in the order of the lines, many in one array. The
 * threads decode and print too, so that this one only hands bytes on. A byte order mark is left out,
 * and a carriage return before a line feed; lines of CP949 are read as such, other bytes that are no UTF-8 as U+FFFD.
 * @throws as `openKoreanAnalyser` does
 */
export async function* analyseText(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: TextOptions,
): AsyncGenerator<Uint8Array> {
  for await (const result of analysed(wholeLines(bytes, sizeOfTask(options)), options)) yield result as Uint8Array;
}

/** Without threads nothing is gained by waiting for more: what has come is answered. */
const sizeOfTask = ({ threads }: LinesOptions) => (threads === 0 ? 1 : SIZE_OF_TASK);

async function* analysed(
  inputs: AsyncIterable<Batch>,
  { form, threads, signal, ...options }: LinesOptions & { readonly form: AnalysisForm },
): AsyncGenerator<BatchAnalysis> {
  if (threads === 0) {
    const analysis = new BatchAnalyser(openKoreanAnalyser(options), form);
    for await (const batch of inputs) {
      signal?.throwIfAborted();
      yield analysis.read(batch);
    }
    return;
  }
  // The threads start while this one opens the dictionaries.
  const pool = openPool<AnalysisTask, BatchAnalysis>(import.meta.url, './analysis-job', threads);
  const run = ++runs;
  const waiting: Promise<BatchAnalysis>[] = [];
  try {
    const shared = sharedOptions(options);
    for await (const batch of inputs) {
      signal?.throwIfAborted();
      const task = pool.run({ run, options: shared, form, batch }, { move: buffersOf(batch) });
      // It is awaited in its turn; until then its failure is not unheard of.
      task.catch(() => {});
      waiting.push(task);
      if (waiting.length > threads * TASKS_PER_THREAD) yield (await waiting.shift())!;
    }
    for (const rest of waiting) {
      signal?.throwIfAborted();
      yield await rest;
    }
  } finally {
    await pool.close();
  }
}

/** What all threads have in common. Functions cannot go over, and none is needed any more. */
function sharedOptions(options: AnalyserOptions): AnalyserOptions {
  const { dictionary, userDictionary } = openDictionaries(options);
  const { spaceInNoun = 0 } = options;
  const tables = latticeTables(dictionary, userDictionary, spaceInNoun === 0);
  return { dictionary, spaceInNoun, tables, ...(userDictionary && { userDictionary }) };
}

const buffersOf = (batch: Batch) =>
  batch instanceof Uint8Array ? [batch.buffer] : [batch.units.buffer, batch.starts.buffer, batch.ends.buffer];

/** Batches of lines. A plain iterable is not awaited, which would cost more than joining its lines. */
async function* batches(lines: AsyncIterable<string> | Iterable<string>, least: number): AsyncGenerator<UnitLines> {
  const gathered = new Gathered(least);
  if (Symbol.iterator in lines) {
    for (const line of lines) if (gathered.add(line)) yield gathered.take();
  } else for await (const line of lines) if (gathered.add(line)) yield gathered.take();
  if (gathered.size > 0) yield gathered.take();
}

/** Lines until they are enough for a task. */
class Gathered {
  size = 0;
  #lines: string[] = [];

  constructor(readonly least: number) {}

  /** Whether they are enough now. */
  add(line: string): boolean {
    this.#lines.push(line);
    this.size += line.length + 1;
    return this.size >= this.least;
  }

  take(): UnitLines {
    const lines = this.#lines;
    this.#lines = [];
    this.size = 0;
    return unitLines(lines);
  }
}

/** Cuts a stream after line feeds into arrays of `least` bytes or more, each with a buffer of its own. */
async function* wholeLines(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  least: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let isFirst = true;
  const joined = () => {
    const whole = join(parts, held);
    const text = isFirst && hasMark(whole) ? whole.subarray(3) : whole;
    isFirst = false;
    return text;
  };
  const hold = (part: Uint8Array) => {
    if (part.length > 0) parts.push(part);
    held += part.length;
  };
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(0x0a) + 1;
    hold(chunk.subarray(0, end));
    if (end > 0 && held >= least) {
      yield joined();
      parts = [];
      held = 0;
    }
    hold(chunk.subarray(end));
  }
  if (held > 0) yield joined();
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether text begins with the byte order mark of UTF-8. */
const hasMark = (bytes: Uint8Array) => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
