import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SimsaError } from '../../core/index.js';
import { type DocumentLine, readManifest } from '../shards/index.js';
import { packedLines } from '../shards/read.js';
import type { Drop } from '../types.js';
import { readSummary } from './build.js';
import { SPLITS } from './write-shards.js';

/**
 * The document of a name as it stands in the shards.
 * @throws SimsaError `corpus.no-corpus`, `corpus.no-document`
 */
export async function inspectDocument(folder: string, id: string): Promise<DocumentLine> {
  readSummary(folder);
  for (const split of SPLITS) {
    const file = shardOf(path.join(folder, split), id);
    if (file) return findLine(file, id);
  }
  throw new SimsaError('corpus.no-document', { id });
}

/** The listing of each shard names its documents, so that only one shard is unpacked. */
function shardOf(folder: string, id: string): string | null {
  const quoted = JSON.stringify(id);
  for (const { files } of readManifest(folder)?.shards ?? []) {
    const listing = files.find(({ name }) => name.endsWith('.documents.jsonl'));
    const lines = files.find(({ name }) => name.endsWith('.jsonl.gz'));
    if (!listing || !lines) continue;
    if (readFileSync(path.join(folder, listing.name), 'utf8').includes(`"id":${quoted}`))
      return path.join(folder, lines.name);
  }
  return null;
}

async function findLine(file: string, id: string): Promise<DocumentLine> {
  const start = `{"id":${JSON.stringify(id)},`;
  for await (const line of packedLines(file)) if (line.startsWith(start)) return JSON.parse(line) as DocumentLine;
  throw new SimsaError('corpus.no-document', { id });
}

/** What may be asked of the drops; null asks for all. */
export interface DropQuestion {
  readonly rule: string | null;
  readonly document: string | null;
}

/**
 * What was dropped, in the order of the documents: first by cleaning, then as duplicates.
 * @throws SimsaError `corpus.no-corpus`, `corpus.no-drops`
 */
export async function* inspectDrops(folder: string, { rule, document }: DropQuestion): AsyncGenerator<Drop> {
  readSummary(folder);
  const drops = path.join(folder, 'drops');
  if (!existsSync(drops)) throw new SimsaError('corpus.no-drops', { path: folder });
  for (const name of readdirSync(drops)
    .filter((file) => file.endsWith('.jsonl.gz'))
    .sort()) {
    for await (const line of packedLines(path.join(drops, name))) {
      const drop = JSON.parse(line) as Drop;
      if (document !== null && drop.document !== document) continue;
      // A step's name stands for all its rules.
      if (rule === null || drop.rule === rule || drop.rule.startsWith(`${rule}.`)) yield drop;
    }
  }
}
