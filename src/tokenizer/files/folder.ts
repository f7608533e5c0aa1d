import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '../../core/files.js';
import { SimsaError } from '../../core/index.js';
import { cannotWrite } from '../counts/sorted-runs.js';
import type { Algorithm, TokenizerSettings } from '../types.js';

const FORMAT = 'simsa-tokenizer';
const VERSION = 1;
const SETTINGS = 'tokenizer.json';
const TERM_DICTIONARY = 'terms.dic';

/** What decides a tokenizer's ids, as it lies on disk. */
export interface TokenizerData {
  readonly settings: TokenizerSettings;
  /** Tokens by id. */
  readonly tokens: readonly string[];
  /** Logarithms of probabilities by id; unigram only. */
  readonly scores: Float64Array | null;
  /** Pairs of ids and the id they become, first learned first; BPE only. */
  readonly merges: readonly (readonly [left: number, right: number, joined: number])[] | null;
  /** File of the user dictionary that units are read with, in any form the analyser opens. */
  readonly terms: string | null;
}

const Settings = z.strictObject({
  algorithm: z.enum(['unigram', 'bpe', 'wordpiece']),
  units: z.enum(['morphemes', 'words']),
  reach: z.enum(['unit', 'word', 'line']).default('unit'),
  cased: z.boolean(),
  blanks: z.enum(['marked', 'dropped']),
});

const Description = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  settings: Settings,
  size: z.int(),
  /** SHA-256 of each file beside this one. */
  files: z.record(z.string(), z.string()),
  /** How it was made; for readers, without effect. */
  made: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** How a tokenizer was made, for its card: text, amounts, dates. */
export type MadeFrom = Readonly<Record<string, string | number | boolean>>;

export interface StoredTokenizer extends TokenizerData {
  readonly hash: string;
  readonly made: MadeFrom;
}

/**
 * Writes a tokenizer folder: `tokenizer.json` (settings, hashes), `vocabulary.tsv` (token and score, a line an id), for BPE
 * `merges.tsv`, with a term dictionary `terms.dic`. All are on disk before the first gets its name, and the description
 * gets it last: a full disk leaves what was there before, and a torn folder is no tokenizer.
 * @throws `tokenizer.cannot-write`
 */
export function writeTokenizer(folder: string, data: TokenizerData, made: MadeFrom = {}): void {
  const { settings, tokens, terms } = data;
  const description = { format: FORMAT, version: VERSION, settings, size: tokens.length, files: hashesOf(data), made };
  const files: Record<string, string | Uint8Array> = {
    ...(terms === null ? {} : { [TERM_DICTIONARY]: readFileSync(terms) }),
    ...textsOf(data),
    [SETTINGS]: `${JSON.stringify(description, null, 2)}\n`,
  };
  const beside = (name: string) => join(folder, `${name}.new`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(beside(name), content, { flush: true });
    for (const name of Object.keys(files)) renameSync(beside(name), join(folder, name));
    syncFolder(folder);
  } catch (thrown) {
    for (const name of Object.keys(files)) rmSync(beside(name), { force: true });
    throw cannotWrite(folder, thrown);
  }
}

/**
 * Reads a folder that {@link writeTokenizer} wrote.
 * @throws `tokenizer.not-one`, `tokenizer.other-version`, `tokenizer.damaged`
 */
export function readTokenizer(folder: string): StoredTokenizer {
  const { settings, size, files, made } = readDescription(folder);
  const read = (name: string): Buffer | null => (files[name] === undefined ? null : checked(folder, name, files[name]));
  const vocabulary = read('vocabulary.tsv');
  if (vocabulary === null) throw damaged(folder, 'it names no vocabulary.tsv');
  const rows = linesOf(vocabulary).map((line) => line.split('\t'));
  if (rows.length !== size) throw damaged(folder, `${rows.length} tokens, not ${size}`);
  const merges = read('merges.tsv');
  if (settings.algorithm === 'bpe' && merges === null) throw damaged(folder, 'it names no merges.tsv');
  const data: TokenizerData = {
    settings,
    tokens: rows.map(([token]) => token!),
    scores: settings.algorithm === 'unigram' ? Float64Array.from(rows, ([, score]) => Number(score)) : null,
    merges: merges && linesOf(merges).map((line) => line.split('\t').map(Number) as [number, number, number]),
    terms: null,
  };
  const terms = files[TERM_DICTIONARY] === undefined ? null : join(folder, TERM_DICTIONARY);
  if (terms !== null) checked(folder, TERM_DICTIONARY, files[TERM_DICTIONARY]!);
  return { ...data, terms, hash: hashOfFiles(settings, files), made };
}

/** SHA-256 of everything that decides ids. */
export function hashOf(data: TokenizerData): string {
  return hashOfFiles(data.settings, hashesOf(data));
}

function hashOfFiles(settings: TokenizerSettings, files: Readonly<Record<string, string>>): string {
  const { algorithm, units, reach, cased, blanks } = settings;
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  // Settings that change nothing are left out, so that a folder of before there were rows keeps its hash.
  const rows = reach === 'unit' ? {} : { reach };
  return sha256(JSON.stringify([{ algorithm, units, cased, blanks, ...rows }, sorted]));
}

function hashesOf(data: TokenizerData): Record<string, string> {
  const hashes = Object.fromEntries(Object.entries(textsOf(data)).map(([name, text]) => [name, sha256(text)]));
  if (data.terms !== null) hashes[TERM_DICTIONARY] = sha256(readFileSync(data.terms));
  return hashes;
}

function textsOf({ tokens, scores, merges }: TokenizerData): Record<string, string> {
  const line = (token: string, id: number) => (scores === null ? `${token}\n` : `${token}\t${scores[id]}\n`);
  return {
    'vocabulary.tsv': tokens.map(line).join(''),
    ...(merges === null ? {} : { 'merges.tsv': merges.map((merge) => `${merge.join('\t')}\n`).join('') }),
  };
}

function readDescription(folder: string): z.infer<typeof Description> {
  const path = join(folder, SETTINGS);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new SimsaError('tokenizer.not-one', { path: folder, reason: 'it is no folder' });
  if (!statSync(path, { throwIfNoEntry: false }))
    throw new SimsaError('tokenizer.not-one', { path: folder, reason: `it holds no ${SETTINGS}` });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    throw damaged(folder, `${SETTINGS}: ${String(thrown)}`);
  }
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT)
    throw new SimsaError('tokenizer.not-one', { path: folder, reason: `${SETTINGS} is not of Simsa` });
  if (version !== VERSION)
    throw new SimsaError('tokenizer.other-version', { path: folder, version: String(version), known: VERSION });
  const parsed = Description.safeParse(json);
  if (!parsed.success) throw damaged(folder, z.prettifyError(parsed.error));
  return parsed.data;
}

function checked(folder: string, name: string, hash: string): Buffer {
  if (!statSync(join(folder, name), { throwIfNoEntry: false })) throw damaged(folder, `${name} is missing`);
  const bytes = readFileSync(join(folder, name));
  if (sha256(bytes) !== hash) throw damaged(folder, `${name} is not what was written`);
  return bytes;
}

const damaged = (path: string, reason: string) => new SimsaError('tokenizer.damaged', { path, reason }, { file: path });

/** The algorithms, for faces that offer them. */
export const ALGORITHMS: readonly Algorithm[] = ['unigram', 'bpe', 'wordpiece'];

function linesOf(bytes: Buffer): string[] {
  const lines = bytes.toString('utf8').split('\n');
  lines.pop();
  return lines;
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
