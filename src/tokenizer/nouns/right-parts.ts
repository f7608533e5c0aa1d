import { longestNoun, type NominalReader } from './nominal.js';
import { type PackedWords, textOf } from './packed-words.js';
import { keepReading, noReadings, type PackedReadings } from './readings.js';

/** Longest right part, in UTF-16 units. */
const LONGEST = 8;
/** Types that must show a right part before it counts. */
const LEAST_TYPES = 3;
/** Word-phrases the analyser reads to learn from, about; the time of learning grows with it. */
const SAMPLE = 30_000;

/** What may follow a noun, and how surely a noun stands before it: 1 always, 0 as often as not, -1 never. */
export type RightParts = ReadonlyMap<string, number>;

/** What word-phrases showed: how many had a right part behind a noun, and how many behind a verb. */
export interface RightPartCounts {
  readonly after: ReadonlyMap<string, number>;
  readonly against: ReadonlyMap<string, number>;
  /** How the analyser read each of the word-phrases. */
  readonly readings: PackedReadings;
}

/** One word-phrase in so many is read to learn from, of `different` ones. */
export function sampleStep(different: number): number {
  return Math.max(1, Math.floor(different / SAMPLE));
}

/**
 * Learns particles, copulas and light verbs with their endings from the text itself: whatever follows the nouns of
 * word-phrases that the analyser read. Each word-phrase counts once, so that a frequent one does not drown the rest.
 */
export function countRightParts(words: PackedWords, reader: NominalReader): RightPartCounts {
  const after = new Map<string, number>();
  const against = new Map<string, number>();
  const readings = noReadings(words.ends.length);
  const { units, ends } = words;
  for (let word = 0, start = 0; word < ends.length; word++) {
    const end = ends[word]!;
    const reading = reader.read(units, start, end);
    keepReading(readings, word, reading);
    const noun = longestNoun(reading.nominal);
    if (noun > 0 && reading.closed) count(after, textOf(units, start + noun, end));
    else if (noun === 0 && reading.ending > 0) count(against, textOf(units, start + reading.ending, end));
    start = end;
  }
  return { after, against, readings };
}

/** The right parts that enough word-phrases showed. */
export function rightPartsOf(counts: readonly RightPartCounts[]): RightParts {
  const after = sum(counts.map((each) => each.after));
  const against = sum(counts.map((each) => each.against));
  const parts = new Map<string, number>();
  for (const part of new Set([...after.keys(), ...against.keys()])) {
    const yes = after.get(part) ?? 0;
    const no = against.get(part) ?? 0;
    if (part !== '' && part.length <= LONGEST && yes + no >= LEAST_TYPES) parts.set(part, (yes - no) / (yes + no));
  }
  return parts;
}

function sum(all: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const counts of all) for (const [part, value] of counts) count(sums, part, value);
  return sums;
}

function count(counts: Map<string, number>, part: string, by = 1): void {
  counts.set(part, (counts.get(part) ?? 0) + by);
}
