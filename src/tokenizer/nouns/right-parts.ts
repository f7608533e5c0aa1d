import type { Counted } from '../counts/sorted-runs.js';
import type { NominalReader } from './nominal.js';

/** Longest right part, in UTF-16 units. */
const LONGEST = 8;
/** Types that must show a right part before it counts. */
const LEAST_TYPES = 3;
/** Word-phrases the analyser reads to learn from, about; the time of learning grows with it. */
const SAMPLE = 30_000;

/** What may follow a noun, and how surely a noun stands before it: 1 always, 0 as often as not, -1 never. */
export type RightParts = ReadonlyMap<string, number>;

/**
 * Learns particles, copulas and light verbs with their endings from the text itself: whatever follows the nouns of
 * word-phrases that the analyser read. Each word-phrase counts once, so that a frequent one does not drown the rest.
 * @param different how many different words there are
 */
export function learnRightParts(words: Iterable<Counted>, different: number, reader: NominalReader): RightParts {
  const step = Math.max(1, Math.floor(different / SAMPLE));
  const after = new Map<string, number>();
  const against = new Map<string, number>();
  let at = 0;
  for (const [word] of words) {
    if (at++ % step !== 0) continue;
    const { noun, ending, closed } = reader.read(word);
    if (noun > 0 && closed) count(after, word.slice(noun));
    else if (noun === 0 && ending > 0) count(against, word.slice(ending));
  }
  const parts = new Map<string, number>();
  for (const part of new Set([...after.keys(), ...against.keys()])) {
    const yes = after.get(part) ?? 0;
    const no = against.get(part) ?? 0;
    if (part !== '' && part.length <= LONGEST && yes + no >= LEAST_TYPES) parts.set(part, (yes - no) / (yes + no));
  }
  return parts;
}

function count(counts: Map<string, number>, part: string): void {
  counts.set(part, (counts.get(part) ?? 0) + 1);
}
