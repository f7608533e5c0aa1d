import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SimsaError } from '../../core/index.js';
import { writeWholeFile } from './atomic-file.js';
import { type Compression, checkCompression, compressed, ENDING } from './compress.js';
import type { EncodedDocument } from './encode.js';
import {
  MANIFEST,
  type Manifest,
  readManifest,
  removeLeftovers,
  type Shard,
  type ShardFile,
  soundShards,
} from './manifest.js';
import { parquetOf } from './parquet.js';

export type ShardFormat = 'jsonl' | 'bert' | 'parquet';

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
  /** Waits while a full shard before is still being written. @throws `corpus.no-space` */
  add(document: EncodedDocument): Promise<void>;
  /** Writes the last shard and the manifest. */
  finish(): Promise<Manifest>;
  /** Waits for a shard in writing and leaves the rest; opening again goes on behind the last whole shard. */
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

interface Ways {
  readonly made: Made;
  readonly formats: readonly ShardFormat[];
  readonly compression: Compression;
  readonly shardBytes: number;
}

class Writer implements ShardWriter {
  readonly resumed: ShardWriter['resumed'];
  readonly #shards: Shard[];
  #gathered: EncodedDocument[] = [];
  #bytes = 0;
  /** The shard in writing: one is compressed and written while the next is gathered. */
  #writing: Promise<void> = Promise.resolve();
  #failed: { readonly thrown: unknown } | null = null;

  constructor(
    readonly folder: string,
    readonly ways: Ways,
    shards: readonly Shard[],
  ) {
    this.#shards = [...shards];
    this.resumed = { shards: shards.length, documents: documentsOf(shards) };
  }

  async add(document: EncodedDocument): Promise<void> {
    this.#check();
    this.#gathered.push(document);
    this.#bytes += document.json.length;
    if (this.#bytes >= this.ways.shardBytes) await this.#begin();
  }

  async finish(): Promise<Manifest> {
    if (this.#gathered.length > 0) await this.#begin();
    await this.#writing;
    this.#check();
    return this.#writeManifest(true);
  }

  async abandon(): Promise<void> {
    await this.#writing;
    this.#gathered = [];
  }

  #check(): void {
    if (this.#failed) throw this.#failed.thrown;
  }

  async #begin(): Promise<void> {
    await this.#writing;
    this.#check();
    const documents = this.#gathered;
    this.#gathered = [];
    this.#bytes = 0;
    this.#writing = this.#write(documents).catch((thrown: unknown) => {
      this.#failed = { thrown };
    });
  }

  async #write(documents: readonly EncodedDocument[]): Promise<void> {
    const name = `shard-${String(this.#shards.length).padStart(5, '0')}`;
    const lines = Buffer.concat(documents.map(({ json }) => json));
    const files: ShardFile[] = [];
    for (const format of this.ways.formats) files.push(await this.#writeFormat(name, format, lines, documents));
    files.push(await this.#writeFile(`${name}.documents.jsonl`, listing(documents)));
    const weights = documents.filter((document) => document.weights).length;
    this.#shards.push({ documents: documents.length, weights, jsonBytes: lines.length, files });
    await this.#writeManifest(false);
  }

  async #writeFormat(
    name: string,
    format: ShardFormat,
    lines: Buffer,
    documents: readonly EncodedDocument[],
  ): Promise<ShardFile> {
    const { compression } = this.ways;
    if (format === 'jsonl')
      return this.#writeFile(`${name}.jsonl${ENDING[compression]}`, await compressed(lines, compression));
    if (format === 'bert') return this.#writeFile(`${name}.txt`, Buffer.concat(documents.map(({ bert }) => bert)));
    const hashes = documents.map(({ hash }) => hash);
    return this.#writeFile(`${name}.parquet`, parquetOf(lines, hashes));
  }

  async #writeFile(name: string, bytes: Uint8Array): Promise<ShardFile> {
    await writeWholeFile(path.join(this.folder, name), bytes);
    return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
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

/** Where each document of a shard came from, what may be done with it, and its hash. */
function listing(documents: readonly EncodedDocument[]): Buffer {
  const lines = documents.map(({ id, source, licence, weights, hash }) =>
    JSON.stringify({ id, source, licence, weights, hash }),
  );
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
