import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import { UNFINISHED } from './atomic-file.js';

const shardFile = z.object({
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

const shard = z.object({
  documents: z.number(),
  /** Documents whose text may train weights that are shipped. */
  weights: z.number(),
  /** Bytes of the JSON lines before compression. */
  jsonBytes: z.number(),
  files: z.array(shardFile),
});

const manifest = z.object({
  version: z.literal(1),
  /** What the shards were made with: a rerun must name the same. */
  settings: z.unknown(),
  complete: z.boolean(),
  documents: z.number(),
  shards: z.array(shard),
});

export type ShardFile = z.infer<typeof shardFile>;
export type Shard = z.infer<typeof shard>;
/** What a folder of shards holds. Every document, with source, licence and hash, is listed in a shard's `.documents.jsonl`. */
export type Manifest = z.infer<typeof manifest>;

export const MANIFEST = 'manifest.json';

/** The manifest of a folder, or null where none is. @throws `corpus.bad-manifest` */
export function readManifest(folder: string): Manifest | null {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file)) return null;
  try {
    return manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new SimsaError('corpus.bad-manifest', { path: file, reason }, { file }, { cause: thrown });
  }
}

/** The shards of a manifest up to the first whose files are not there in full. */
export function soundShards(folder: string, { shards }: Manifest): Shard[] {
  const broken = shards.findIndex(({ files }) => !files.every((file) => isThere(folder, file)));
  return broken < 0 ? shards : shards.slice(0, broken);
}

function isThere(folder: string, { name, bytes }: ShardFile): boolean {
  return statSync(path.join(folder, name), { throwIfNoEntry: false })?.size === bytes;
}

const SHARD_NAME = /^shard-\d{5}\./;

/** Takes away what a stopped run left unfinished: files half written, and shards that no manifest names. */
export function removeLeftovers(folder: string, shards: readonly Shard[]): void {
  const known = new Set(shards.flatMap(({ files }) => files.map(({ name }) => name)));
  for (const name of readdirSync(folder))
    if (!known.has(name) && (name.endsWith(UNFINISHED) || SHARD_NAME.test(name))) rmSync(path.join(folder, name));
}
