import { longestNoun } from './nominal.js';
import { isOneMorpheme, type Noun } from './noun.js';
import { type PackedCounts, WordCounts, writeUnits } from './word-counts.js';

/** Shortest and longest part of a compound, in UTF-16 units. */
const SHORTEST_PART = 2;
const LONGEST_PART = 10;
/** Costs in nats: of each part more, and of a cut where the analyser has no morpheme's end. */
const PART_COST = 2;
const CUT_COST = 5;
/** Ordinals that begin compounds (이차전지) and are no nouns. */
const ORDINALS = ['일차', '이차', '삼차', '사차'];
const ORDINAL_FREQUENCY = 1;

type Spelled = Pick<Noun, 'word' | 'nominal' | 'ends'>;

/** Finds the nouns that a compound is made of. */
export class Decomposer {
  /** The nouns, then the words that are only parts, and how dear each is as a part. */
  readonly #nouns = new WordCounts();
  readonly #firstPart: number;
  readonly #costs: Float64Array;

  // The word under way: its units, by length the nouns that begin at one place, and the cheapest way to each place.
  #units = new Uint16Array(64);
  readonly #starting = new Int32Array(LONGEST_PART + 1);
  #cost = new Float64Array(65);
  #from = new Int32Array(65);

  /**
   * @param nouns all of them, by word
   * @param parts words that may be parts where the analyser has them
   */
  constructor(nouns: ReadonlyMap<string, Pick<Noun, 'frequency'>>, parts: readonly PackedCounts[] = []) {
    let all = 0;
    for (const [word, { frequency }] of nouns) {
      all += frequency;
      this.#nouns.addText(word, frequency);
    }
    for (const ordinal of ORDINALS) if (!nouns.has(ordinal)) this.#nouns.addText(ordinal, ORDINAL_FREQUENCY);
    this.#firstPart = this.#nouns.size;
    for (const words of parts) all += this.#addNew(words);
    this.#costs = this.#nouns.counts.slice(0, this.#nouns.size).map((frequency) => Math.log(all / frequency));
  }

  /** Adds the words that are no nouns; gives the sum of their frequencies. */
  #addNew({ units, ends, counts }: PackedCounts): number {
    let sum = 0;
    for (let word = 0, start = 0; word < ends.length; start = ends[word++]!) {
      const length = ends[word]! - start;
      if (this.#nouns.find(units, start, length) >= 0) continue;
      this.#nouns.add(units, length, counts[word]!, start);
      sum += counts[word]!;
    }
    return sum;
  }

  /**
   * The likeliest row of two or more nouns that makes up the word: frequent parts are cheaper than rare ones, few
   * parts than many. Empty when there is none, and for a word that the analyser takes for one whole.
   */
  parts(noun: Spelled): readonly string[] {
    return this.fallsApart(noun) ? this.#cheapest(noun.word) : [];
  }

  /**
   * Whether the word is a row of two or more nouns.
   * @param of nouns alone, or also words that are only parts
   */
  fallsApart(noun: Spelled, of: 'nouns' | 'parts' = 'parts'): boolean {
    const { word, nominal } = noun;
    if (word.length < 2 * SHORTEST_PART) return false;
    const isOne = isOneMorpheme(noun) && longestNoun(nominal) === word.length;
    return !isOne && this.#weigh(noun, of === 'nouns' ? this.#firstPart : this.#nouns.size);
  }

  /** Finds the cheapest way to each place of a word, by so many of the words; whether there is one to its end. */
  #weigh({ word, nominal, ends }: Spelled, words: number): boolean {
    if (word.length > this.#units.length) this.#makeRoom(word.length);
    const [starting, cost, from] = [this.#starting, this.#cost, this.#from];
    const length = writeUnits(word, this.#units);
    cost.fill(Number.POSITIVE_INFINITY, 1, length + 1);
    cost[0] = 0;
    for (let start = 0; start <= length - SHORTEST_PART; start++) {
      if (cost[start] === Number.POSITIVE_INFINITY) continue;
      // The whole word is no part of itself.
      const longest = Math.min(LONGEST_PART, start === 0 ? length - 1 : length - start);
      this.#nouns.findAll(this.#units, start, longest, starting);
      const morphemeEnd = endOfNominal(start, nominal, ends);
      for (let size = SHORTEST_PART; size <= longest; size++) {
        const part = starting[size]!;
        const end = start + size;
        if (part < 0 || part >= words || (part >= this.#firstPart && end !== morphemeEnd)) continue;
        const cut = end === length || nominal & (1 << end) ? 0 : CUT_COST;
        const total = cost[start]! + this.#costs[part]! + PART_COST + cut;
        if (total >= cost[end]!) continue;
        cost[end] = total;
        from[end] = start;
      }
    }
    return cost[length] !== Number.POSITIVE_INFINITY;
  }

  #cheapest(word: string): readonly string[] {
    const parts: string[] = [];
    for (let end = word.length; end > 0; end = this.#from[end]!) parts.unshift(word.slice(this.#from[end], end));
    return parts;
  }

  #makeRoom(length: number): void {
    this.#units = new Uint16Array(length);
    this.#cost = new Float64Array(length + 1);
    this.#from = new Int32Array(length + 1);
  }
}

/** Where the analyser ends the nominal morpheme that it has at a place; 0 when it has none there. */
function endOfNominal(start: number, nominal: number, ends: number): number {
  if (start > 0 && (nominal & (1 << start)) === 0) return 0;
  const behind = ends & -(2 << start);
  const next = behind & -behind;
  return (next & nominal) === 0 ? 0 : 31 - Math.clz32(next);
}
