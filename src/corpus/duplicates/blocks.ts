import { power, scattered } from './shingles.js';
import { folded, isSyllable, SYLLABLES, WORDS, wordWith } from './windows.js';

/** A block is half a stretch: wherever a stretch begins, one whole block of a text that is cut from its start lies in it. */
const WORDS_OF_BLOCK = (WORDS + 1) / 2;
const SYLLABLES_OF_BLOCK = SYLLABLES / 2;

const WORD_BASE = 0x01000193;
const SYLLABLE_BASE = 0x2c1b3c6d;

/** Hashes of blocks in memory that threads share. */
export interface BlockTable {
  /** Open addressing, at most half full, 0 is free. */
  readonly hashes: Uint32Array<SharedArrayBuffer>;
  /** A bit for each hash: it stays in a processor's cache where the table does not, and says no to most that is asked. */
  readonly bits: Uint32Array<SharedArrayBuffer>;
}

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
    const hashes = shared(slots);
    const bits = shared(Math.max(1, (slots * BITS_A_SLOT) / 32));
    for (const hash of this.#hashes) {
      hashes[slotOf(hashes, hash)] = hash;
      bits[wordOf(bits, hash)]! |= 1 << (hash & 31);
    }
    return { hashes, bits };
  }
}

const BITS_A_SLOT = 2;

function shared(words: number): Uint32Array<SharedArrayBuffer> {
  return new Uint32Array(new SharedArrayBuffer(words * Uint32Array.BYTES_PER_ELEMENT));
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
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Most units are syllables: they need no folding and end no word.
    if (isSyllable(unit)) {
      word = wordWith(word, unit);
      syllableBlock = (Math.imul(syllableBlock, SYLLABLE_BASE) + unit) | 0;
      if (++syllables < SYLLABLES_OF_BLOCK) continue;
      if (isThere(table, keyOfSyllables(syllableBlock))) return true;
      syllables = 0;
      syllableBlock = 0;
      continue;
    }
    const letter = folded(unit);
    if (letter !== 0) word = wordWith(word, letter);
    else if (word !== 0) {
      wordBlock = (Math.imul(wordBlock, WORD_BASE) + word) | 0;
      word = 0;
      if (++words < WORDS_OF_BLOCK) continue;
      if (isThere(table, keyOfWords(wordBlock))) return true;
      words = 0;
      wordBlock = 0;
    }
  }
  if (word === 0 || words + 1 < WORDS_OF_BLOCK) return false;
  return isThere(table, keyOfWords((Math.imul(wordBlock, WORD_BASE) + word) | 0));
}

/** Never 0, which is a free slot. */
function keyOfWords(block: number): number {
  return scattered(block) || 1;
}

function keyOfSyllables(block: number): number {
  return scattered(block ^ 0x5bd1e995) || 1;
}

function isThere({ hashes, bits }: BlockTable, key: number): boolean {
  if (((bits[wordOf(bits, key)]! >>> (key & 31)) & 1) === 0) return false;
  return hashes[slotOf(hashes, key)] !== 0;
}

/** The word of the map of bits that a key's bit is in; the key's lowest bits tell which. */
function wordOf(bits: Uint32Array, key: number): number {
  return (key >>> 5) & (bits.length - 1);
}

/** Where a key stands or would stand. */
function slotOf(hashes: Uint32Array, key: number): number {
  const mask = hashes.length - 1;
  let slot = key & mask;
  while (hashes[slot] !== 0 && hashes[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}
