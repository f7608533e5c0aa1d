import type { Counted } from '../counts/sorted-runs.js';
import { LONGEST_EOJEOL } from './eojeol.js';
import type { FoundNoun } from './find-nouns.js';
import type { Term } from './types.js';
import { EXAMPLES, type Uses } from './uses.js';
import { type WordCounts, writeUnits } from './word-counts.js';

/** Documents a phrase must stand in, and how much more often than chance its words must meet (normalised PMI). */
const LEAST_SUPPORT = 2;
const LEAST_ASSOCIATION = 0.25;

/** Words that many nouns follow without making a term of it. */
const EMPTY = new Set(
  '상기 하기 본 각각 다음 경우 다른 일부 전체 이상 이하 이때 복수 하나 해당 특징 실시예 실시 발명 도면 청구항 항 바람 이용 사용 기존 현재 통상 여기 즉 또한 일측 타측 각종 소정 일정 임의 특정 가능 필요 동안 이후 이전 여부 의미 포함 제공 구비 설명 도시'.split(
    ' ',
  ),
);

/** Gathers, block after block, in how many documents each noun stands, and its first examples. */
export class UseGatherer {
  readonly support: Float64Array;
  readonly examples: string[][];

  constructor(nouns: number) {
    this.support = new Float64Array(nouns);
    this.examples = Array.from({ length: nouns }, () => []);
  }

  add({ nouns, documents, examples }: Uses): void {
    const lines = examples.split('\n');
    for (let row = 0; row < nouns.length; row++) {
      const noun = nouns[row]!;
      this.support[noun]! += documents[row]!;
      const kept = this.examples[noun]!;
      const example = lines[row]!;
      if (kept.length < EXAMPLES && example !== '' && !kept.includes(example)) kept.push(example);
    }
  }
}

/**
 * The nouns with how they are used.
 * @param table the nouns, with the same numbers
 */
export function termsOf(nouns: readonly FoundNoun[], table: WordCounts, uses: UseGatherer): Term[] {
  const left = leftBranching(nouns, table);
  return nouns.map((noun, row) => ({
    term: noun.word,
    score: noun.score,
    frequency: noun.frequency,
    support: uses.support[row]!,
    cohesion: noun.cohesion,
    leftBranching: left[row]!,
    rightBranching: noun.rightBranching,
    parts: noun.parts,
    examples: uses.examples[row]!,
  }));
}

/** Where a noun's own uses are counted among the units before it. */
const ITSELF = -1;

/** Entropy of the character before each noun in the longer nouns that end with it; its own uses are one outcome. */
function leftBranching(nouns: readonly FoundNoun[], table: WordCounts): Float64Array {
  const units = new Uint16Array(LONGEST_EOJEOL);
  // Most nouns end no other.
  const before: (Map<number, number> | undefined)[] = new Array(nouns.length);
  for (const { word, frequency } of nouns) {
    const length = writeUnits(word, units);
    for (let at = 1; at <= length - 2; at++) {
      const row = table.find(units, at, length - at);
      if (row < 0) continue;
      before[row] ??= new Map([[ITSELF, nouns[row]!.frequency]]);
      const counts = before[row];
      const unit = units[at - 1]!;
      counts.set(unit, (counts.get(unit) ?? 0) + frequency);
    }
  }
  return Float64Array.from(before, (counts) => (counts ? entropy([...counts.values()]) : 0));
}

function entropy(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => sum - (count / all) * Math.log(count / all), 0) + 0;
}

/**
 * The rows of nouns across spaces that are terms: frequent, and met more often than chance would have its words meet.
 * A phrase's score is its normalised pointwise mutual information.
 */
export function phraseTerms(
  phrases: Iterable<Counted>,
  nouns: readonly FoundNoun[],
  { minFrequency }: { readonly minFrequency: number },
): Term[] {
  const frequencies = new Map(nouns.map(({ word, frequency }) => [word, frequency]));
  const all = nouns.reduce((sum, { frequency }) => sum + frequency, 0);
  const terms: Term[] = [];
  for (const [phrase, frequency] of phrases) {
    if (frequency < Math.max(minFrequency, LEAST_SUPPORT)) continue;
    const parts = phrase.split(' ');
    if (parts.some((part) => EMPTY.has(part))) continue;
    const expected = parts.reduce((sum, part) => sum + Math.log(frequencies.get(part)! / all), 0);
    const observed = Math.log(frequency / all);
    const score = (observed - expected) / (-observed * (parts.length - 1));
    if (score < LEAST_ASSOCIATION) continue;
    terms.push({
      term: phrase,
      score: Math.min(1, score),
      frequency,
      support: 0,
      cohesion: 0,
      leftBranching: 0,
      rightBranching: 0,
      parts,
      examples: [],
    });
  }
  return terms.sort((a, b) => b.frequency - a.frequency || (a.term < b.term ? -1 : 1));
}
