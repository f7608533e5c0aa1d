import path from 'node:path';
import { type FileSum, GrowingFile, writeWholeFile } from './atomic-file.js';
import { type Compression, type Compressor, ENDING, openCompressor } from './compress.js';
import type { EncodedDocument } from './encode.js';
import type { Shard, ShardFile } from './manifest.js';
import { parquetOf } from './parquet.js';

export type ShardFormat = 'jsonl' | 'bert' | 'parquet';

export interface ShardShape {
  readonly formats: readonly ShardFormat[];
  readonly compression: Compression;
}

/** Bytes of JSON lines that are gathered before they go to the files. */
const AT_ONCE = 1 << 20;

/** A shard in writing. Its documents go to its files while they come, so that only the last of them lie in memory. */
export class OpenShard {
  jsonBytes = 0;
  #documents = 0;
  #weights = 0;
  #gathered: EncodedDocument[] = [];
  #gatheredBytes = 0;
  /** What was gathered before and is being written. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(readonly files: readonly GrowingPart[]) {}

  /** @param name path of the shard's files without their endings. @throws `corpus.no-space` */
  static async open(name: string, { formats, compression }: ShardShape): Promise<OpenShard> {
    const files: GrowingPart[] = [];
    try {
      for (const format of formats) files.push(await openPart(name, format, compression));
      files.push(await Streamed.open(`${name}.documents.jsonl`, 'none', listing));
    } catch (thrown) {
      for (const part of files) await part.discard();
      throw thrown;
    }
    return new OpenShard(files);
  }

  /** Waits while what was gathered before is still being written. @throws `corpus.no-space` */
  async add(document: EncodedDocument): Promise<void> {
    this.#documents++;
    if (document.weights) this.#weights++;
    this.jsonBytes += document.json.length;
    this.#gathered.push(document);
    this.#gatheredBytes += document.json.length;
    if (this.#gatheredBytes >= AT_ONCE) await this.#write();
  }

  /** Writes the rest and gives the files their names. @throws `corpus.no-space` */
  async finish(): Promise<Shard> {
    await this.#write();
    await this.#writing;
    const files: ShardFile[] = [];
    for (const part of this.files) files.push({ name: path.basename(part.file), ...(await part.finish()) });
    return { documents: this.#documents, weights: this.#weights, jsonBytes: this.jsonBytes, files };
  }

  /** Takes away what is not finished. */
  async discard(): Promise<void> {
    await this.#writing.catch(() => {});
    for (const part of this.files) await part.discard();
  }

  async #write(): Promise<void> {
    await this.#writing;
    const documents = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#writing = writeAll(this.files, documents);
    // Its fault is met when more is written; until then it must not count as unhandled.
    this.#writing.catch(() => {});
  }
}

async function writeAll(files: readonly GrowingPart[], documents: readonly EncodedDocument[]): Promise<void> {
  for (const part of files) await part.add(documents);
}

/** A file of a shard that takes documents as they come. */
interface GrowingPart {
  readonly file: string;
  add(documents: readonly EncodedDocument[]): Promise<void>;
  finish(): Promise<FileSum>;
  discard(): Promise<void>;
}

function openPart(name: string, format: ShardFormat, compression: Compression): Promise<GrowingPart> | GrowingPart {
  if (format === 'parquet') return new AtOnce(`${name}.parquet`);
  if (format === 'bert')
    return Streamed.open(`${name}.txt`, 'none', (all) => Buffer.concat(all.map(({ bert }) => bert)));
  return Streamed.open(`${name}.jsonl${ENDING[compression]}`, compression, jsonOf);
}

/** A file that grows with every document. */
class Streamed implements GrowingPart {
  private constructor(
    readonly growing: GrowingFile,
    readonly compressor: Compressor,
    readonly bytesOf: (documents: readonly EncodedDocument[]) => Uint8Array,
  ) {}

  static async open(file: string, compression: Compression, bytesOf: Streamed['bytesOf']): Promise<Streamed> {
    return new Streamed(await GrowingFile.open(file), openCompressor(compression), bytesOf);
  }

  get file(): string {
    return this.growing.file;
  }

  async add(documents: readonly EncodedDocument[]): Promise<void> {
    await this.growing.append(await this.compressor.push(this.bytesOf(documents)));
  }

  async finish(): Promise<FileSum> {
    await this.growing.append(await this.compressor.end());
    return this.growing.finish();
  }

  async discard(): Promise<void> {
    this.compressor.close();
    await this.growing.discard();
  }
}

/** A Parquet file, whose columns need all documents of the shard. */
class AtOnce implements GrowingPart {
  readonly #documents: EncodedDocument[] = [];

  constructor(readonly file: string) {}

  async add(documents: readonly EncodedDocument[]): Promise<void> {
    for (const document of documents) this.#documents.push(document);
  }

  finish(): Promise<FileSum> {
    const hashes = this.#documents.map(({ hash }) => hash);
    return writeWholeFile(this.file, parquetOf(jsonOf(this.#documents), hashes));
  }

  async discard(): Promise<void> {}
}

function jsonOf(documents: readonly EncodedDocument[]): Uint8Array {
  return Buffer.concat(documents.map(({ json }) => json));
}

/** Where each document of a shard came from, what may be done with it, and its hash. */
function listing(documents: readonly EncodedDocument[]): Uint8Array {
  const lines = documents.map(({ id, source, licence, weights, hash }) =>
    JSON.stringify({ id, source, licence, weights, hash }),
  );
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
