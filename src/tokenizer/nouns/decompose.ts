import { longestNoun } from './nominal.js';
import { isOneMorpheme, type Noun } from './noun.js';

/** Shortest and longest part of a compound, in UTF-16 units. */
const SHORTEST_PART = 2;
const LONGEST_PART = 10;
/** Costs in nats: of each part more, and of a cut where the analyser has no morpheme's end. */
const PART_COST = 2;
const CUT_COST = 5;
/** Ordinals that begin compounds (이차전지) and are no nouns. */
const ORDINAL = /^[일이삼사]차$/;
const ORDINAL_FREQUENCY = 1;

/** Finds the nouns that a compound is made of. */
export class Decomposer {
  readonly #all: number;

  /** @param frequencies of all nouns, by word */
  constructor(readonly frequencies: ReadonlyMap<string, number>) {
    let all = 0;
    for (const frequency of frequencies.values()) all += frequency;
    this.#all = all;
  }

  /**
   * The likeliest row of two or more nouns that makes up the word: frequent parts are cheaper than rare ones, few
   * parts than many. Empty when there is none, and for a word that the analyser takes for one whole.
   */
  parts(noun: Pick<Noun, 'word' | 'nominal' | 'ends'>): readonly string[] {
    const { word, nominal } = noun;
    if (word.length < 2 * SHORTEST_PART) return [];
    const isOne = isOneMorpheme(noun) && longestNoun(nominal) === word.length;
    return isOne ? [] : this.#cheapest(word, nominal);
  }

  #frequency(part: string): number {
    return this.frequencies.get(part) ?? (part.length === 2 && ORDINAL.test(part) ? ORDINAL_FREQUENCY : 0);
  }

  #cheapest(word: string, nominal: number): readonly string[] {
    const cost = new Float64Array(word.length + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(word.length + 1);
    cost[0] = 0;
    for (let end = SHORTEST_PART; end <= word.length; end++) {
      const cut = end === word.length || nominal & (1 << end) ? 0 : CUT_COST;
      for (let start = Math.max(0, end - LONGEST_PART); start <= end - SHORTEST_PART; start++) {
        if (cost[start] === Number.POSITIVE_INFINITY || end - start === word.length) continue;
        const frequency = this.#frequency(word.slice(start, end));
        if (frequency === 0) continue;
        const total = cost[start]! + Math.log(this.#all / frequency) + PART_COST + cut;
        if (total >= cost[end]!) continue;
        cost[end] = total;
        from[end] = start;
      }
    }
    if (cost[word.length] === Number.POSITIVE_INFINITY) return [];
    const parts: string[] = [];
    for (let end = word.length; end > 0; end = from[end]!) parts.unshift(word.slice(from[end], end));
    return parts;
  }
}
