import type { KoreanDictionary, Lexicon } from './dictionary.js';
import { nounClasses } from './search-dictionary.js';
import { childOf, rootTable } from './trie.js';
import type { UserDictionary } from './user-dictionary.js';

/** MeCab's default `max-grouping-size`, counted without the first character. */
const MAX_GROUP = 24;
const CATEGORIES = 0x3ffff;
const SPACE = 0x20;

const NONE = new Uint8Array(0);

/** Fields of a candidate. */
export const CANDIDATE = 4;
export const CANDIDATE_WORD = 0;
export const CANDIDATE_CLASS = 1;
export const CANDIDATE_COST = 2;
export const CANDIDATE_END = 3;

/**
 * The words that may start at a place of a sentence, in the order in which MeCab makes them: those of the
 * system dictionary, the user's, the unknown. Words are numbered through: those of the system dictionary,
 * then the unknown words, then the user's by the node of the trie at which they end; and so are their classes.
 */
export class Candidates {
  /** Records of CANDIDATE numbers each, `found` of them after {@link find}. */
  readonly records = new Int32Array(65536 * CANDIDATE);
  found = 0;

  /** The sentence: its UTF-16 units, `length` of them. */
  units = new Uint16Array(256);
  length = 0;

  /** Number of the first unknown word, and of the first word of the user. */
  readonly firstUnknown: number;
  readonly firstUser: number;

  readonly #lexicon: Lexicon;
  readonly #root: Int32Array;
  readonly #user: UserDictionary | null;
  readonly #userRoot: Int32Array;
  readonly #unknownFirst: Uint16Array;
  readonly #unknownCost: Int16Array;
  readonly #unknownClass: number;
  readonly #userClass: number;
  readonly #info: Uint32Array;
  readonly #space: number;
  #kinds = new Uint32Array(256);

  /** Cost of a space within a noun, or 0 where none may be. */
  readonly #spaceInNoun: number;
  /** By word class; asked only where nouns may hold a space. */
  readonly #isNoun: Uint8Array;

  constructor(dictionary: KoreanDictionary, user: UserDictionary | null, spaceInNoun: number) {
    const { lexicon, classes, unknown, characters } = dictionary;
    this.#lexicon = lexicon;
    this.#root = rootTable(lexicon.trie);
    this.#user = user;
    this.#userRoot = user ? rootTable(user.trie) : this.#root;
    this.#unknownFirst = unknown.first;
    this.#unknownCost = unknown.cost;
    this.#unknownClass = classes.leftId.length;
    this.#userClass = this.#unknownClass + unknown.leftId.length;
    this.#info = characters.info;
    this.#space = characters.info[SPACE]! & CATEGORIES;
    this.#spaceInNoun = spaceInNoun;
    this.#isNoun = spaceInNoun > 0 ? nounClasses(dictionary) : NONE;
    this.firstUnknown = lexicon.cost.length;
    this.firstUser = this.firstUnknown + unknown.cost.length;
  }

  /** Takes `text[start, end)` for the sentence; places count from `start`. */
  open(text: string, start: number, end: number): void {
    this.#reserve(end - start);
    const { units } = this;
    const kinds = this.#kinds;
    const info = this.#info;
    for (let i = 0; i < this.length; i++) {
      const unit = text.charCodeAt(start + i);
      units[i] = unit;
      kinds[i] = info[unit]!;
    }
  }

  /** Takes `text[start, end)` for the sentence, given as UTF-16 units; places count from `start`. */
  openUnits(text: Uint16Array, start: number, end: number): void {
    this.#reserve(end - start);
    const { units } = this;
    const kinds = this.#kinds;
    const info = this.#info;
    for (let i = 0; i < this.length; i++) {
      const unit = text[start + i]!;
      units[i] = unit;
      kinds[i] = info[unit]!;
    }
  }

  #reserve(length: number): void {
    this.length = length;
    if (this.units.length >= length) return;
    this.units = new Uint16Array(length * 2);
    this.#kinds = new Uint32Array(length * 2);
  }

  /** White space belongs to the word after it. */
  afterSpace(place: number): number {
    let from = place;
    while (from < this.length && this.isSpace(from)) from++;
    return from;
  }

  isSpace(place: number): boolean {
    return (this.#kinds[place]! & this.#space) !== 0;
  }

  find(from: number): void {
    this.#findSystem(from);
    if (this.#user) this.#findUser(this.#user, from);
    const kind = this.#kindAt(from);
    if (this.found === 0 || kind >>> 31 !== 0) this.#findUnknown(from, kind);
  }

  #findSystem(from: number): void {
    const { first, wordClass, cost, trie } = this.#lexicon;
    const { units, length, records } = this;
    let at = 0;
    let place = from;
    let extra = 0;
    let node = this.#root[units[place++]!]!;
    while (node >= 0) {
      for (let word = first[node]!, end = first[node + 1]!; word < end; word++) {
        if (extra > 0 && this.#isNoun[wordClass[word]!] === 0) continue;
        records[at + CANDIDATE_WORD] = word;
        records[at + CANDIDATE_CLASS] = wordClass[word]!;
        records[at + CANDIDATE_COST] = cost[word]! + extra;
        records[at + CANDIDATE_END] = place;
        at += CANDIDATE;
      }
      if (place >= length) break;
      if (extra === 0 && this.#isSpaceWithin(place)) {
        extra = this.#spaceInNoun;
        place++;
      }
      node = childOf(trie, node, units[place++]!);
    }
    this.found = at / CANDIDATE;
  }

  #findUser({ trie, entry, classes }: UserDictionary, from: number): void {
    const { units, length, records } = this;
    let at = this.found * CANDIDATE;
    let place = from;
    let extra = 0;
    let node = this.#userRoot[units[place++]!]!;
    while (node >= 0) {
      const entryClass = entry[node]! - 1;
      if (entryClass >= 0 && (extra === 0 || classes.isNoun[entryClass] === 1)) {
        records[at + CANDIDATE_WORD] = this.firstUser + node;
        records[at + CANDIDATE_CLASS] = this.#userClass + entryClass;
        records[at + CANDIDATE_COST] = classes.cost[entryClass]! + extra;
        records[at + CANDIDATE_END] = place;
        at += CANDIDATE;
      }
      if (place >= length) break;
      if (extra === 0 && this.#isSpaceWithin(place)) {
        extra = this.#spaceInNoun;
        place++;
      }
      node = childOf(trie, node, units[place++]!);
    }
    this.found = at / CANDIDATE;
  }

  /** Whether a noun may run across the space at `place`. */
  #isSpaceWithin(place: number): boolean {
    return this.#spaceInNoun > 0 && this.units[place] === SPACE && place + 1 < this.length;
  }

  /** Unknown words at `from`: the whole group of like characters, then the lengths its category allows. */
  #findUnknown(from: number, kind: number): void {
    const category = (kind >>> 18) & 0xff;
    const first = from + this.#width(from);
    let groupEnd = -1;
    if ((kind >>> 30) & 1) {
      let size = 0;
      groupEnd = first;
      // MeCab compares each character with the one before it, not with the first.
      for (let before = kind; groupEnd < this.length && size <= MAX_GROUP; size++) {
        const here = this.#kindAt(groupEnd);
        if ((here & before & CATEGORIES) === 0) break;
        before = here;
        groupEnd += this.#width(groupEnd);
      }
      if (size <= MAX_GROUP) this.#addUnknown(category, groupEnd);
    }
    const longest = (kind >>> 26) & 15;
    for (let end = first, size = 1; size <= longest && end !== groupEnd; size++) {
      this.#addUnknown(category, end);
      if (end >= this.length || (this.#kindAt(end) & kind & CATEGORIES) === 0) break;
      end += this.#width(end);
    }
    if (this.found === 0) this.#addUnknown(category, first);
  }

  #addUnknown(category: number, end: number): void {
    const { records } = this;
    for (let i = this.#unknownFirst[category]!; i < this.#unknownFirst[category + 1]!; i++) {
      const at = this.found++ * CANDIDATE;
      records[at + CANDIDATE_WORD] = this.firstUnknown + i;
      records[at + CANDIDATE_CLASS] = this.#unknownClass + i;
      records[at + CANDIDATE_COST] = this.#unknownCost[i]!;
      records[at + CANDIDATE_END] = end;
    }
  }

  /** Units of the character at `place`: MeCab takes one outside the basic plane for a single character. */
  #width(place: number): number {
    const unit = this.units[place]!;
    if (unit < 0xd800 || unit > 0xdbff || place + 1 >= this.length) return 1;
    const next = this.units[place + 1]!;
    return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
  }

  /** Character information at `place`; beyond the basic plane MeCab reads that of code 0. */
  #kindAt(place: number): number {
    return this.#width(place) === 2 ? this.#info[0]! : this.#kinds[place]!;
  }
}
