import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeWhole } from '../../../core/files.js';
import { SimsaError } from '../../../core/index.js';
import type { PairEntry, PairRun } from './pair-job.js';
import { PAIR_KINDS, type PairKind } from './text-pairs.js';

const IDS = 'ids.bin';
const PAIRS = 'pairs.json';

const count = z.int().nonnegative();
const storeSchema = z.object({
  schema: z.literal(1),
  /** Hash of the tokenizer. */
  tokenizer: z.string(),
  /** Tokens of a text that were kept. */
  longest: count,
  weightsOnly: z.boolean(),
  pairs: z.array(z.tuple([count, count, count, z.array(count)])),
});

/** What decides which pairs a folder holds. */
export type PairSettings = Pick<z.infer<typeof storeSchema>, 'tokenizer' | 'longest' | 'weightsOnly'>;

/** A pair as tokens, special ones left out. */
export interface Pair {
  readonly left: Uint16Array;
  readonly right: Uint16Array;
  /** Pairs that share one are no counterexamples of each other. */
  readonly keys: readonly number[];
}

export type PairSet = Readonly<Record<PairKind, readonly Pair[]>>;

/** Writes pairs into a folder: two bytes a token, then the list of pairs, last, so that a folder without it is unfinished. */
export class PairStoreWriter {
  readonly #ids: number;
  readonly #pairs: PairEntry[] = [];

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#ids = openSync(join(folder, `${IDS}.new`), 'w');
  }

  add({ ids, pairs }: PairRun): void {
    writeSync(this.#ids, new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength));
    for (const pair of pairs) this.#pairs.push(pair);
  }

  finish(settings: PairSettings): void {
    closeSync(this.#ids);
    renameSync(join(this.folder, `${IDS}.new`), join(this.folder, IDS));
    syncFolder(this.folder);
    const store: z.infer<typeof storeSchema> = {
      schema: 1,
      ...settings,
      pairs: this.#pairs.map(([kind, left, right, keys]) => [kind, left, right, [...keys]]),
    };
    writeWhole(join(this.folder, PAIRS), [Buffer.from(`${JSON.stringify(store)}\n`)]);
  }
}

/**
 * Pairs of a finished folder; null where there is none, or one with other settings, which is made again.
 * @throws `train.bad-tokens`
 */
export function readPairs(folder: string, wanted: PairSettings): PairSet | null {
  if (!existsSync(join(folder, PAIRS))) return null;
  const { schema: _, pairs, ...settings } = readStore(folder);
  if (Object.entries(wanted).some(([name, value]) => settings[name as keyof PairSettings] !== value)) return null;
  const bytes = readFileSync(join(folder, IDS));
  const ids = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  if (ids.length !== pairs.reduce((sum, [, left, right]) => sum + left + right, 0))
    throw damaged(folder, 'its files have not the length its list says');
  return setOf(ids, pairs);
}

function setOf(ids: Uint16Array, pairs: readonly PairEntry[]): PairSet {
  const set = Object.fromEntries(PAIR_KINDS.map((kind) => [kind, [] as Pair[]])) as Record<PairKind, Pair[]>;
  let at = 0;
  for (const [kind, left, right, keys] of pairs) {
    const middle = at + left;
    set[PAIR_KINDS[kind]!].push({ left: ids.subarray(at, middle), right: ids.subarray(middle, middle + right), keys });
    at = middle + right;
  }
  return set;
}

function readStore(folder: string): z.infer<typeof storeSchema> {
  try {
    return storeSchema.parse(JSON.parse(readFileSync(join(folder, PAIRS), 'utf8')));
  } catch (cause) {
    throw damaged(folder, 'its list of pairs cannot be read', cause);
  }
}

function damaged(folder: string, reason: string, cause?: unknown): SimsaError {
  return new SimsaError('train.bad-tokens', { folder, reason }, { file: folder }, { cause });
}
