import { power, scattered } from './shingles.js';
import { folded, isSyllable, SYLLABLES, WORDS, wordWith } from './windows.js';

/** A block is half a stretch: wherever a stretch begins, one whole block of a text that is cut from its start lies in it. */
const WORDS_OF_BLOCK = (WORDS + 1) / 2;
const SYLLABLES_OF_BLOCK = SYLLABLES / 2;

const WORD_BASE = 0x01000193;
const SYLLABLE_BASE = 0x2c1b3c6d;

/** Hashes of blocks in memory that threads share: open addressing, at most half full, 0 is free. */
export type BlockTable = Uint32Array<SharedArrayBuffer>;

/** Gathers what may be a block of another text: every run of seven words or 25 syllables, wherever it begins. */
export class BlockRuns {
  readonly #hashes: number[] = [];

  add(text: string): void {
    const words: number[] = [];
    const syllables: number[] = [];
    let word = 0;
    for (let at = 0; at <= text.length; at++) {
      const unit = at < text.length ? folded(text.charCodeAt(at)) : 0;
      if (unit !== 0) word = wordWith(word, unit);
      else if (word !== 0) {
        words.push(word);
        word = 0;
      }
      if (isSyllable(unit)) syllables.push(unit);
    }
    for (const run of runs(words, WORDS_OF_BLOCK, WORD_BASE)) this.#hashes.push(keyOfWords(run));
    for (const run of runs(syllables, SYLLABLES_OF_BLOCK, SYLLABLE_BASE)) this.#hashes.push(keyOfSyllables(run));
  }

  table(): BlockTable {
    const slots = 2 ** Math.ceil(Math.log2(this.#hashes.length * 2 + 2));
    const table = new Uint32Array(new SharedArrayBuffer(slots * Uint32Array.BYTES_PER_ELEMENT));
    for (const hash of this.#hashes) table[slotOf(table, hash)] = hash;
    return table;
  }
}

/** A polynomial hash of every `length` numbers that follow each other. */
function* runs(numbers: readonly number[], length: number, base: number): Generator<number> {
  const out = power(base, length);
  let hash = 0;
  for (let i = 0; i < numbers.length; i++) {
    const gone = i < length ? 0 : numbers[i - length]!;
    hash = (Math.imul(hash, base) + numbers[i]! - Math.imul(gone, out)) | 0;
    if (i >= length - 1) yield hash;
  }
}

/**
 * Whether a block of a text stands in the table. A text without one shares no stretch with the texts of the table; one
 * look a block tells so, where the stretches themselves would need one a syllable.
 */
export function holdsBlock(table: BlockTable, text: string): boolean {
  let word = 0;
  let words = 0;
  let wordBlock = 0;
  let syllables = 0;
  let syllableBlock = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? folded(text.charCodeAt(at)) : 0;
    if (unit !== 0) word = wordWith(word, unit);
    else if (word !== 0) {
      wordBlock = (Math.imul(wordBlock, WORD_BASE) + word) | 0;
      word = 0;
      if (++words === WORDS_OF_BLOCK) {
        if (isThere(table, keyOfWords(wordBlock))) return true;
        words = 0;
        wordBlock = 0;
      }
    }
    if (!isSyllable(unit)) continue;
    syllableBlock = (Math.imul(syllableBlock, SYLLABLE_BASE) + unit) | 0;
    if (++syllables < SYLLABLES_OF_BLOCK) continue;
    if (isThere(table, keyOfSyllables(syllableBlock))) return true;
    syllables = 0;
    syllableBlock = 0;
  }
  return false;
}

/** Never 0, which is a free slot. */
function keyOfWords(block: number): number {
  return scattered(block) || 1;
}

function keyOfSyllables(block: number): number {
  return scattered(block ^ 0x5bd1e995) || 1;
}

function isThere(table: BlockTable, key: number): boolean {
  return table[slotOf(table, key)] !== 0;
}

/** Where a key stands or would stand. */
function slotOf(table: BlockTable, key: number): number {
  const mask = table.length - 1;
  let slot = key & mask;
  while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}
