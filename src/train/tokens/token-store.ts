import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeWhole } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';

/** What is known of a token apart from its id, as bits. */
export const MARK = { unit: 1, sentence: 2, document: 4 } as const;

const MANIFEST = 'tokens.json';
const manifestSchema = z.object({
  schema: z.literal(1),
  tokenizer: z.string(),
  tokens: z.int().nonnegative(),
  documents: z.int().nonnegative(),
  /** Bytes of UTF-8 that the tokens stand for. */
  bytes: z.int().nonnegative(),
});
export type TokenManifest = z.infer<typeof manifestSchema>;

/** A text as tokens: ids and marks, one entry a token in each. */
export interface TokenRun {
  readonly ids: Int32Array;
  readonly marks: Uint8Array;
}

/** Tokens of a whole corpus on disk, read in any order. */
export interface TokenStore {
  readonly manifest: TokenManifest;
  /** Marks of all tokens: one byte each, in memory, since rows are cut by them. */
  readonly marks: Uint8Array;
  /** Ids from a place on. */
  read(start: number, length: number): Uint16Array;
  close(): void;
}

/**
 * Writes the tokens of documents into a folder: `ids.bin` (two bytes a token), `marks.bin` (one), and a manifest that
 * is written last, so that a folder without it is known to be unfinished.
 */
export class TokenStoreWriter {
  readonly #folder: string;
  readonly #ids: number;
  readonly #marks: number;
  #tokens = 0;
  #documents = 0;
  #bytes = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#ids = openSync(join(folder, 'ids.bin.new'), 'w');
    this.#marks = openSync(join(folder, 'marks.bin.new'), 'w');
  }

  /** @param of documents in the run, and bytes of UTF-8 of their text */
  add(
    { ids, marks }: TokenRun,
    { documents = 1, bytes }: { readonly documents?: number; readonly bytes: number },
  ): void {
    writeSync(this.#ids, new Uint8Array(Uint16Array.from(ids).buffer));
    writeSync(this.#marks, marks);
    this.#tokens += ids.length;
    this.#documents += documents;
    this.#bytes += bytes;
  }

  /** @param tokenizer hash of the tokenizer that gave the ids. */
  finish(tokenizer: string): TokenManifest {
    closeSync(this.#ids);
    closeSync(this.#marks);
    for (const name of ['ids.bin', 'marks.bin'])
      renameSync(join(this.#folder, `${name}.new`), join(this.#folder, name));
    syncFolder(this.#folder);
    const manifest = {
      schema: 1 as const,
      tokenizer,
      tokens: this.#tokens,
      documents: this.#documents,
      bytes: this.#bytes,
    };
    writeWhole(join(this.#folder, MANIFEST), [Buffer.from(`${JSON.stringify(manifest)}\n`)]);
    return manifest;
  }
}

/**
 * Opens a folder of tokens.
 * @param tokenizer hash of the tokenizer in use; tokens of another one fit no model of this one.
 * @throws `train.bad-tokens`, `train.other-tokenizer`
 */
export function openTokenStore(folder: string, tokenizer: string): TokenStore {
  const manifest = readManifest(folder);
  if (manifest.tokenizer !== tokenizer)
    throw new SimsaError('train.other-tokenizer', { found: manifest.tokenizer, wanted: tokenizer }, { file: folder });
  const marks = new Uint8Array(readFileSync(join(folder, 'marks.bin')));
  const ids = openSync(join(folder, 'ids.bin'), 'r');
  if (marks.length !== manifest.tokens || fstatSync(ids).size !== 2 * manifest.tokens) {
    closeSync(ids);
    throw damaged(folder, 'its files have not the length its manifest says');
  }
  return {
    manifest,
    marks,
    read(start, length) {
      const tokens = new Uint16Array(length);
      readSync(ids, new Uint8Array(tokens.buffer), 0, 2 * length, 2 * start);
      return tokens;
    },
    close: () => closeSync(ids),
  };
}

/** The manifest of a finished folder, or null. */
export function finishedTokens(folder: string): TokenManifest | null {
  return existsSync(join(folder, MANIFEST)) ? readManifest(folder) : null;
}

function readManifest(folder: string): TokenManifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch (cause) {
    throw damaged(folder, 'its manifest is missing or cannot be read', cause);
  }
}

function damaged(folder: string, reason: string, cause?: unknown): SimsaError {
  return new SimsaError('train.bad-tokens', { folder, reason }, { file: folder }, { cause });
}
