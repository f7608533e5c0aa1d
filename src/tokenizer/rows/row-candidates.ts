import { mayBeInPiece } from '../counts/unit-counter.js';
import { MARK } from '../units/units.js';
import { PairTable } from './pair-table.js';
import { BREAK } from './unit-lines.js';

/** Longest row in units, and in UTF-16 units of its spelling. */
const MOST_UNITS = 8;
const LONGEST_ROW = 40;
/** A row is looked at if it stands once in so many units of the text. */
const RARENESS = 200_000;
/** And in so many of the parts into which the text is cut: what one document repeats is worth no token. */
const [PARTS, SPREAD] = [256, 8];

/**
 * Rows of units that stand often in the text, as a trie: node `u` below {@link RowTrie.units} is the unit u alone, any
 * other the row of its parent and one unit more.
 */
export class RowTrie {
  readonly #pairs = new PairTable();
  readonly #counts: number[] = [];

  constructor(readonly texts: readonly string[]) {}

  get units(): number {
    return this.texts.length;
  }

  get size(): number {
    return this.units + this.#pairs.size;
  }

  /** The node of a row and the unit behind it, −1 where there is none. */
  step(node: number, unit: number): number {
    const pair = this.#pairs.find(node, unit);
    return pair < 0 ? -1 : this.units + pair;
  }

  add(node: number, unit: number, count: number): number {
    this.#counts.push(count);
    return this.units + this.#pairs.add(node, unit);
  }

  /** How often a row stands in the text. */
  count(node: number): number {
    return this.#counts[node - this.units]!;
  }

  /** UTF-16 units of a row with one more unit behind it. */
  lengthOf(node: number, unit: number): number {
    return this.text(node).length + this.texts[unit]!.length;
  }

  unitsOf(node: number): number[] {
    const units: number[] = [];
    let at = node;
    for (; at >= this.units; at = this.#pairs.left(at - this.units)) units.unshift(this.#pairs.right(at - this.units));
    return [at, ...units];
  }

  /** Spelling of a row: its units joined, ▁ where a blank stands. */
  text(node: number): string {
    return this.unitsOf(node)
      .map((unit) => this.texts[unit]!)
      .join('');
  }
}

/** All rows of up to {@link MOST_UNITS} units that are frequent enough; each level from the frequent rows of the one before. */
export function frequentRows(numbers: Int32Array, texts: readonly string[]): RowTrie {
  const least = Math.max(2, Math.ceil(numbers.length / RARENESS));
  const trie = new RowTrie(texts);
  const nodes = frequentUnits(numbers, { least, texts });
  for (let length = 2; length <= MOST_UNITS; length++) {
    const known = trie.size;
    lengthen(nodes, { numbers, length, least, trie });
    if (trie.size === known) break;
  }
  return trie;
}

/** The units themselves where they are frequent and a piece may hold them, {@link BREAK} in place of all others. */
function frequentUnits(numbers: Int32Array, { least, texts }: { least: number; texts: readonly string[] }): Int32Array {
  const counts = new Uint32Array(texts.length);
  for (const unit of numbers) if (unit !== BREAK) counts[unit]!++;
  const stays = counts.map((count, unit) => (count >= least && isSpellable(texts[unit]!) ? 1 : 0));
  return numbers.map((unit) => (unit !== BREAK && stays[unit] === 1 ? unit : BREAK));
}

const isSpellable = (text: string) => [...text].every((character) => character === MARK || mayBeInPiece(character));

interface Level {
  readonly numbers: Int32Array;
  readonly length: number;
  readonly least: number;
  readonly trie: RowTrie;
}

/** Nodes of the rows of one unit less that begin at each place become those of `length` units, where these are frequent. */
function lengthen(nodes: Int32Array, { numbers, length, least, trie }: Level): void {
  const pairs = new PairTable();
  const counts: number[] = [];
  const spread: number[] = [];
  const lastPart: number[] = [];
  const part = Math.ceil(numbers.length / PARTS);
  const pairAt = (at: number, ask: 'find' | 'add') =>
    nodes[at] === BREAK || nodes[at + 1] === BREAK ? -1 : pairs[ask](nodes[at]!, numbers[at + length - 1]!);
  for (let at = 0; at + length <= numbers.length; at++) {
    const pair = pairAt(at, 'add');
    if (pair < 0) continue;
    counts[pair] = (counts[pair] ?? 0) + 1;
    const here = Math.floor(at / part);
    if (lastPart[pair] !== here) spread[pair] = (spread[pair] ?? 0) + 1;
    lastPart[pair] = here;
  }
  const leastSpread = Math.min(SPREAD, Math.ceil(numbers.length / 4096));
  const rowOf = Int32Array.from(counts, (count, pair) => {
    if (
      count < least ||
      spread[pair]! < leastSpread ||
      trie.lengthOf(pairs.left(pair), pairs.right(pair)) > LONGEST_ROW
    )
      return BREAK;
    return trie.add(pairs.left(pair), pairs.right(pair), count);
  });
  for (let at = 0; at < numbers.length; at++) {
    const pair = at + length <= numbers.length ? pairAt(at, 'find') : -1;
    nodes[at] = pair < 0 ? BREAK : rowOf[pair]!;
  }
}
