import path from 'node:path';
import { inOrder } from '../../core/index.js';
import { planFor } from '../duplicates/index.js';
import { openShardWriter, type ShardWriter } from '../shards/index.js';
import { addTally, emptyTally, type Tally } from '../statistics/tally.js';
import type { Split } from '../types.js';

import { type Journal, numbered } from './journal.js';
import type { Lent, Plan } from './plan.js';
import type { StageTwoResult, StageTwoTask } from './stage-two.js';
import type { CorpusOutput, CorpusSettings, WorkEvent } from './types.js';
import type { Workforce } from './workforce.js';

export const SPLITS = ['train', 'dev', 'test'] as const satisfies readonly Split[];
const STREAMS = ['documents', 'examples'] as const;
type Stream = (typeof STREAMS)[number];

export interface WriteOptions {
  readonly out: string;
  readonly plan: Plan;
  /** Names of all documents, in the order of reading. */
  readonly ids: readonly string[];
  /** Number of the first document of each batch, and last the number of all. */
  readonly starts: readonly number[];
  readonly settings: CorpusSettings;
  readonly workforce: Workforce;
  readonly journal: Journal;
  readonly drops: string | null;
  readonly signal?: AbortSignal;
}

/** What the second stage of a batch is known by afterwards: its counts, and how many went to each writer. */
interface DealtNote {
  readonly tally: Tally;
  readonly counts: Readonly<Record<string, number>>;
}

/** Second stage: encodes every batch and gives it to the writers in order; batches that lie whole in finished shards are passed over. */
export async function* writeShards(options: WriteOptions): AsyncGenerator<WorkEvent, Tally> {
  const writers = await openWriters(options.out, options.settings);
  try {
    const tally = yield* writeBatches(writers, options);
    for (const { writer } of writers.values()) await writer.finish();
    return tally;
  } finally {
    // Whoever stops listening ends the build here too; nothing may still be in writing when it does.
    for (const { writer } of writers.values()) await writer.abandon();
  }
}

interface OpenWriter {
  readonly writer: ShardWriter;
  /** Documents that have passed: those that lie in finished shards already are not written again. */
  passed: number;
}

type Writers = ReadonlyMap<string, OpenWriter>;

async function openWriters(out: string, settings: CorpusSettings): Promise<Writers> {
  const writers = new Map<string, OpenWriter>();
  for (const stream of STREAMS) {
    for (const split of SPLITS) {
      const folder = stream === 'documents' ? path.join(out, split) : path.join(out, 'tasks', split);
      const formats: readonly CorpusOutput[] = stream === 'documents' ? settings.formats : ['jsonl'];
      const { shardBytes } = settings;
      const writer = await openShardWriter(folder, { formats, shardBytes, settings });
      writers.set(nameOf(stream, split), { writer, passed: 0 });
    }
  }
  return writers;
}

function nameOf(stream: Stream, split: Split): string {
  return `${stream} ${split}`;
}

async function* writeBatches(writers: Writers, options: WriteOptions): AsyncGenerator<WorkEvent, Tally> {
  const { workforce, starts, ids } = options;
  const all = emptyTally();
  const first = passFinished(writers, options, all);
  const numbers = starts.slice(0, -1).map((_, batch) => batch);
  const rest = numbers.slice(first);
  for await (const { item, result } of inOrder(rest, workforce.window, (batch) =>
    workforce.deal(taskOf(batch, options)),
  )) {
    options.signal?.throwIfAborted();
    const counts = await addAll(writers, result);
    options.journal.write('dealt', item, { tally: result.tally, counts } satisfies DealtNote);
    addTally(all, result.tally);
    const progress = { stage: 'write', done: starts[item + 1]!, total: ids.length, unit: 'records' } as const;
    yield { type: 'progress', progress };
  }
  return all;
}

/** @returns the first batch that must be encoded (again) */
function passFinished(writers: Writers, { journal, starts }: WriteOptions, all: Tally): number {
  for (let batch = 0; batch < starts.length - 1; batch++) {
    const note = journal.read<DealtNote>('dealt', batch);
    const lies = ([name, { writer, passed }]: [string, OpenWriter]) =>
      passed + (note?.counts[name] ?? 0) <= writer.resumed.documents;
    if (!note || ![...writers].every(lies)) return batch;
    for (const [name, open] of writers) open.passed += note.counts[name] ?? 0;
    addTally(all, note.tally);
  }
  return starts.length - 1;
}

async function addAll(writers: Writers, result: StageTwoResult): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const stream of STREAMS) {
    for (const { split, encoded } of result[stream]) {
      const name = nameOf(stream, split);
      const open = writers.get(name)!;
      open.passed++;
      counts[name] = (counts[name] ?? 0) + 1;
      if (open.passed > open.writer.resumed.documents) await open.writer.add(encoded);
    }
  }
  return counts;
}

function taskOf(batch: number, { plan, ids, starts, settings, journal, drops }: WriteOptions): StageTwoTask {
  const from = starts[batch]!;
  const to = starts[batch + 1]!;
  const ordinals = plan.ordinals.slice(from, to);
  const kept = ordinals.filter((ordinal) => ordinal >= 0);
  const lent = new Map<number, Lent>();
  for (let at = from; at < to; at++) {
    const own = plan.lent.get(at);
    if (own) lent.set(at - from, own);
  }
  return {
    spool: journal.spool(batch),
    drops: drops && path.join(drops, `duplicates-${numbered(batch)}.jsonl.gz`),
    splits: plan.splits.slice(from, to),
    twins: plan.twins.slice(from, to).map((twin) => (twin === null ? null : ids[twin]!)),
    ordinals,
    duplicates: planFor(plan.duplicates, kept[0] ?? 0, (kept.at(-1) ?? -1) + 1 || (kept[0] ?? 0)),
    lent,
    sample: settings.morphemeSample,
  };
}
