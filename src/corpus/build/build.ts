import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SimsaError } from '../../core/index.js';
import { readEvaluationSet } from '../duplicates/index.js';
import { listSources, type SourceFile } from '../sources/files.js';
import type { Components } from '../splits/components.js';
import { type FrozenSplits, NOTHING_HELD_OUT, readSplits } from '../splits/lists.js';
import { MORPHEME_SAMPLE } from '../statistics/count-document.js';
import { addTally, type Tally } from '../statistics/tally.js';
import { Journal } from './journal.js';
import { type Plan, planBuild } from './plan.js';
import { type ReadOptions, type ReadSources, readSources } from './read-sources.js';
import { SketchFiles } from './sketch-files.js';
import { writeWhole } from './stage-one.js';
import type { BuildEvent, BuildOptions, CorpusSettings, CorpusSummary, WorkEvent } from './types.js';
import { openWorkforce } from './workforce.js';
import { writeShards } from './write-shards.js';

/** The frozen splits that ship with Simsa. */
const SHIPPED_SPLITS = fileURLToPath(new URL('../../../splits/', import.meta.url));

/** Name of a finished corpus's own description. */
const SUMMARY = 'corpus.json';

/**
 * Builds a corpus from files, folders and stores: reads and cleans (stage one, in threads), compares all documents with
 * each other, and writes train, dev and test apart (stage two, in threads). The same sources and settings give the same
 * bytes with any number of threads. A build that was stopped goes on where it stood: at the batch in stage one, at the
 * shard in stage two.
 * @throws SimsaError `input.not-found`, `input.no-files`, `corpus.bad-source-list`, `corpus.bad-splits`,
 * `corpus.other-build`, `corpus.no-space`
 */
export async function* buildCorpus(paths: readonly string[], options: BuildOptions): AsyncGenerator<BuildEvent> {
  const started = performance.now();
  const files = await listSources(paths, options.list ?? null);
  if (files.length === 0) throw new SimsaError('input.no-files', { path: paths.join(', ') });
  const frozen = frozenSplits(options.splits);
  const settings = settingsOf(options, frozen);
  const journal = new Journal(path.join(options.out, 'work'), {
    settings,
    files: files.map(({ origin, stamp }) => [origin, stamp]),
  });
  const workforce = openWorkforce(options.workers ?? availableParallelism());
  try {
    const drops = options.saveDrops ? dropsFolder(options.out) : null;
    const evaluation = await evaluationOf(files);
    const stage = { workforce, journal, drops, signal: options.signal };
    const { read, plan, ids } = yield* readAndPlan(files, frozen, { ...stage, evaluation });
    const tally = yield* writeShards({ ...stage, out: options.out, plan, ids, starts: read.starts, settings });
    addTally(tally, read.tally);
    const summary = summaryOf(files, { settings, tally, read, components: plan.components });
    writeWhole(path.join(options.out, 'rejects.jsonl'), rejectLines(read));
    writeWhole(path.join(options.out, SUMMARY), Buffer.from(`${JSON.stringify(summary, null, 2)}\n`));
    const seconds = (performance.now() - started) / 1_000;
    const bytes = [...read.bytes.values()].reduce((sum, size) => sum + size, 0);
    journal.remove();
    yield { type: 'done', report: { out: options.out, summary, bytes, seconds, resumed: journal.resumed } };
  } finally {
    await workforce.close();
  }
}

/** What is known of documents beside their names is only wanted until they are compared, and goes then. */
interface Planned {
  readonly read: Omit<ReadSources, 'notes'>;
  readonly plan: Plan;
  readonly ids: readonly string[];
}

async function* readAndPlan(
  files: readonly SourceFile[],
  frozen: FrozenSplits,
  options: ReadOptions,
): AsyncGenerator<WorkEvent, Planned> {
  const { notes, ...read } = yield* readSources(files, options);
  const sketches = new SketchFiles(read.starts, (batch) => options.journal.sketches(batch));
  return { read, plan: planBuild(notes, sketches, frozen), ids: notes.map(({ id }) => id) };
}

function frozenSplits(folder: string | null | undefined): FrozenSplits {
  if (folder === null) return NOTHING_HELD_OUT;
  if (folder === undefined && !existsSync(SHIPPED_SPLITS)) return NOTHING_HELD_OUT;
  return readSplits(folder ?? SHIPPED_SPLITS);
}

const SHARD_BYTES = 32 << 20;

function settingsOf(options: BuildOptions, frozen: FrozenSplits): CorpusSettings {
  const { formats = ['jsonl', 'bert'], shardBytes = SHARD_BYTES, morphemeSample = MORPHEME_SAMPLE } = options;
  return { splits: frozen.fingerprint, formats, shardBytes, morphemeSample };
}

function dropsFolder(out: string): string {
  const folder = path.join(out, 'drops');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Text for evaluation is known before anything else is read, so that no training text holds pieces of it. */
export async function evaluationOf(files: readonly SourceFile[]) {
  const sets = files.filter(({ origin }) => origin.entry.use === 'evaluation').map((file) => file.path);
  return sets.length > 0 ? readEvaluationSet(sets) : null;
}

interface Built {
  readonly settings: CorpusSettings;
  readonly tally: Tally;
  readonly read: Planned['read'];
  readonly components: Components;
}

function summaryOf(files: readonly SourceFile[], { settings, tally, read, components }: Built): CorpusSummary {
  const sources = files.map((file) => {
    const { entry, file: name } = file.origin;
    const { name: source, licence, weights, use } = entry;
    return { file: name, source, licence, weights, use, bytes: read.bytes.get(file) ?? 0 };
  });
  return { version: 1, settings, sources, components: sizesOf(components), tally };
}

/** How many components have how many documents: `[documents, components]`, smallest first. */
export function sizesOf({ of, count }: Components): [number, number][] {
  const sizes = new Uint32Array(count);
  for (const component of of) sizes[component]!++;
  const times = new Map<number, number>();
  for (const size of sizes) times.set(size, (times.get(size) ?? 0) + 1);
  return [...times].sort(([a], [b]) => a - b);
}

function rejectLines({ rejects }: Planned['read']): Buffer {
  return Buffer.from(rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
}

/** Reads what a finished corpus says of itself. @throws SimsaError `corpus.no-corpus` */
export function readSummary(folder: string): CorpusSummary {
  const file = path.join(folder, SUMMARY);
  if (!existsSync(file)) throw new SimsaError('corpus.no-corpus', { path: folder });
  return JSON.parse(readFileSync(file, 'utf8')) as CorpusSummary;
}
