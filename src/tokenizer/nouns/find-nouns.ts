import { debrisOf } from './debris.js';
import { Decomposer } from './decompose.js';
import type { GroupNouns } from './group-nouns.js';
import { hasOwnLastPart, suffixCounts } from './inflected.js';
import type { Noun } from './noun.js';
import type { RightParts } from './right-parts.js';
import type { PackedCounts } from './word-counts.js';

/** Words that point back at a noun; glued to one (`상기전극`) they make no term. */
const DEICTIC = ['상기', '하기', '당해', '해당', '전술', '후술', '각각', '복수', '이하'];

/** A noun with the nouns it is made of; none when it is simple. */
export interface FoundNoun extends Noun {
  readonly parts: readonly string[];
}

/**
 * The nouns and compounds of a text from what was found among words with different first characters: words left over
 * become compounds of nouns, references and debris go.
 * @returns the most frequent first
 */
export function joinNouns(found: Iterable<GroupNouns>, rightParts: RightParts): FoundNoun[] {
  const nouns = new Map<string, Noun>();
  const leftOver: Noun[] = [];
  const parts: PackedCounts[] = [];
  for (const group of found) {
    for (const noun of group.nouns) nouns.set(noun.word, noun);
    leftOver.push(...group.leftOver);
    parts.push(group.parts);
  }
  addCompounds(nouns, leftOver, { rightParts, parts });
  foldReferences(nouns);
  for (const word of debrisOf(nouns)) nouns.delete(word);
  return withParts(nouns, parts);
}

/** What is left over and falls apart into nouns that were found, or into them and words that are only parts, is a compound. */
function addCompounds(
  nouns: Map<string, Noun>,
  leftOver: readonly Noun[],
  { rightParts, parts }: { readonly rightParts: RightParts; readonly parts: readonly PackedCounts[] },
): void {
  const decomposer = new Decomposer(nouns, parts);
  const scene = { nouns, rightParts, suffixes: suffixCounts(nouns) };
  const isCompound = (noun: Noun) => {
    const row = decomposer.parts(noun);
    // With a mere part in it, it must end in a noun, which 장치로부(터) does not, and stand alone: 산소포화(도) never does.
    const isSure = noun.bare > 0 && nouns.has(row[row.length - 1] ?? '');
    if (!isSure && !decomposer.fallsApart(noun, 'nouns')) return false;
    return !noun.seemsInflected || hasOwnLastPart(noun.word, row, scene);
  };
  for (const noun of leftOver.filter(isCompound)) nouns.set(noun.word, noun);
}

/** 상기전극 counts as 전극 and 2전원선 as 전원선, where these are nouns and more frequent; 3차원 is not 차원. */
function foldReferences(nouns: Map<string, Noun>): void {
  for (const noun of [...nouns.values()]) {
    const start = lengthOfReference(noun.word);
    const rest = start > 0 ? nouns.get(noun.word.slice(start)) : undefined;
    if (!rest || rest.frequency < noun.frequency) continue;
    const [frequency, bare] = [rest.frequency + noun.frequency, rest.bare + noun.bare];
    nouns.set(rest.word, { ...rest, frequency, bare });
    nouns.delete(noun.word);
  }
}

function lengthOfReference(word: string): number {
  const deictic = DEICTIC.find((start) => word.startsWith(start));
  return deictic?.length ?? /^\d*/.exec(word)![0].length;
}

function withParts(nouns: ReadonlyMap<string, Noun>, parts: readonly PackedCounts[]): FoundNoun[] {
  const decomposer = new Decomposer(nouns, parts);
  const found = [...nouns.values()].map((noun) => ({ ...noun, parts: decomposer.parts(noun) }));
  return found.sort((a, b) => b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
}
