import { openPool } from '../../core/pool.js';
import { type AnalyserOptions, openKoreanAnalyser } from './analyser.js';
import { type AnalysisForm, type AnalysisTask, analyseLine, type LineAnalysis } from './analysis-job.js';

/** UTF-16 units that one task holds, and tasks that wait for each thread. */
const UNITS_PER_TASK = 1 << 17;
const TASKS_PER_THREAD = 2;

export interface LinesOptions extends AnalyserOptions {
  readonly form: AnalysisForm;
  /** Worker threads, which share one dictionary; 0: none but this one. */
  readonly threads: number;
  readonly signal?: AbortSignal;
}

let runs = 0;

/**
 * Analyses many lines, in worker threads if there are to be some. What comes out is the same with any
 * number of threads, one result a line in their order; a few hundred kilobytes are ahead of the reader, no more.
 * @throws as `openKoreanAnalyser` does
 */
export async function* analyseLines(
  lines: AsyncIterable<string> | Iterable<string>,
  { form, threads, signal, ...options }: LinesOptions,
): AsyncGenerator<LineAnalysis> {
  const analyser = openKoreanAnalyser(options);
  if (threads === 0) {
    for await (const line of lines) {
      signal?.throwIfAborted();
      yield analyseLine(analyser, line, form);
    }
    return;
  }
  const { dictionary, userDictionary } = analyser;
  const shared = { dictionary, spaceInNoun: options.spaceInNoun ?? 0, ...(userDictionary && { userDictionary }) };
  const pool = openPool<AnalysisTask, LineAnalysis[]>(import.meta.url, './analysis-job', threads);
  const run = ++runs;
  const waiting: Promise<LineAnalysis[]>[] = [];
  try {
    for await (const batch of batches(lines)) {
      signal?.throwIfAborted();
      const task = pool.run({ run, options: shared, form, lines: batch });
      // It is awaited in its turn; until then its failure is not unheard of.
      task.catch(() => {});
      waiting.push(task);
      if (waiting.length > threads * TASKS_PER_THREAD) yield* (await waiting.shift())!;
    }
    for (const rest of waiting) {
      signal?.throwIfAborted();
      yield* await rest;
    }
  } finally {
    await pool.close();
  }
}

async function* batches(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let units = 0;
  for await (const line of lines) {
    batch.push(line);
    units += line.length;
    if (units < UNITS_PER_TASK) continue;
    yield batch;
    batch = [];
    units = 0;
  }
  if (batch.length > 0) yield batch;
}
