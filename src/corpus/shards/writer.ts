import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SimsaError } from '../../core/index.js';
import { writeWholeFile } from './atomic-file.js';
import { type Compression, checkCompression } from './compress.js';
import type { EncodedDocument } from './encode.js';
import { MANIFEST, type Manifest, readManifest, removeLeftovers, type Shard, soundShards } from './manifest.js';
import { OpenShard, type ShardFormat, type ShardShape } from './open-shard.js';

export interface ShardSettings {
  /** Default JSON lines and BERT's layout. */
  readonly formats?: readonly ShardFormat[];
  /** Of JSON lines; BERT's layout stays plain, since Google's programs read it plain. Default gzip. */
  readonly compression?: Compression;
  /** JSON lines from which a shard is full, in bytes before compression. Default 64 MiB. */
  readonly shardBytes?: number;
  /** Whatever else the documents depend on (seed, versions, steps), as plain JSON: a rerun must name the same. */
  readonly settings?: unknown;
}

/** Writes documents into shards, in the order in which they come. */
export interface ShardWriter {
  /** What an earlier run with the same settings left whole; the stream goes on behind it. */
  readonly resumed: { readonly shards: number; readonly documents: number };
  /** Waits while documents before are still being written. @throws `corpus.no-space` */
  add(document: EncodedDocument): Promise<void>;
  /** Writes the last shard and the manifest. */
  finish(): Promise<Manifest>;
  /** Waits for a full shard in writing and takes the rest away; opening again goes on behind the last whole shard. */
  abandon(): Promise<void>;
}

const SHARD_BYTES = 64 << 20;

/**
 * Opens a folder of shards. Where a shard ends depends on the documents and the settings only. A shard's files are
 * written whole, and only then named in the manifest: a run that is stopped anywhere loses and doubles nothing.
 * @throws `corpus.other-build`, `corpus.bad-manifest`, `corpus.no-zstd`, `corpus.no-space`
 */
export async function openShardWriter(folder: string, settings: ShardSettings = {}): Promise<ShardWriter> {
  const { formats = ['jsonl', 'bert'], compression = 'gzip', shardBytes = SHARD_BYTES } = settings;
  checkCompression(compression);
  mkdirSync(folder, { recursive: true });
  const made = JSON.parse(
    JSON.stringify({ formats, compression, shardBytes, build: settings.settings ?? null }),
  ) as Made;
  const found = readManifest(folder);
  if (found) checkSame(folder, found.settings, made);
  const shards = found ? soundShards(folder, found) : [];
  removeLeftovers(folder, shards);
  return new Writer(folder, { made, formats, compression, shardBytes }, shards);
}

type Made = Readonly<Record<string, unknown>>;

function checkSame(folder: string, found: unknown, made: Made): void {
  const before = (found ?? {}) as Made;
  const difference = Object.keys(made).find((key) => JSON.stringify(before[key]) !== JSON.stringify(made[key]));
  if (difference !== undefined)
    throw new SimsaError('corpus.other-build', { path: folder, difference }, { file: folder });
}

interface Ways extends ShardShape {
  readonly made: Made;
  readonly shardBytes: number;
}

class Writer implements ShardWriter {
  readonly resumed: ShardWriter['resumed'];
  readonly #shards: Shard[];
  /** The shard that takes documents, with the number that its name tells. */
  #open: OpenShard | null = null;
  #number: number;
  /** The shard that is full: it is put onto the disk while the next is filled. */
  #closing: Promise<void> = Promise.resolve();
  #failed: { readonly thrown: unknown } | null = null;

  constructor(
    readonly folder: string,
    readonly ways: Ways,
    shards: readonly Shard[],
  ) {
    this.#shards = [...shards];
    this.#number = shards.length;
    this.resumed = { shards: shards.length, documents: documentsOf(shards) };
  }

  async add(document: EncodedDocument): Promise<void> {
    this.#check();
    this.#open ??= await OpenShard.open(path.join(this.folder, shardName(this.#number++)), this.ways);
    await this.#open.add(document);
    if (this.#open.jsonBytes >= this.ways.shardBytes) await this.#close();
  }

  async finish(): Promise<Manifest> {
    if (this.#open) await this.#close();
    await this.#closing;
    this.#check();
    return this.#writeManifest(true);
  }

  async abandon(): Promise<void> {
    await this.#closing;
    await this.#open?.discard();
    this.#open = null;
  }

  #check(): void {
    if (this.#failed) throw this.#failed.thrown;
  }

  async #close(): Promise<void> {
    await this.#closing;
    this.#check();
    const shard = this.#open!;
    this.#open = null;
    this.#closing = this.#finishShard(shard).catch((thrown: unknown) => {
      this.#failed = { thrown };
    });
  }

  async #finishShard(shard: OpenShard): Promise<void> {
    try {
      this.#shards.push(await shard.finish());
      await this.#writeManifest(false);
    } catch (thrown) {
      await shard.discard();
      throw thrown;
    }
  }

  async #writeManifest(complete: boolean): Promise<Manifest> {
    const shards = this.#shards;
    const manifest: Manifest = {
      version: 1,
      settings: this.ways.made,
      complete,
      documents: documentsOf(shards),
      shards,
    };
    await writeWholeFile(path.join(this.folder, MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    return manifest;
  }
}

function documentsOf(shards: readonly Shard[]): number {
  return shards.reduce((sum, { documents }) => sum + documents, 0);
}

function shardName(number: number): string {
  return `shard-${String(number).padStart(5, '0')}`;
}
