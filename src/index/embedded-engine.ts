import { join } from 'node:path';
import { SimsaError } from '../core/index.js';
import { Comparison, shardOf } from './comparison.js';
import { countMatches, datedMatches } from './counting.js';
import { type Evaluated, evaluate, explain, type Target } from './evaluate.js';
import { type Manifest, readManifest } from './folder.js';
import { searchPassages } from './passage-search.js';
import { PostingsCache } from './postings-cache.js';
import { Segment } from './segment.js';
import { type Collection, collectionOf, idfOf, type Shard, shardsOf } from './shard.js';
import { currentStamp } from './stamp.js';
import { FIELDS, type IndexQuery, type Matches, type SearchEngine, type TermShare } from './types.js';

/** One commit of the index, opened. */
interface Snapshot {
  readonly manifest: Manifest;
  readonly shards: readonly Shard[];
  readonly targets: readonly Target[];
  readonly collection: Collection;
  readonly living: number;
  readonly passages: number;
}

/**
 * Opens the index in a folder for searching.
 * @throws SimsaError `index.missing`, `index.corrupt`, `index.other-version`.
 */
export function openEngine(folder: string): SearchEngine {
  const stamp = currentStamp();
  const cache = new PostingsCache();
  let snapshot = openSnapshot(folder, () => wholeManifest(folder, stamp), cache, new Map());
  let comparison: Comparison | null = null;

  return {
    async match(query) {
      return matchesOf(query, snapshot);
    },
    async explain(query, documents) {
      return documents.map((document) => sharesOf(query, document, snapshot));
    },
    async passages(query) {
      return searchPassages(query, snapshot.shards, snapshot.collection);
    },
    async compare(text, documents) {
      comparison ??= new Comparison(snapshot.shards);
      return comparison.compare(text, documents);
    },
    async count(matches, column, limit) {
      return countMatches(matches, column, snapshot.shards).slice(0, limit);
    },
    dated: (matches) => datedMatches(matches, snapshot.shards),
    async card(document) {
      const shard = shardOf(snapshot.shards, document);
      return shard.segment.card(document - shard.base);
    },
    find: (id) => findDocument(id, snapshot.shards),
    idf: (term) => idfOf(snapshot.collection, term),
    async refresh() {
      const manifest = wholeManifest(folder, stamp);
      if (JSON.stringify(manifest) === JSON.stringify(snapshot.manifest)) return;
      const before = new Map(snapshot.shards.map((shard) => [shard.file, shard.segment]));
      snapshot = openSnapshot(folder, () => wholeManifest(folder, stamp), cache, before);
      comparison = null;
    },
    stats: () => ({
      publications: snapshot.living,
      passages: snapshot.passages,
      segments: snapshot.shards.length,
      bytes: snapshot.shards.reduce((sum, { segment }) => sum + segment.bytes, 0),
      sequence: snapshot.manifest.sequence,
    }),
    async close() {
      for (const { segment } of snapshot.shards) segment.close();
      cache.clear();
    },
  };
}

function wholeManifest(folder: string, stamp: ReturnType<typeof currentStamp>): Manifest {
  const manifest = readManifest(folder, stamp);
  if (!manifest) throw new SimsaError('index.missing', { path: folder });
  return manifest;
}

/** Segments that were open already stay open; those that are no longer valid are closed. */
function openSnapshot(
  folder: string,
  read: () => Manifest,
  cache: PostingsCache,
  before: ReadonlyMap<string, Segment>,
): Snapshot {
  const { manifest, segments } = openSegments(folder, read, before);
  for (const [file, segment] of before) if (!segments.has(file)) segment.close();
  cache.clear();
  const shards = shardsOf(
    manifest.segments.map(({ file, deleted }) => ({ file, deleted, segment: segments.get(file)! })),
    cache,
  );
  const collection = collectionOf(shards);
  const targets = shards.map((shard) => ({ shard, collection, known: new WeakMap<IndexQuery, Evaluated>() }));
  return { manifest, shards, targets, collection, ...livingIn(shards) };
}

const ATTEMPTS = 3;

/** A writer may merge segments away between our reading of the manifest and the opening: then the manifest is read again. */
function openSegments(folder: string, read: () => Manifest, before: ReadonlyMap<string, Segment>) {
  for (let attempt = 1; ; attempt++) {
    const manifest = read();
    const segments = new Map<string, Segment>();
    try {
      for (const { file, bytes } of manifest.segments) {
        segments.set(file, before.get(file) ?? new Segment(join(folder, file), bytes));
      }
      return { manifest, segments };
    } catch (error) {
      for (const [file, segment] of segments) if (!before.has(file)) segment.close();
      if (attempt >= ATTEMPTS || JSON.stringify(read()) === JSON.stringify(manifest)) throw error;
    }
  }
}

/** Documents that are valid and their passages; names of parties are no passages. */
function livingIn(shards: readonly Shard[]): { living: number; passages: number } {
  let living = 0;
  let passages = 0;
  const citable = FIELDS.indexOf('description');
  for (const { segment, living: marks } of shards) {
    for (let document = 0; document < segment.documents; document++) {
      if (!marks[document]) continue;
      living++;
      for (let at = segment.firstPassage[document]!; at < segment.firstPassage[document + 1]!; at++) {
        if ((segment.passageFlags[at]! & 0x7f) <= citable) passages++;
      }
    }
  }
  return { living, passages };
}

function matchesOf(query: IndexQuery, { targets, collection }: Snapshot): Matches {
  const documents = new Uint32Array(collection.documents);
  const scores = new Float32Array(collection.documents);
  let count = 0;
  for (const target of targets) {
    const { shard } = target;
    const evaluated = evaluate(query, target);
    for (let document = 0; document < shard.segment.documents; document++) {
      if (!evaluated.matched[document] || !shard.living[document]) continue;
      documents[count] = shard.base + document;
      scores[count++] = evaluated.scores[document]!;
    }
  }
  return { documents: documents.subarray(0, count), scores: scores.subarray(0, count) };
}

function sharesOf(query: IndexQuery, document: number, { targets }: Snapshot): TermShare[] {
  const target = targets.findLast(({ shard }) => shard.base <= document);
  if (!target) return [];
  return explain(query, target, document - target.shard.base).map(({ name, field, value }) => ({
    term: name,
    field: field === null ? null : FIELDS[field]!,
    value,
  }));
}

function findDocument(id: string, shards: readonly Shard[]): number | null {
  for (const { segment, base, living } of shards) {
    const document = segment.find(id);
    if (document !== null && living[document]) return base + document;
  }
  return null;
}
