import { shared } from './shared-memory.js';

/** Places of the table of phrases, a power of two; it is never filled so far that the search in it grows long. */
const SLOTS = 1 << 17;
const MOST_PHRASES = SLOTS * 0.6;
/** Numbers that the memory may hold: 32 MB, of which only what is used takes room. */
const MOST_NUMBERS = 1 << 23;
const MEETINGS = 1 << 18;

const USED = 0;
const KNOWN = 1;

/**
 * Where phrases are kept. It lies in shared memory, so that threads with the same dictionaries learn for each other:
 * a phrase is written first and its slot after it, so whoever finds it in the table finds it whole.
 */
export interface PhraseMemory {
  readonly numbers: Int32Array;
  /** By hash: the place of a phrase in `numbers`, or 0. */
  readonly slots: Int32Array;
  /** Hashes of phrases met lately, the last bits counting how often. Threads may disturb a count, which harms nothing. */
  readonly met: Int32Array;
  readonly counters: Int32Array;
}

export function newPhraseMemory(): PhraseMemory {
  const counters = shared.int32(2);
  // Place 0 stands for no phrase.
  counters[USED] = 1;
  return { numbers: shared.int32(MOST_NUMBERS), slots: shared.int32(SLOTS), met: shared.int32(MEETINGS), counters };
}

export function isFull({ counters }: PhraseMemory): boolean {
  return counters[KNOWN]! >= MOST_PHRASES || counters[USED]! >= MOST_NUMBERS;
}

/**
 * Keeps a phrase at the first free slot from `slot` on.
 * @returns its place in `numbers`, or 0 if there is no room for it
 */
export function keepPhrase(
  { numbers, slots, counters }: PhraseMemory,
  slot: number,
  phrase: readonly number[],
): number {
  const place = Atomics.add(counters, USED, phrase.length);
  if (place + phrase.length > numbers.length) return 0;
  numbers.set(phrase, place);
  let free = slot;
  while (Atomics.compareExchange(slots, free, 0, place) !== 0) free = (free + 1) & (SLOTS - 1);
  Atomics.add(counters, KNOWN, 1);
  return place;
}
