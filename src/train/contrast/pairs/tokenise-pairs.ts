import { inOrder, type Progress } from '../../../core/index.js';
import { openPool } from '../../../core/pool.js';
import { documentFiles, type Split } from '../../../corpus/index.js';
import { openTokenizer } from '../../../tokenizer/index.js';
import type { PairRun, PairTask } from './pair-job.js';
import { type PairSet, PairStoreWriter, readPairs } from './pair-store.js';

export interface PairOptions {
  /** Folder of a corpus that `simsa corpus build` finished. */
  readonly corpus: string;
  readonly split: Split;
  /** Folder of the tokenizer. */
  readonly tokenizer: string;
  /** Where the pairs go; a finished folder of the same settings is left as it is. */
  readonly out: string;
  readonly weightsOnly: boolean;
  /** Tokens of a text that are kept, special ones not counted. */
  readonly longest: number;
  readonly threads: number;
}

/**
 * The pairs of texts that a split of a corpus holds, as tokens: the same for any number of threads.
 * @throws `corpus.no-corpus`, `tokenizer.*`, `train.bad-tokens`
 */
export async function* tokenisePairs(options: PairOptions): AsyncGenerator<Progress, PairSet> {
  const { corpus, split, out, threads, ...task } = options;
  const { weightsOnly, longest } = options;
  const settings = { tokenizer: openTokenizer(options.tokenizer).hash, weightsOnly, longest };
  const finished = readPairs(out, settings);
  if (finished) return finished;
  const files = documentFiles(corpus, split);
  const writer = new PairStoreWriter(out);
  const pool = openPool<PairTask, PairRun>(import.meta.url, './pair-job', threads);
  try {
    let done = 0;
    for await (const { result } of inOrder(files, threads + 1, (file) => pool.run({ file, ...task }))) {
      writer.add(result);
      yield { stage: 'tokens', done: ++done, total: files.length, unit: 'steps', note: `pairs, ${split}` };
    }
  } finally {
    await pool.close();
  }
  writer.finish(settings);
  return readPairs(out, settings)!;
}
