import type { KoreanAnalyser } from '../../text/index.js';
import { textOf } from './packed-words.js';

const OTHER = 0;
const NOUN = 1;
/** A syllable that follows nouns and belongs to what follows them: plurals, places, times (전극들, 기판상, 가열시). */
const FOLLOWER = 2;
const ENDING = 3;
/** Numbers, counters, Latin letters, prefixes: they begin a noun or stand in one, but do not end it. */
const BEGINNING = 4;
/** Pronouns and determiners. */
const FUNCTION = 5;
/** Particles, copulas, light verbs: what follows nouns. */
const PARTICLE = 6;
/** A name, or a word that the dictionary lacks. */
const NAME = 7;
const UNSEEN = -1;

/** By tag of mecab-ko-dic. What is missing is {@link OTHER}. */
const KINDS: Readonly<Record<string, number>> = {
  NNG: NOUN,
  NNP: NAME,
  NNB: NOUN,
  XSN: NOUN,
  SH: NOUN,
  UNKNOWN: NAME,
  XPN: BEGINNING,
  XR: BEGINNING,
  NNBC: BEGINNING,
  NR: BEGINNING,
  SN: BEGINNING,
  SL: BEGINNING,
  NP: FUNCTION,
  MM: FUNCTION,
  ...Object.fromEntries(
    'JKS JKC JKG JKO JKB JKV JKQ JX JC VCP VCN XSV XSA VX'.split(' ').map((tag) => [tag, PARTICLE]),
  ),
  EF: ENDING,
  EC: ENDING,
  ETM: ENDING,
  ETN: ENDING,
  EP: ENDING,
};

/** Words that end no term: plural, 등, 것, and places, times and measures after a noun. */
const FOLLOWERS = new Set(
  '들 등 상 내 시 중 후 간 별 당 외 하 때 수 것 곳 및 즉 의 동안 끼리 이하 미만 이전 이후 이내 사이 정도 마다 당시 째 번째'.split(
    ' ',
  ),
);

/** How the analyser reads a word-phrase. */
export interface Reading {
  /** Bit `i`: a morpheme ends at unit `i`, and all up to there is nominal and may end a noun. */
  readonly nominal: number;
  /** Bit `i`: a morpheme ends at unit `i`. */
  readonly ends: number;
  /** Where the first ending of a verb begins, -1 without one. */
  readonly ending: number;
  /** Whether it holds a pronoun or a determiner, is a number, or ends in a word that ends no term (것, 등, 시). */
  readonly functional: boolean;
  /** Whether all behind the noun is what follows nouns: particles, copulas, light verbs, their endings. */
  readonly closed: boolean;
  /** Whether no name and no word that the dictionary lacks is in it. */
  readonly common: boolean;
}

/** Highest bit of a mask. */
const LONGEST_MASK = 30;

/** Where the longest noun ends that a word-phrase begins with, by {@link Reading.nominal}; 0: it begins with none. */
export const longestNoun = (nominal: number): number => (nominal === 0 ? 0 : 31 - Math.clz32(nominal));

/** Asks the analyser where the noun of a word-phrase may end. Keeps nothing but the kinds of the dictionary's words. */
export class NominalReader {
  readonly #kindOfClass = new Int8Array(65536).fill(UNSEEN);
  readonly #kindOfWord: Int8Array;
  readonly #wordClass: Uint16Array;

  // The reading under way.
  #units: Uint16Array = new Uint16Array();
  #start = 0;
  #end = 0;
  #nominal = 0;
  #ends = 0;
  #ending = -1;
  #closed = true;
  #common = true;
  #functional = false;
  #open = true;
  #onlyNumbers = true;

  constructor(readonly analyser: KoreanAnalyser) {
    this.#wordClass = analyser.dictionary.lexicon.wordClass;
    this.#kindOfWord = new Int8Array(this.#wordClass.length).fill(UNSEEN);
  }

  /** Reads the word-phrase `units[start, end)`. */
  read(units: Uint16Array, start: number, end: number): Reading {
    this.#units = units;
    this.#start = start;
    this.#end = end;
    this.#nominal = 0;
    this.#ends = 0;
    this.#ending = -1;
    this.#closed = true;
    this.#common = true;
    this.#functional = false;
    this.#open = true;
    this.#onlyNumbers = true;
    this.analyser.visitUnits(units, start, end, this.#see);
    return {
      nominal: this.#nominal,
      ends: this.#ends,
      ending: this.#ending,
      functional: this.#functional || this.#onlyNumbers,
      closed: this.#closed,
      common: this.#common,
    };
  }

  /** Whether `units[start, end)` may be read as one noun of the dictionary: much cheaper than to {@link read} it. */
  mayBeNoun(units: Uint16Array, start: number, end: number): boolean {
    if (this.analyser.userDictionary) return true;
    this.#units = units;
    this.#start = start;
    const isNoun = (word: number) => this.#kind(word, 0, end - start) === NOUN;
    return this.analyser.wordsSpelled(units, start, end).some(isNoun);
  }

  readonly #see = (start: number, end: number, word: number): void => {
    const kind = this.#kind(word, start, end);
    const follows = kind === FOLLOWER && start > 0;
    if (end <= LONGEST_MASK) this.#ends |= 1 << end;
    if (kind === ENDING && this.#ending < 0) this.#ending = start;
    if (kind === FUNCTION || (follows && end === this.#end - this.#start)) this.#functional = true;
    if (kind === NAME) this.#common = false;
    if (kind !== BEGINNING) this.#onlyNumbers = false;
    if (kind === OTHER || kind === ENDING || kind === PARTICLE || kind === FUNCTION || follows) this.#open = false;
    if (!this.#open && !follows && kind !== PARTICLE && kind !== ENDING) this.#closed = false;
    if (!this.#open || end > LONGEST_MASK || (kind !== NOUN && kind !== NAME && kind !== FOLLOWER)) return;
    this.#nominal |= 1 << end;
  };

  #kind(word: number, start: number, end: number): number {
    const known = word < this.#kindOfWord.length ? this.#kindOfWord[word]! : UNSEEN;
    if (known !== UNSEEN) return known;
    const surface = textOf(this.#units, this.#start + start, this.#start + end);
    const ofTag = this.#kindOfTag(word, surface);
    const isBeforeFollower = ofTag === NOUN || ofTag === NAME || ofTag === BEGINNING;
    const kind = isBeforeFollower && FOLLOWERS.has(surface) ? FOLLOWER : ofTag;
    if (word < this.#kindOfWord.length) this.#kindOfWord[word] = kind;
    return kind;
  }

  #kindOfTag(word: number, surface: string): number {
    const row = word < this.#wordClass.length ? this.#wordClass[word]! : -1;
    if (row >= 0 && this.#kindOfClass[row]! >= 0) return this.#kindOfClass[row]!;
    const kinds = this.analyser
      .tag(word, surface)
      .split('+')
      .map((tag) => KINDS[tag] ?? OTHER);
    const kind = kinds.length === 1 || kinds[0] === PARTICLE ? kinds[0]! : kinds.includes(ENDING) ? ENDING : OTHER;
    if (row >= 0) this.#kindOfClass[row] = kind;
    return kind;
  }
}
