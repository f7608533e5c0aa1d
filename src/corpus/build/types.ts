import type { Progress } from '../../core/index.js';
import type { PlainReject } from '../sources/raw-batch.js';
import type { Tally } from '../statistics/tally.js';

export interface BuildOptions {
  /** Folder of the corpus. */
  readonly out: string;
  /** Source list; without it the `sources.json` of each folder counts. */
  readonly list?: string | null;
  /** Folder of frozen splits; null holds nothing out. Default: the one that ships. */
  readonly splits?: string | null;
  /** Threads; 0 works on this one. Default: one for each core. */
  readonly workers?: number;
  readonly saveDrops?: boolean;
  readonly formats?: readonly CorpusOutput[];
  /** Bytes of JSON lines in a shard. */
  readonly shardBytes?: number;
  /** One document in so many has its morphemes counted; 1 counts all. */
  readonly morphemeSample?: number;
  readonly signal?: AbortSignal;
}

export type CorpusOutput = 'jsonl' | 'bert' | 'parquet';

/** What a stage tells while it works. */
export type WorkEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'reject'; readonly reject: PlainReject };

export type BuildEvent = WorkEvent | { readonly type: 'done'; readonly report: BuildReport };

export interface BuildReport {
  readonly out: string;
  readonly summary: CorpusSummary;
  /** Unpacked bytes of the sources. */
  readonly bytes: number;
  readonly seconds: number;
  /** Batches that an interrupted build had done already. */
  readonly resumed: number;
}

/** What a finished corpus says of itself, in `corpus.json`. It holds no day and no path, so the same input gives the same bytes. */
export interface CorpusSummary {
  readonly version: 1;
  readonly settings: CorpusSettings;
  readonly sources: readonly SourceSummary[];
  /** How many components have how many documents: `[documents, components]`, smallest first. */
  readonly components: readonly (readonly [number, number])[];
  readonly tally: Tally;
}

export interface CorpusSettings {
  /** Seal of the frozen splits, or `none`. */
  readonly splits: string;
  readonly formats: readonly CorpusOutput[];
  readonly shardBytes: number;
  readonly morphemeSample: number;
}

export interface SourceSummary {
  readonly file: string;
  readonly source: string;
  readonly licence: string;
  readonly weights: boolean;
  readonly use: string;
  readonly bytes: number;
}
