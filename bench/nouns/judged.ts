import { existsSync, readFileSync } from 'node:fs';

/** A noun with its frequency and parts, as one of the sides has it. */
export interface Extracted {
  readonly word: string;
  readonly frequency: number;
  readonly parts: readonly string[];
}

/** Strata of the sample, by rank of frequency: a third each of the list. */
const STRATA = 3;
const SEED = 20_261_121;

/** Draws `size` words, the same share from each third of the list by frequency, the same in every run. */
export function sampleOf(nouns: readonly Extracted[], size: number): string[] {
  const sorted = [...nouns].sort((a, b) => b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
  const random = mulberry(SEED);
  const drawn: string[] = [];
  for (let stratum = 0; stratum < STRATA; stratum++) {
    const from = Math.floor((stratum * sorted.length) / STRATA);
    const pool = sorted.slice(from, Math.floor(((stratum + 1) * sorted.length) / STRATA)).map(({ word }) => word);
    for (let i = 0; i < Math.floor(size / STRATA); i++)
      drawn.push(...pool.splice(Math.floor(random() * pool.length), 1));
  }
  return drawn;
}

/** Both samples as one list without a trace of the side that a word came from: in the order of a hash. */
export function blinded(samples: readonly (readonly string[])[]): string[] {
  const key = (word: string) =>
    [...word].reduce((hash, unit) => Math.imul(hash ^ unit.charCodeAt(0), 0x01000193), SEED) >>> 0;
  return [...new Set(samples.flat())].sort((a, b) => key(a) - key(b) || (a < b ? -1 : 1));
}

/** Judgements by word: 1 a noun or compound, whole; 0 not. Words nobody judged are missing. */
export function readJudgements(path: string): ReadonlyMap<string, boolean> {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  return new Map(rows.map(([word = '', verdict]) => [word, verdict === '1']));
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
