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

/**
 * Draws `size` words, the same share from each third of the list by frequency: those with the smallest hash, so that
 * the draw is the same in every run and a word more or less in the list changes one place of it.
 */
export function sampleOf(nouns: readonly Extracted[], size: number): string[] {
  const sorted = [...nouns].sort((a, b) => b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
  return Array.from({ length: STRATA }, (_, stratum) => {
    const from = Math.floor((stratum * sorted.length) / STRATA);
    const to = Math.floor(((stratum + 1) * sorted.length) / STRATA);
    const words = sorted.slice(from, to).map(({ word }) => word);
    return words.sort(byHash).slice(0, Math.floor(size / STRATA));
  }).flat();
}

/** Both samples as one list without a trace of the side that a word came from: in the order of a hash. */
export function blinded(samples: readonly (readonly string[])[]): string[] {
  return [...new Set(samples.flat())].sort(byHash);
}

function byHash(a: string, b: string): number {
  return hash(a) - hash(b) || (a < b ? -1 : 1);
}

function hash(word: string): number {
  let state = SEED;
  for (let at = 0; at < word.length; at++) state = Math.imul(state ^ word.charCodeAt(at), 0x85ebca6b) ^ (state >>> 13);
  state = Math.imul(state ^ (state >>> 16), 0xc2b2ae35);
  return (state ^ (state >>> 15)) >>> 0;
}

/** Judgements by word: 1 a noun or compound, whole; 0 not. Words nobody judged are missing. */
export function readJudgements(path: string): ReadonlyMap<string, boolean> {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  return new Map(rows.map(([word = '', verdict]) => [word, verdict === '1']));
}
