import { join } from 'node:path';
import type { PublicationId } from '../core/index.js';
import type { Store } from '../store/index.js';
import { openStore } from '../store/index.js';
import { analyse } from './analysis.js';
import type { SegmentEntry } from './folder.js';
import { indexInput } from './input.js';
import { mergeSegments } from './merge.js';
import { Segment } from './segment.js';
import { SegmentBuilder } from './segment-builder.js';

export interface BuildJob {
  readonly type: 'build';
  /** Folder of the store. */
  readonly store: string;
  readonly folder: string;
  /** File names begin with this; a number and `.seg` follow. */
  readonly name: string;
  readonly ids: readonly PublicationId[];
}

export interface BuiltSegment {
  readonly file: string;
  readonly bytes: number;
  readonly publications: number;
  readonly passages: number;
}

/** A segment is written when it holds this many words: about 200 MB of memory. */
const WORDS_PER_SEGMENT = 8_000_000;

export interface MergeJob {
  readonly type: 'merge';
  readonly folder: string;
  /** File to write. */
  readonly file: string;
  readonly segments: readonly SegmentEntry[];
}

export type IndexJob = BuildJob | MergeJob;

let opened: { readonly path: string; readonly store: Store } | null = null;

/** In a worker thread: builds segments from the store, or writes several as one. */
export default function runIndexJob(job: IndexJob): BuiltSegment[] {
  if (job.type === 'merge') return merge(job);
  if (opened?.path !== job.store) {
    opened?.store.close();
    opened = { path: job.store, store: openStore(job.store, { readOnly: true }) };
  }
  return buildSegments(opened.store, job);
}

/** Writes the living documents of segments as one; nothing where none is left. */
export function merge({ folder, file, segments }: MergeJob): BuiltSegment[] {
  const sources: { segment: Segment; deleted: ReadonlySet<number> }[] = [];
  try {
    for (const { file: name, bytes, deleted } of segments) {
      sources.push({ segment: new Segment(join(folder, name), bytes), deleted: new Set(deleted) });
    }
    const merged = mergeSegments(sources, join(folder, file));
    return merged.publications > 0 ? [{ file, ...merged }] : [];
  } finally {
    for (const { segment } of sources) segment.close();
  }
}

/** The same with a store that is already open. A publication that is gone by now is left out: the log will say so. */
export function buildSegments(store: Store, { folder, name, ids }: BuildJob): BuiltSegment[] {
  const built: BuiltSegment[] = [];
  let builder = new SegmentBuilder();
  let passages = 0;
  const flush = () => {
    if (builder.documents === 0) return;
    const file = `${name}-${built.length}.seg`;
    const bytes = builder.write(join(folder, file));
    built.push({ file, bytes, publications: builder.documents, passages });
    builder = new SegmentBuilder();
    passages = 0;
  };
  for (const id of ids) {
    const publication = store.get(id);
    if (!publication) continue;
    const input = indexInput(publication, store.passages(id));
    builder.add(input, analyse(input));
    passages += input.passages.length;
    if (builder.words > WORDS_PER_SEGMENT) flush();
  }
  flush();
  return built;
}
