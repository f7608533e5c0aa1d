import type { NominalReader, Reading } from './nominal.js';
import type { Noun } from './noun.js';
import { agreement, CASES } from './particles.js';
import type { RightParts } from './right-parts.js';

/** Longest noun, in UTF-16 units. */
const LONGEST_NOUN = 20;
const LONGEST_RIGHT = 8;
const SHORTEST_COMPOUND = 4;
/** Least score of a noun that the analyser reads as one, and of one that it does not. */
const LEAST_SCORE = 0.3;
const LEAST_SCORE_ALONE = 0.6;
/** Different particles that speak for a noun against the analyser, and for one that seems to end in a particle. */
const PARTICLES_ALONE = 4;
const PARTICLES_AFTER_PARTICLE = 2;
/** Different particles that make the analyser's reading of the uses needless: it takes 수급자의 for 수급 + 자의. */
const PARTICLES_CERTAIN = 3;
/** Score from which a right part is taken for one at the end of a word. */
const SURE = 0.5;
/** Word-phrases of a candidate that the analyser reads. */
const READ = 3;

/** Words with the same first character, in order, and their counts. */
export interface Group {
  readonly words: readonly string[];
  readonly counts: readonly number[];
}

export interface GroupOptions {
  readonly minFrequency: number;
  readonly rightParts: RightParts;
  readonly reader: NominalReader;
}

/** What a group gives: nouns, and words left over that may be compounds of nouns of other groups. */
export interface GroupNouns {
  readonly nouns: readonly Noun[];
  readonly leftOver: readonly Noun[];
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
 * Finds the nouns of one group. Longer left parts come first, and a noun takes its word-phrases away from shorter
 * ones, or every beginning of a noun would be a noun. Groups are independent of each other.
 */
export function nounsOfGroup(group: Group, options: GroupOptions): GroupNouns {
  const { minFrequency } = options;
  const taken = new Uint8Array(group.words.length);
  const nouns: Noun[] = [];
  const possible: [string, readonly number[]][] = [];
  const measure = measureOf(group);
  const candidates = candidatesOf(group, options);
  for (const [word, entries] of candidates) {
    const evidence = weigh(word, entries, { group, taken, rightParts: options.rightParts });
    if (evidence.frequency < minFrequency) continue;
    const verdict = judge(word, evidence, group, options);
    if (verdict === 'possible') possible.push([word, entries]);
    if (verdict !== 'noun') continue;
    nouns.push({
      ...measure(word),
      word,
      frequency: evidence.frequency,
      bare: evidence.bare,
      score: scoreOf(evidence),
    });
    for (const entry of entries) taken[entry] = 1;
  }
  const leftOver: Noun[] = [];
  for (const [word, entries] of possible) {
    const evidence = weigh(word, entries, { group, taken, rightParts: options.rightParts });
    if (word.length < SHORTEST_COMPOUND || evidence.frequency < minFrequency) continue;
    leftOver.push({
      ...measure(word),
      word,
      frequency: evidence.frequency,
      bare: evidence.bare,
      score: scoreOf(evidence),
    });
    for (const entry of entries) taken[entry] = 1;
  }
  return { nouns, leftOver };
}

/** Left parts frequent enough to be looked at, longest first, with the word-phrases they head. */
function candidatesOf({ words, counts }: Group, { rightParts, minFrequency }: GroupOptions): [string, number[]][] {
  const entriesOf = new Map<string, number[]>();
  for (const [entry, word] of words.entries()) {
    for (let cut = Math.max(2, word.length - LONGEST_RIGHT); cut <= word.length; cut++) {
      if (cut > LONGEST_NOUN || (cut < word.length && !rightParts.has(word.slice(cut)))) continue;
      const left = word.slice(0, cut);
      const entries = entriesOf.get(left);
      if (entries) entries.push(entry);
      else entriesOf.set(left, [entry]);
    }
  }
  const frequent = [...entriesOf].filter(([, entries]) => {
    let frequency = 0;
    for (const entry of entries) frequency += counts[entry]!;
    return frequency >= minFrequency;
  });
  return frequent.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
}

interface Scene {
  readonly group: Group;
  readonly taken: Uint8Array;
  readonly rightParts: RightParts;
}

function weigh(word: string, entries: readonly number[], { group, taken, rightParts }: Scene): Evidence {
  let [frequency, bare, weight, sum, attested, misfits, kinds] = [0, 0, 0, 0, 0, 0, 0];
  const heads: number[] = [];
  for (const entry of entries) {
    if (taken[entry]) continue;
    const count = group.counts[entry]!;
    frequency += count;
    heads.push(entry);
    const right = group.words[entry]!.slice(word.length);
    if (right === '') {
      bare = count;
      continue;
    }
    weight += count;
    sum += count * rightParts.get(right)!;
    const { kind, fits } = agreement(word, right);
    if (!fits) misfits += count;
    else if (kind >= 0) {
      attested += count;
      kinds |= 1 << kind;
    }
  }
  heads.sort((a, b) => group.counts[b]! - group.counts[a]! || a - b);
  return {
    frequency,
    bare,
    weight,
    sum,
    particles: bits(kinds),
    caseParticles: bits(kinds & CASES),
    attested,
    misfits,
    heads: heads.slice(0, READ),
  };
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

/** What is decided of a candidate; a possible one may still be a compound of nouns. */
type Verdict = 'noun' | 'possible' | 'no';

function judge(word: string, evidence: Evidence, group: Group, { reader, rightParts }: GroupOptions): Verdict {
  const { frequency, bare, weight, sum, particles, caseParticles, attested, misfits } = evidence;
  if (misfits * 10 > frequency || !isSpelledLikeTerm(word)) return 'no';
  const score = weight > 0 ? sum / weight : 0;
  if (weight > 0 && score < LEAST_SCORE) return 'no';
  const proven = particles >= PARTICLES_AFTER_PARTICLE && caseParticles > 0 && attested * 5 >= bare;
  if (!proven && endsInRightPart(word, rightParts)) return 'no';
  const alone = reader.readAgain(word);
  if (alone.functional || particles < particlesAsked(word, alone)) return 'no';
  if (alone.noun === word.length) {
    return particles >= PARTICLES_CERTAIN || agrees(word, evidence, group, reader) ? 'noun' : 'possible';
  }
  const against = alone.ending >= 0 || score < LEAST_SCORE_ALONE || weight * 4 < bare;
  return !against && particles >= PARTICLES_ALONE ? 'noun' : 'possible';
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

/** Forms of the copula that the analyser takes for nouns: 장치일 (수 있다), 장치임. */
const COPULA = /[일임인]$/;

/** Whether a word seems to be a shorter one with what follows it: 표시부가, 위원회의, 영상일. */
function endsInRightPart(word: string, rightParts: RightParts): boolean {
  if (COPULA.test(word)) return true;
  for (let length = 1; length <= 3 && length < word.length; length++) {
    if ((rightParts.get(word.slice(-length)) ?? 0) > SURE) return true;
  }
  return false;
}

/** Whether the analyser ends a noun where the word ends, in half of the uses it is asked about. */
function agrees(word: string, { heads }: Evidence, { words, counts }: Group, reader: NominalReader): boolean {
  let [yes, all] = [0, 0];
  for (const entry of heads) {
    all += counts[entry]!;
    if (reader.read(words[entry]!).nominal & (1 << word.length)) yes += counts[entry]!;
  }
  return yes * 2 >= all;
}

/** Cohesion and branching of words of a group, from the range of words that begin with them. */
function measureOf({ words, counts }: Group): (word: string) => { cohesion: number; rightBranching: number } {
  const before = new Float64Array(words.length + 1);
  for (const [entry, count] of counts.entries()) before[entry + 1] = before[entry]! + count;
  const all = before[words.length]!;
  return (word) => {
    const from = lowerBound(words, word);
    const to = lowerBound(words, `${word}\uffff`);
    const frequency = before[to]! - before[from]!;
    return {
      cohesion: (frequency / all) ** (1 / (word.length - 1)),
      rightBranching: branching(words, before, { from, to, depth: word.length }),
    };
  };
}

function branching(
  words: readonly string[],
  before: Float64Array,
  { from, to, depth }: { from: number; to: number; depth: number },
): number {
  const all = before[to]! - before[from]!;
  let entropy = 0;
  for (let at = from; at < to; ) {
    const next = words[at]!.charAt(depth);
    let end = at + 1;
    while (end < to && words[end]!.charAt(depth) === next) end++;
    const share = (before[end]! - before[at]!) / all;
    entropy -= share * Math.log(share);
    at = end;
  }
  return entropy + 0;
}

function lowerBound(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
