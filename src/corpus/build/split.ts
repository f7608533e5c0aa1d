import { availableParallelism } from 'node:os';
import path from 'node:path';
import { SimsaError } from '../../core/index.js';
import type { Sketches } from '../duplicates/index.js';
import { listSources } from '../sources/files.js';
import { type Components, joinDocuments } from '../splits/components.js';
import { dealComponents } from '../splits/deal.js';
import { type HeldOut, writeSplits } from '../splits/lists.js';
import type { Split } from '../types.js';
import { evaluationOf, sizesOf } from './build.js';
import { Journal } from './journal.js';
import { compareDocuments, frozenKeys } from './plan.js';
import { readSources } from './read-sources.js';
import { SketchFiles } from './sketch-files.js';
import type { DocumentNote } from './stage-one.js';
import type { WorkEvent } from './types.js';
import { openWorkforce } from './workforce.js';

export interface SplitOptions {
  /** Folder for the lists; one that has lists is left alone. */
  readonly out: string;
  readonly list?: string | null;
  readonly seed?: number;
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** What was dealt, as it stands in the summary of the lists. */
export interface SplitReport {
  readonly documents: number;
  readonly components: number;
  /** How many components have how many documents: `[documents, components]`, smallest first. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly sides: Readonly<Record<Split, number>>;
  readonly strata: Readonly<Record<string, Readonly<Record<Split, number>>>>;
}

export type SplitEvent = WorkEvent | { readonly type: 'dealt'; readonly report: SplitReport };

const DEFAULT_SEED = 20231221;

/**
 * Deals all documents of the sources to train, dev and test and freezes what is held out, as lists of keys. Done once:
 * the lists are read by every build and every evaluation after.
 * @throws SimsaError `corpus.splits-there`, and those of reading the sources
 */
export async function* splitCorpus(paths: readonly string[], options: SplitOptions): AsyncGenerator<SplitEvent> {
  const { out, list = null, seed = DEFAULT_SEED } = options;
  const files = await listSources(paths, list);
  if (files.length === 0) throw new SimsaError('input.no-files', { path: paths.join(', ') });
  const journal = new Journal(
    path.join(out, 'work'),
    files.map(({ origin, stamp }) => [origin, stamp]),
  );
  const workforce = openWorkforce(options.workers ?? availableParallelism());
  try {
    const evaluation = await evaluationOf(files);
    const stage = { workforce, journal, drops: null, evaluation, signal: options.signal };
    const { notes, starts } = yield* readSources(files, stage);
    const sketches = new SketchFiles(starts, (batch) => journal.sketches(batch));
    const report = freeze(notes, { sketches, out, seed });
    journal.remove();
    yield { type: 'dealt', report };
  } finally {
    await workforce.close();
  }
}

interface Freezing {
  readonly sketches: Sketches;
  readonly out: string;
  readonly seed: number;
}

function freeze(notes: readonly DocumentNote[], { sketches, out, seed }: Freezing): SplitReport {
  const { pairs } = compareDocuments(notes, sketches);
  const components = joinDocuments(
    notes.map(({ keys }) => keys),
    { pairs },
  );
  const names = notes.map((note) => ({ name: nameOf(note), stratum: note.stratum }));
  const splits = dealComponents(components, names, seed);
  const keys: Record<HeldOut, Set<string>> = { dev: new Set(), test: new Set() };
  for (const [at, note] of notes.entries()) {
    const side = splits[components.of[at]!];
    if (side && side !== 'train') for (const key of telling(note, components)) keys[side].add(key);
  }
  const report = reportOf(notes, components, splits);
  writeSplits(out, { seed, keys, report });
  return report;
}

/** What is too common to join documents must not hold others out either. */
function* telling(note: DocumentNote, { common }: Components): Generator<string> {
  for (const key of frozenKeys(note)) if (!common.has(key)) yield key;
}

/** The smallest of a document's keys: whichever file it comes from, it is drawn by the same name. */
function nameOf(note: DocumentNote): string {
  let smallest: string | null = null;
  for (const key of frozenKeys(note)) if (smallest === null || key < smallest) smallest = key;
  return smallest ?? note.id;
}

function reportOf(notes: readonly DocumentNote[], components: Components, splits: readonly Split[]): SplitReport {
  const sides = { train: 0, dev: 0, test: 0 };
  const strata: Record<string, Record<Split, number>> = {};
  for (const [at, { stratum }] of notes.entries()) {
    const side = splits[components.of[at]!] ?? 'train';
    sides[side]++;
    const counts = strata[stratum] ?? { train: 0, dev: 0, test: 0 };
    counts[side]++;
    strata[stratum] = counts;
  }
  const sorted = Object.fromEntries(Object.entries(strata).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { documents: notes.length, components: components.count, sizes: sizesOf(components), sides, strata: sorted };
}
