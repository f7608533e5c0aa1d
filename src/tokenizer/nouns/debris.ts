import { Decomposer } from './decompose.js';
import { LONGEST_EOJEOL as LONGEST } from './eojeol.js';
import { isOneMorpheme, type Noun } from './noun.js';
import { WordCounts, writeUnits } from './word-counts.js';

/** Particles that glue two nouns when a line end was joined without a space. */
const GLUE = ['은', '는', '을', '를', '이', '가', '의', '에', '로', '및', '과', '와'];
/** How much more frequent both nouns are than what is glued of them. */
const GLUE_RATIO = 5;
/** Share of uses with nothing behind it that gives away the first half of a torn word. */
const ALONE = 0.8;

/**
 * Words that the page broke: torn ones (`형질전` and `행명령` of 형질전환 and 실행명령, cut at a line end) and glued
 * ones (`단계는사용자`). The dictionary's own words and compounds of nouns are never taken for debris.
 */
export function debrisOf(nouns: ReadonlyMap<string, Noun>): string[] {
  const decomposer = new Decomposer(nouns);
  const doubtful = new Map<string, Doubt>();
  for (const noun of nouns.values()) {
    const { word, frequency, bare, ends } = noun;
    if (isOneMorpheme(noun) || decomposer.fallsApart(noun)) continue;
    const stem = word.slice(0, -1);
    const hasSuffix = nouns.has(stem) && (ends & (1 << stem.length)) !== 0;
    doubtful.set(word, { head: bare >= ALONE * frequency, tail: !hasSuffix });
  }
  const torn = tornFrom(nouns, doubtful);
  return [...doubtful.keys()].filter(
    (word, number) => torn[number]! >= nouns.get(word)!.frequency || isGlued(word, nouns),
  );
}

/** Whether a word may be the head of a torn one, and the tail: 휘발성 is 휘발 with a suffix, no tail of 비휘발성. */
interface Doubt {
  readonly head: boolean;
  readonly tail: boolean;
}

/** By doubtful word, in their order: how often words stand in the text that it is a torn piece of, cut within a morpheme. */
function tornFrom(nouns: ReadonlyMap<string, Noun>, doubtful: ReadonlyMap<string, Doubt>): Float64Array {
  const doubts = [...doubtful.values()];
  const table = new WordCounts();
  for (const word of doubtful.keys()) table.addText(word, 0);
  const units = new Uint16Array(LONGEST);
  const heads = new Int32Array(LONGEST + 1);
  for (const { word, frequency, ends: cuts } of nouns.values()) {
    const length = writeUnits(word, units);
    table.findAll(units, 0, length - 1, heads);
    for (let at = 1; at < length; at++) {
      if (cuts & (1 << at)) continue;
      const head = heads[at]!;
      if (head >= 0 && doubts[head]!.head) table.counts[head]! += frequency;
      const tail = table.find(units, at, length - at);
      if (tail >= 0 && doubts[tail]!.tail) table.counts[tail]! += frequency;
    }
  }
  return table.counts;
}

function isGlued(word: string, nouns: ReadonlyMap<string, Noun>): boolean {
  const least = nouns.get(word)!.frequency * GLUE_RATIO;
  const isFrequent = (part: string) => (nouns.get(part)?.frequency ?? 0) >= least;
  for (let at = 2; at <= word.length - 3; at++) {
    if (GLUE.includes(word.charAt(at)) && isFrequent(word.slice(0, at)) && isFrequent(word.slice(at + 1))) return true;
  }
  return false;
}
