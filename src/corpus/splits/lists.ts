import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import type { Split } from '../types.js';
import { shortHash } from './keys.js';

/** The sides that are held out. */
export type HeldOut = Exclude<Split, 'train'>;

/** Keys of the documents that are held out, frozen once and read ever after. */
export interface FrozenSplits {
  readonly seed: number;
  /** Side of a key, or undefined where the key is in no list. */
  sideOf(key: string): HeldOut | undefined;
  /** Tells these lists from others. */
  readonly fingerprint: string;
}

const summary = z.object({
  seed: z.number().int(),

  keys: z.object({ dev: z.string(), test: z.string() }),
});

const SUMMARY = 'splits.json';
const SIDES = ['dev', 'test'] as const;

/** Splits in which nothing is held out. */
export const NOTHING_HELD_OUT: FrozenSplits = { seed: 0, sideOf: () => undefined, fingerprint: 'none' };

/**
 * Reads frozen lists and makes sure that nobody has changed them.
 * @throws SimsaError `corpus.bad-splits`
 */
export function readSplits(folder: string): FrozenSplits {
  const { seed, keys } = parseSummary(folder);
  const sides = new Map<string, HeldOut>();
  for (const side of SIDES) {
    const text = readList(folder, side);
    if (shortHash(text) !== keys[side]) throw badSplits(folder, `${side}.txt has been changed`);
    for (const key of text.split('\n')) if (key !== '') sides.set(key, side);
  }
  return { seed, sideOf: (key) => sides.get(key), fingerprint: `${keys.dev}-${keys.test}` };
}

function parseSummary(folder: string): z.output<typeof summary> {
  try {
    return summary.parse(JSON.parse(readFileSync(path.join(folder, SUMMARY), 'utf8')));
  } catch (thrown) {
    throw badSplits(folder, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function readList(folder: string, side: HeldOut): string {
  try {
    return readFileSync(path.join(folder, `${side}.txt`), 'utf8');
  } catch (thrown) {
    throw badSplits(folder, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function badSplits(folder: string, reason: string): SimsaError {
  return new SimsaError('corpus.bad-splits', { path: folder, reason });
}

interface SplitsToWrite {
  readonly seed: number;
  readonly keys: Readonly<Record<HeldOut, ReadonlySet<string>>>;
  /** What a reader wants to know of the dealing; kept as it is. */
  readonly report: unknown;
}

/**
 * Writes the lists, one key a line in sorted order, with a summary that seals them.
 * @throws SimsaError `corpus.splits-there`: lists are dealt once
 */
export function writeSplits(folder: string, { seed, keys, report }: SplitsToWrite): void {
  if (existsSync(path.join(folder, SUMMARY))) throw new SimsaError('corpus.splits-there', { path: folder });
  mkdirSync(folder, { recursive: true });
  const seals: Record<string, string> = {};
  for (const side of SIDES) {
    const text = [...keys[side]]
      .sort()
      .map((key) => `${key}\n`)
      .join('');
    writeFileSync(path.join(folder, `${side}.txt`), text);
    seals[side] = shortHash(text);
  }
  writeFileSync(path.join(folder, SUMMARY), `${JSON.stringify({ seed, keys: seals, report }, null, 2)}\n`);
}
