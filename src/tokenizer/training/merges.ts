import type { CountedUnits } from '../counts/unit-counter.js';
import { MARK } from '../units/units.js';
import type { Alphabet } from './alphabet.js';
import { CandidateHeap } from './candidate-heap.js';

/** Two symbols that become a third, by their numbers. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly joined: number;
}

export interface MergedVocabulary {
  /** Single characters first, then the symbols that merges made, in the order they were made. */
  readonly symbols: readonly string[];
  readonly merges: readonly Merge[];
}

export interface MergeOptions {
  readonly size: number;
  /** Longest symbol in UTF-16 units. */
  readonly longest?: number;
  readonly onMerge?: (symbols: number) => void;
}

/** What a merge is worth, from how often the pair and its symbols stand in the text of `total` symbols. */
type Worth = (pair: number, left: number, right: number, total: number) => number;

/** How symbols within a unit differ from symbols at its start. */
interface Spelling {
  readonly within: (character: string) => string;
  readonly join: (left: string, right: string) => string;
}

/** Byte-pair encoding (Sennrich, Haddow and Birch 2016): the commonest pair is merged first. */
export function trainBpe(counted: CountedUnits, alphabet: Alphabet, options: MergeOptions): MergedVocabulary {
  const spelling = { within: (character: string) => character, join: (left: string, right: string) => left + right };
  return train(counted, [...alphabet.characters], { ...options, spelling, worth: (pair) => pair });
}

/**
 * WordPiece (Schuster and Nakajima 2012): the pair whose merging raises the likelihood of the text most,
 * count × log(P(pair) / P(left)P(right)). Pieces within a unit begin with `##`.
 */
export function trainWordPiece(counted: CountedUnits, alphabet: Alphabet, options: MergeOptions): MergedVocabulary {
  const spelling = {
    within: (character: string) => `##${character}`,
    join: (left: string, right: string) => left + right.slice(2),
  };
  const worth: Worth = (pair, left, right, total) => pair * Math.log((pair * total) / (left * right));
  return train(counted, formsOf(counted, alphabet, spelling), { ...options, spelling, worth });
}

/** Of each character the forms that stand in the text at least a quarter as often as the alphabet's rarest character. */
function formsOf({ units, counts }: CountedUnits, alphabet: Alphabet, { within }: Spelling): string[] {
  const countOf = new Map<string, number>();
  units.forEach((unit, i) => {
    let form = (character: string) => character;
    for (const character of unit) {
      countOf.set(form(character), (countOf.get(form(character)) ?? 0) + counts[i]!);
      form = within;
    }
  });
  const least = Math.min(...alphabet.counts.filter((count) => count > 0)) / 4;
  const forms = alphabet.characters.flatMap((character) => [character, within(character)]);
  return forms.filter((form) => form === MARK || (countOf.get(form) ?? 0) >= least);
}

interface TrainingOptions extends MergeOptions {
  readonly spelling: Spelling;
  readonly worth: Worth;
}

function train(counted: CountedUnits, symbols: string[], options: TrainingOptions): MergedVocabulary {
  const { size, longest = 24, spelling, worth, onMerge } = options;
  const numbers = new Map(symbols.map((symbol, i) => [symbol, i]));
  const text = new SymbolText(counted, numbers, spelling);
  const heap = new CandidateHeap();
  const worthOf = (pair: number): number => {
    const { left, right } = text.symbolsOf(pair);
    const count = text.pairCounts[pair]!;
    return count < 2 ? 0 : worth(count, text.symbolCounts[left]!, text.symbolCounts[right]!, text.total);
  };
  const offer = (pair: number) => {
    const value = worthOf(pair);
    if (value > 0) heap.push(pair, value);
  };
  for (let pair = 0; pair < text.pairCounts.length; pair++) offer(pair);
  const merges: Merge[] = [];
  while (symbols.length < size) {
    const best = heap.pop();
    if (best === null) break;
    // Worth changes as neighbours merge; an outdated candidate goes back with what it is worth now.
    if (worthOf(best.pair) !== best.value) {
      offer(best.pair);
      continue;
    }
    const { left, right } = text.symbolsOf(best.pair);
    const spelled = spelling.join(symbols[left]!, symbols[right]!);
    if (spelled.length > longest) continue;
    // Two merges may spell one symbol: ab + c and a + bc.
    const joined = numbers.get(spelled) ?? symbols.push(spelled) - 1;
    numbers.set(spelled, joined);
    merges.push({ left, right, joined });
    for (const pair of text.merge(best.pair, joined)) offer(pair);
    onMerge?.(symbols.length);
  }
  return { symbols, merges };
}

/** More symbols than any vocabulary has, so that two of them make one exact key. */
const KEY = 2 ** 24;

/** The units as rows of symbols, with the counts of symbols and neighbouring pairs kept up to date. */
class SymbolText {
  readonly pairCounts: number[] = [];
  readonly symbolCounts: number[];
  total = 0;
  readonly #rows: Int32Array[] = [];
  readonly #weights: number[] = [];
  readonly #pairs = new Map<number, number>();
  readonly #keys: number[] = [];
  /** Rows where a pair has stood; in some of them it no longer does. */
  readonly #rowsOf: number[][] = [];

  constructor({ units, counts }: CountedUnits, numbers: ReadonlyMap<string, number>, { within }: Spelling) {
    this.symbolCounts = new Array<number>(numbers.size).fill(0);
    units.forEach((unit, i) => {
      let row: number[] = [];
      let form = (character: string) => character;
      for (const character of unit) {
        const symbol = numbers.get(form(character));
        form = within;
        if (symbol !== undefined) row.push(symbol);
        else {
          // What is spelled in bytes parts the unit.
          this.#addRow(row, counts[i]!);
          row = [];
        }
      }
      this.#addRow(row, counts[i]!);
    });
  }

  symbolsOf(pair: number): { readonly left: number; readonly right: number } {
    const key = this.#keys[pair]!;
    return { left: Math.floor(key / KEY), right: key % KEY };
  }

  /** Merges a pair everywhere into `symbol`; returns the pairs that came to be or grew. */
  merge(pair: number, symbol: number): Iterable<number> {
    const { left, right } = this.symbolsOf(pair);
    this.symbolCounts[symbol] ??= 0;
    const born = new Set<number>();
    const rows = this.#rowsOf[pair]!;
    this.#rowsOf[pair] = [];
    for (const i of rows) {
      const row = this.#rows[i]!;
      const merged = mergeRow(row, { left, right, joined: symbol });
      if (merged.length === row.length) continue;
      this.#count(row, -this.#weights[i]!);
      this.#rows[i] = merged;
      this.#count(merged, this.#weights[i]!);
      for (let at = 0; at + 1 < merged.length; at++) {
        if (merged[at] !== symbol && merged[at + 1] !== symbol) continue;
        const grown = this.#pair(merged[at]! * KEY + merged[at + 1]!);
        this.#rowsOf[grown]!.push(i);
        born.add(grown);
      }
    }
    return born;
  }

  #addRow(row: readonly number[], weight: number): void {
    if (row.length === 0) return;
    const i = this.#rows.push(Int32Array.from(row)) - 1;
    this.#weights.push(weight);
    this.#count(this.#rows[i]!, weight);
    for (let at = 0; at + 1 < row.length; at++) this.#rowsOf[this.#pair(row[at]! * KEY + row[at + 1]!)]!.push(i);
  }

  #count(row: Int32Array, weight: number): void {
    for (let at = 0; at < row.length; at++) {
      this.symbolCounts[row[at]!]! += weight;
      if (at + 1 < row.length) this.pairCounts[this.#pair(row[at]! * KEY + row[at + 1]!)]! += weight;
    }
    this.total += weight * row.length;
  }

  #pair(key: number): number {
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const pair = this.#keys.push(key) - 1;
    this.#pairs.set(key, pair);
    this.pairCounts.push(0);
    this.#rowsOf.push([]);
    return pair;
  }
}

function mergeRow(row: Int32Array, { left, right, joined }: Merge): Int32Array {
  const merged = new Int32Array(row.length);
  let size = 0;
  for (let at = 0; at < row.length; at++) {
    const isPair = row[at] === left && row[at + 1] === right;
    merged[size++] = isPair ? joined : row[at]!;
    if (isPair) at++;
  }
  return size === row.length ? row : merged.slice(0, size);
}
