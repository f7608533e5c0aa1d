import type { Counted } from '../counts/sorted-runs.js';
import { debrisOf } from './debris.js';
import { Decomposer } from './decompose.js';
import { type GroupOptions, nounsOfGroup } from './group-nouns.js';
import type { NominalReader } from './nominal.js';
import type { Noun } from './noun.js';

/** Words that point back at a noun; glued to one (`상기전극`) they make no term. */
const DEICTIC = ['상기', '하기', '당해', '해당', '전술', '후술', '각각', '복수', '이하'];

/** A noun with the nouns it is made of; none when it is simple. */
export interface FoundNoun extends Noun {
  readonly parts: readonly string[];
}

/**
 * Finds nouns and compounds among counted words, which come in order. Memory holds one group of words with the same
 * first character at a time, and the nouns found.
 * @yields the number of words read so far, after each group; returns the nouns, the most frequent first
 */
export function* findNouns(words: Iterable<Counted>, options: GroupOptions): Generator<number, FoundNoun[]> {
  const nouns = new Map<string, Noun>();
  const leftOver: Noun[] = [];
  let read = 0;
  for (const group of groups(words)) {
    const found = nounsOfGroup(group, options);
    for (const noun of found.nouns) nouns.set(noun.word, noun);
    leftOver.push(...found.leftOver);
    read += group.words.length;
    yield read;
  }
  addCompounds(nouns, leftOver, options.reader);
  foldReferences(nouns);
  dropDebris(nouns, options.reader);
  return withParts(nouns, options.reader);
}

function* groups(words: Iterable<Counted>): Generator<{ words: string[]; counts: number[] }> {
  let group: { words: string[]; counts: number[] } = { words: [], counts: [] };
  for (const [word, count] of words) {
    if (group.words.length > 0 && group.words[0]!.charCodeAt(0) !== word.charCodeAt(0)) {
      yield group;
      group = { words: [], counts: [] };
    }
    group.words.push(word);
    group.counts.push(count);
  }
  if (group.words.length > 0) yield group;
}

/** What is left over and falls apart into nouns that were found is a compound. */
function addCompounds(nouns: Map<string, Noun>, leftOver: readonly Noun[], reader: NominalReader): void {
  const decomposer = new Decomposer(frequenciesOf(nouns), reader);
  for (const noun of leftOver) if (decomposer.parts(noun.word).length > 0) nouns.set(noun.word, noun);
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

function dropDebris(nouns: Map<string, Noun>, reader: NominalReader): void {
  for (const word of debrisOf(nouns, reader)) nouns.delete(word);
}

function withParts(nouns: ReadonlyMap<string, Noun>, reader: NominalReader): FoundNoun[] {
  const decomposer = new Decomposer(frequenciesOf(nouns), reader);
  const found = [...nouns.values()].map((noun) => ({ ...noun, parts: decomposer.parts(noun.word) }));
  return found.sort((a, b) => b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
}

function frequenciesOf(nouns: ReadonlyMap<string, Noun>): Map<string, number> {
  return new Map([...nouns.values()].map(({ word, frequency }) => [word, frequency]));
}
