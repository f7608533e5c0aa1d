import type { Candidate, SortedWords } from './candidates.js';

/** How firmly a left part holds together, and how freely it goes on; see the fields of a noun. */
export interface Measure {
  readonly cohesion: number;
  readonly rightBranching: number;
}

/**
 * Cohesion and branching of a left part, from the words that begin with it.
 * @param all how often words with the same first character were met
 */
export function measureOf({ units, ends, counts }: SortedWords, { from, to, length }: Candidate, all: number): Measure {
  const frequency = sumOf(counts, from, to);
  const nextOf = (word: number) => {
    const at = (word === 0 ? 0 : ends[word - 1]!) + length;
    return at < ends[word]! ? units[at]! : -1;
  };
  let entropy = 0;
  for (let word = from, next: number; word < to; word = next) {
    const follower = nextOf(word);
    let count = counts[word]!;
    for (next = word + 1; next < to && nextOf(next) === follower; next++) count += counts[next]!;
    const share = count / frequency;
    entropy -= share * Math.log(share);
  }
  return { cohesion: (frequency / all) ** (1 / (length - 1)), rightBranching: entropy + 0 };
}

/** How often the words from one number up to another were met. */
export function sumOf(counts: Float64Array, from: number, to: number): number {
  let all = 0;
  for (let word = from; word < to; word++) all += counts[word]!;
  return all;
}
