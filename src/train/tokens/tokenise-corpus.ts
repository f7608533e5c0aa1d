import { inOrder, type Progress } from '../../core/index.js';
import { openPool } from '../../core/pool.js';
import { documentFiles, type Split } from '../../corpus/index.js';
import { openTokenizer } from '../../tokenizer/index.js';
import type { ShardTask, ShardTokens } from './shard-job.js';
import { finishedTokens, type TokenManifest, TokenStoreWriter } from './token-store.js';

export interface TokeniseOptions {
  /** Folder of a corpus that `simsa corpus build` finished. */
  readonly corpus: string;
  readonly split: Split;
  /** Folder of the tokenizer. */
  readonly tokenizer: string;
  /** Where the tokens go; a finished folder of the same tokenizer is left as it is. */
  readonly out: string;
  readonly weightsOnly: boolean;
  readonly language: string | null;
  readonly threads: number;
}

/**
 * Turns a split of a corpus into tokens on disk, file by file in order: the same bytes for any number of threads.
 * @throws `corpus.no-corpus`, `tokenizer.*`
 */
export async function* tokeniseCorpus(options: TokeniseOptions): AsyncGenerator<Progress, TokenManifest> {
  const { corpus, split, out, threads, ...task } = options;
  const { hash } = openTokenizer(options.tokenizer);
  const finished = finishedTokens(out);
  if (finished?.tokenizer === hash) return finished;
  const files = documentFiles(corpus, split);
  const writer = new TokenStoreWriter(out);
  const pool = openPool<ShardTask, ShardTokens>(import.meta.url, './shard-job', threads);
  try {
    let done = 0;
    for await (const { result } of inOrder(files, threads + 1, (file) => pool.run({ file, ...task }))) {
      const { documents, bytes, ...run } = result;
      writer.add(run, { documents, bytes });
      yield { stage: 'tokens', done: ++done, total: files.length, unit: 'steps', note: split };
    }
  } finally {
    await pool.close();
  }
  return writer.finish(hash);
}
