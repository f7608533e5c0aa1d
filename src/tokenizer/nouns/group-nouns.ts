import { type Candidate, CandidateFinder, type Group, groupsOf, type SortedWords } from './candidates.js';
import { measureOf, sumOf } from './measure.js';
import { longestNoun, type NominalReader, type Reading } from './nominal.js';
import { isOneMorpheme, type Noun } from './noun.js';
import { textOf } from './packed-words.js';
import { CASES, endOf } from './particles.js';
import { type PackedReadings, readingOf } from './readings.js';
import { COPULA, SURE } from './right-endings.js';
import type { RightSuffixes } from './right-suffixes.js';
import { type PackedCounts, WordCounts } from './word-counts.js';

const SHORTEST_COMPOUND = 4;
/** Least score of a noun that the analyser reads as one, and of one that it does not. */
const LEAST_SCORE = 0.3;
const LEAST_SCORE_ALONE = 0.6;
/** Different particles that speak for a noun against the analyser, and for one that seems to end in a particle. */
const PARTICLES_ALONE = 4;
const PARTICLES_AFTER_PARTICLE = 2;
/** Different particles that make the analyser's reading of the uses needless: it takes 수급자의 for 수급 + 자의. */
const PARTICLES_CERTAIN = 3;
/** Different particles of subject, object, company and means that prove a noun which mostly stands alone, as 평가 does. */
const CASES_CERTAIN = 3;
/** Word-phrases that a word of the dictionary heads, when it may be part of compounds and is no noun of its own. */
const PART_FREQUENCY = 5;
/** Word-phrases of a candidate that the analyser reads. */
const READ = 3;

export interface GroupOptions {
  readonly minFrequency: number;
  readonly suffixes: RightSuffixes;
  readonly reader: NominalReader;
  /** What the analyser said of the words so far, by their numbers; filled further here. */
  readonly readings: PackedReadings;
}

/** What words give. */
export interface GroupNouns {
  readonly nouns: readonly Noun[];
  /** Words that may be compounds of nouns that begin otherwise. */
  readonly leftOver: readonly Noun[];
  /** Words of the dictionary that stand in the text without the particles of a noun, with their frequencies: 가상, 자율. */
  readonly parts: PackedCounts;
}

interface Evidence {
  readonly frequency: number;
  readonly bare: number;
  /** Count of word-phrases with a right part, and the sum of their scores. */
  readonly weight: number;
  readonly sum: number;
  readonly particles: number;
  /** Of them those of subject, object, company and means, which stand behind no other particle. */
  readonly caseParticles: number;
  readonly attested: number;
  readonly misfits: number;
  /** Its word-phrases, the most frequent first, up to {@link READ}. */
  readonly heads: readonly number[];
}

/**
 * Finds the nouns of sorted words. Longer left parts come first, and a noun takes its word-phrases away from shorter
 * ones, or every beginning of a noun would be a noun. Words with another first character matter nothing to each other.
 */
export function nounsOf(words: SortedWords, options: GroupOptions): GroupNouns {
  const search = new NounSearch(words, options);
  for (const group of groupsOf(words)) search.read(group);
  const { nouns, leftOver, parts } = search;
  return { nouns, leftOver, parts: parts.packed() };
}

/** A candidate that was looked at. */
interface Seen {
  readonly candidate: Candidate;
  readonly word: string;
  readonly reading: Reading;
  /** Whether it seems to be a shorter word with what follows it; then only nouns it is made of can save it. */
  readonly seemsInflected: boolean;
}

/** What is decided of a candidate; a possible one may still be a compound of nouns. */
type Verdict = 'noun' | 'possible' | 'no';

class NounSearch {
  readonly nouns: Noun[] = [];
  readonly leftOver: Noun[] = [];
  readonly parts = new WordCounts();
  readonly #taken: Uint8Array;
  readonly #finder: CandidateFinder;
  /** How often words of the group were met. */
  #all = 0;

  constructor(
    readonly words: SortedWords,
    readonly options: GroupOptions,
  ) {
    const { suffixes, minFrequency } = options;
    this.#taken = new Uint8Array(words.ends.length);
    this.#finder = new CandidateFinder(words, suffixes, minFrequency);
  }

  read(group: Group): void {
    const { minFrequency } = this.options;
    this.#all = sumOf(this.words.counts, group.from, group.to);
    const possible: Seen[] = [];
    const inflected: Seen[] = [];
    for (const candidate of this.#finder.find(group)) {
      const evidence = this.#weigh(candidate);
      if (evidence.frequency < minFrequency || !hasNounsRightParts(evidence)) continue;
      const seemsInflected = !isProven(evidence) && this.#endsInRightPart(candidate);
      const isShort = candidate.length < SHORTEST_COMPOUND;
      // Then it can become neither a noun nor a compound.
      const canOnlyBePart = isShort && (seemsInflected || evidence.particles === 0);
      if (canOnlyBePart && !(evidence.frequency >= PART_FREQUENCY && this.#mayBeNoun(candidate))) continue;
      const word = this.#text(candidate);
      if (!isSpelledLikeTerm(word)) continue;
      const seen = { candidate, word, reading: this.#readingOf(candidate), seemsInflected };
      const verdict = canOnlyBePart ? 'possible' : this.#judge(seen, evidence);
      if (verdict === 'noun') this.nouns.push(this.#take(seen, evidence));
      if (verdict !== 'possible') continue;
      if (evidence.frequency >= PART_FREQUENCY && isWordOfDictionary(seen)) this.#addPart(candidate, evidence);
      if (!isShort) (seemsInflected ? inflected : possible).push(seen);
    }
    for (const seen of [...possible, ...inflected]) {
      const evidence = this.#weigh(seen.candidate);
      if (evidence.frequency < minFrequency) continue;
      this.leftOver.push(this.#take(seen, evidence));
    }
  }

  #startOf(word: number): number {
    return word === 0 ? 0 : this.words.ends[word - 1]!;
  }

  #text({ from, length }: Candidate): string {
    const start = this.#startOf(from);
    return textOf(this.words.units, start, start + length);
  }

  /** How the analyser reads the candidate alone; its first word is that when nothing stands behind it. */
  #readingOf({ from, length, heads, begin }: Candidate): Reading {
    const { reader, readings } = this.options;
    if (heads.rights[begin] === 0) return readingOf(readings, heads.words[begin]!, this.words, reader);
    const start = this.#startOf(from);
    return reader.read(this.words.units, start, start + length);
  }

  #mayBeNoun({ from, length }: Candidate): boolean {
    const start = this.#startOf(from);
    return this.options.reader.mayBeNoun(this.words.units, start, start + length);
  }

  #addPart({ from, length }: Candidate, { frequency }: Evidence): void {
    this.parts.add(this.words.units, length, frequency, this.#startOf(from));
  }

  #take({ candidate, word, reading, seemsInflected }: Seen, evidence: Evidence): Noun {
    const { heads, begin, end } = candidate;
    for (let at = begin; at < end; at++) this.#taken[heads.words[at]!] = 1;
    const { frequency, bare } = evidence;
    const { nominal, ends } = reading;
    const measure = measureOf(this.words, candidate, this.#all);
    return { word, frequency, bare, score: scoreOf(evidence), ...measure, nominal, ends, seemsInflected };
  }

  #weigh({ length, from, heads, begin, end }: Candidate): Evidence {
    const { counts, units } = this.words;
    const { scores, particles, follows } = this.options.suffixes.shared;
    const wordEnd = endOf(units[this.#startOf(from) + length - 1]!);
    let [frequency, bare, weight, sum, attested, misfits, kinds] = [0, 0, 0, 0, 0, 0, 0];
    const commonest: number[] = [];
    for (let at = begin; at < end; at++) {
      const word = heads.words[at]!;
      if (this.#taken[word] === 1) continue;
      const count = counts[word]!;
      frequency += count;
      keepCommonest(commonest, word, counts);
      const right = heads.rights[at]!;
      if (right === 0) {
        bare = count;
        continue;
      }
      weight += count;
      sum += count * scores[right]!;
      const particle = particles[right]!;
      if (particle < 0) continue;
      if ((follows[right]! & wordEnd) === 0) misfits += count;
      else {
        attested += count;
        kinds |= 1 << particle;
      }
    }
    return {
      frequency,
      bare,
      weight,
      sum,
      particles: bits(kinds),
      caseParticles: bits(kinds & CASES),
      attested,
      misfits,
      heads: commonest,
    };
  }

  #judge({ word, reading, seemsInflected }: Seen, evidence: Evidence): Verdict {
    const { bare, weight, sum, particles } = evidence;
    const isNominal = longestNoun(reading.nominal) === word.length;
    if (reading.functional) return 'no';
    if (seemsInflected) return isNominal ? 'possible' : 'no';
    if (particles < particlesAsked(word, reading)) return isNominal ? 'possible' : 'no';
    if (isNominal) return particles >= PARTICLES_CERTAIN || this.#agrees(word, evidence) ? 'noun' : 'possible';
    const score = weight > 0 ? sum / weight : 0;
    const against = reading.ending >= 0 || score < LEAST_SCORE_ALONE || weight * 4 < bare;
    return !against && particles >= PARTICLES_ALONE ? 'noun' : 'possible';
  }

  /** Whether a candidate seems to be a shorter word with what follows it: 표시부가, 위원회의, 영상일. */
  #endsInRightPart({ from, length }: Candidate): boolean {
    const { units } = this.words;
    const { suffixes } = this.options;
    const start = this.#startOf(from);
    if (COPULA_UNITS.includes(units[start + length - 1]!)) return true;
    let node = 0;
    for (let size = 1; size <= 3 && size < length; size++) {
      node = suffixes.step(node, units[start + length - size]!);
      if (node < 0) return false;
      const right = suffixes.numberAt(node);
      if (right > 0 && suffixes.shared.scores[right]! > SURE) return true;
    }
    return false;
  }

  /** Whether the analyser ends a noun where the word ends, in half of the uses; it is asked until that is plain. */
  #agrees(word: string, { heads }: Evidence): boolean {
    const { reader, readings } = this.options;
    const { counts } = this.words;
    const all = heads.reduce((sum, head) => sum + counts[head]!, 0);
    let [yes, no] = [0, 0];
    for (const head of heads) {
      if (readingOf(readings, head, this.words, reader).nominal & (1 << word.length)) yes += counts[head]!;
      else no += counts[head]!;
      if (yes * 2 >= all || no * 2 > all) break;
    }
    return yes * 2 >= all;
  }
}

/** Whether what follows a candidate mostly follows nouns, and particles have the form that its last syllable asks for. */
function hasNounsRightParts({ frequency, weight, sum, misfits }: Evidence): boolean {
  return misfits * 10 <= frequency && (weight === 0 || sum / weight >= LEAST_SCORE);
}

/** Whether particles show that the word ends where it does. */
function isProven({ particles, caseParticles, attested, bare }: Evidence): boolean {
  if (caseParticles >= CASES_CERTAIN) return attested * 50 >= bare;
  return particles >= PARTICLES_AFTER_PARTICLE && caseParticles > 0 && attested * 5 >= bare;
}

/** Whether the analyser knows the whole as one common noun. */
function isWordOfDictionary({ word, reading }: Seen): boolean {
  const { nominal, ends, common, functional } = reading;
  return common && !functional && longestNoun(nominal) === word.length && isOneMorpheme({ word, ends });
}

/** Puts a word among the commonest so far, of equals behind those met before. */
function keepCommonest(commonest: number[], word: number, counts: Float64Array): void {
  let place = commonest.length;
  while (place > 0 && counts[commonest[place - 1]!]! < counts[word]!) place--;
  if (place === READ) return;
  commonest.splice(place, 0, word);
  if (commonest.length > READ) commonest.pop();
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The mean score of what follows; standing alone counts half, and one count of nothing stands against all. */
function scoreOf({ sum, weight, bare }: Evidence): number {
  return Math.max(0, (sum + bare / 2) / (weight + bare + 1));
}

/** Short words that nothing follows are mostly torn pieces (`컴파 일부`), the more so when no dictionary has them. */
function particlesAsked(word: string, { common }: Reading): number {
  if (word.length > 4) return 0;
  if (!common) return 2;
  return word.length < SHORTEST_COMPOUND ? 1 : 0;
}

/** Hangul, perhaps after Latin letters or a number: 3차원, LED램프; not 조제3항, 실시예3, 2배; no plural. */
const TERM_SPELLING = /^(?!및|또는)(?:\d*[A-Za-zα-ω]*|[A-Za-z]+\d*)[가-힣]{2,}(?<!.들)$|^[A-Za-zα-ω]+[가-힣]+$/;

function isSpelledLikeTerm(word: string): boolean {
  return TERM_SPELLING.test(word);
}

const COPULA_UNITS = COPULA.map((syllable) => syllable.charCodeAt(0));
