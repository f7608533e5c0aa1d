import type { Noun } from './noun.js';
import { COPULA, SURE } from './right-endings.js';
import type { RightParts } from './right-parts.js';

/** How often a noun must be met for each noun that ends in its first syllable as in a suffix. */
const RATIO = 20;
const LONGEST_ENDING = 3;

/** What is known when a word that seems inflected is taken apart. */
export interface InflectedScene {
  /** All of them, by word. */
  readonly nouns: ReadonlyMap<string, Pick<Noun, 'frequency'>>;
  readonly rightParts: RightParts;
  /** By syllable: how many nouns are another noun with it behind. */
  readonly suffixes: ReadonlyMap<string, number>;
}

/** By syllable: how many nouns are another noun with it behind, as 표시부 is 표시 with 부. */
export function suffixCounts(nouns: ReadonlyMap<string, unknown>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of nouns.keys()) {
    if (word.length < 3 || !nouns.has(word.slice(0, -1))) continue;
    const suffix = word.slice(-1);
    counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  }
  return counts;
}

/**
 * Whether a compound that seems to end in a right part really ends in its last noun: 이송속도 ends in 속도, for 이송속
 * is no noun and few nouns end in 속; 표시부가 does not end in 부가, for many nouns end in 부.
 */
export function hasOwnLastPart(word: string, parts: readonly string[], scene: InflectedScene): boolean {
  const { nouns, rightParts, suffixes } = scene;
  const last = parts[parts.length - 1]!;
  if (!nouns.has(last)) return false;
  for (let length = 1; length <= LONGEST_ENDING && length < word.length; length++) {
    const right = word.slice(-length);
    if ((rightParts.get(right) ?? 0) <= SURE && !COPULA.includes(right)) continue;
    if (length >= last.length || nouns.has(word.slice(0, -length))) return false;
    const before = last.slice(0, -length);
    if (before.length > 1 && nouns.has(before)) return false;
    if (before.length === 1 && nouns.get(last)!.frequency < RATIO * (suffixes.get(before) ?? 0)) return false;
  }
  return true;
}
