import { openPool } from '../../core/pool.js';
import { type AnalyserOptions, openDictionaries, openKoreanAnalyser } from './analyser.js';
import {
  type AnalysisForm,
  type AnalysisTask,
  analyseBatch,
  type Batch,
  type BatchAnalysis,
  type LineAnalysis,
} from './analysis-job.js';
import { newPhraseMemory } from './phrase-memory.js';

/** UTF-16 units or bytes that one task holds at least, and tasks that wait for each thread. */
const SIZE_OF_TASK = 1 << 17;
const TASKS_PER_THREAD = 2;

export interface LinesOptions extends Omit<AnalyserOptions, 'phrases'> {
  readonly form: AnalysisForm;
  /** Worker threads, which share one dictionary and what they learn of phrases; 0: none but this one. */
  readonly threads: number;
  readonly signal?: AbortSignal;
}

export type TextOptions = LinesOptions & { readonly form: Exclude<AnalysisForm, 'places'> };

let runs = 0;

/**
 * Analyses many lines, in worker threads if there are to be some. What comes out is the same with any
 * number of threads, one result a line in their order; a few hundred kilobytes are ahead of the reader, no more.
 * @throws as `openKoreanAnalyser` does
 */
export async function* analyseLines(
  lines: AsyncIterable<string> | Iterable<string>,
  options: LinesOptions,
): AsyncGenerator<LineAnalysis> {
  for await (const result of analysed(batches(lines, sizeOfTask(options)), options)) {
    if (!('ends' in result)) yield* result as readonly string[];
    else {
      let start = 0;
      for (const end of result.ends) {
        yield result.places.subarray(start, end);
        start = end;
      }
    }
  }
}

/**
 * Analyses a stream of UTF-8: a line of UTF-8 for each line, as {@link analyseLines} prints it, many lines in one
 * array. The threads decode and print too, so that this one only hands bytes on. A byte order mark is left out,
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
  { form, threads, signal, ...options }: LinesOptions,
): AsyncGenerator<BatchAnalysis> {
  if (threads === 0) {
    const analyser = openKoreanAnalyser(options);
    for await (const batch of inputs) {
      signal?.throwIfAborted();
      yield analyseBatch(analyser, batch, form);
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
  return { dictionary, spaceInNoun, phrases: newPhraseMemory(), ...(userDictionary && { userDictionary }) };
}

const buffersOf = (batch: Batch) => (batch instanceof Uint8Array ? [batch.buffer as ArrayBuffer] : []);

async function* batches(lines: AsyncIterable<string> | Iterable<string>, least: number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let units = 0;
  for await (const line of lines) {
    batch.push(line);
    units += line.length + 1;
    if (units < least) continue;
    yield batch;
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Cuts a stream after line feeds into arrays of `least` bytes or more, each with a buffer of its own. */
async function* wholeLines(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  least: number,
): AsyncGenerator<Uint8Array> {
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

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
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
