import type { ConnectionMatrix, KoreanDictionary, Lexicon } from './dictionary.js';
import { nounClasses } from './search-dictionary.js';
import { rootTable } from './trie.js';
import type { UserDictionary } from './user-dictionary.js';

/** MeCab's default `max-grouping-size`, counted without the first character. */
const MAX_GROUP = 24;
const CATEGORIES = 0x3ffff;
const INFINITE = 0x7fffffff;
const BEGIN = 0;
const SPACE = 0x20;

/** Fields of a node. One record lies within one cache line, which is what a lattice's speed hangs on. */
const NODE = 8;
const NODE_END = 0;
const NODE_WORD = 1;
const NODE_RIGHT = 2;
const NODE_COST = 3;
const NODE_BEFORE = 4;
const NODE_NEXT = 5;

/** Fields of a candidate. */
const CANDIDATE = 4;
const CANDIDATE_WORD = 0;
const CANDIDATE_CLASS = 1;
const CANDIDATE_COST = 2;
const CANDIDATE_END = 3;

/**
 * The word lattice of one sentence and its cheapest path (Viterbi), with MeCab-ko's own results: the
 * same candidates in the same order, the same costs and the same choice among equals.
 *
 * One lattice serves many sentences; its arrays grow to the longest one and are reused. Words are
 * numbered through: those of the system dictionary, then the unknown words, then the user's.
 */
export class Lattice {
  /** Words on the cheapest path of the last {@link analyse}. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  words = new Int32Array(256);

  /** Number of the first unknown word, and of the first word of the user. */
  readonly firstUnknown: number;
  readonly firstUser: number;

  readonly #lexicon: Lexicon;
  readonly #root: Int32Array;
  readonly #user: UserDictionary | null;
  readonly #userRoot: Int32Array | null;
  readonly #unknownFirst: Uint16Array;
  readonly #unknownCost: Int16Array;
  readonly #info: Uint32Array;
  readonly #space: number;
  readonly #matrix: ConnectionMatrix;
  /** The smallest connection cost to each left id: no left context can do better. */
  readonly #leastOfRow: Int32Array;

  // Classes of all words: the system's, one for each unknown word, the user's.
  readonly #leftId: Uint16Array;
  readonly #rightId: Uint16Array;
  readonly #penalty: Int32Array;
  readonly #unknownClass: number;
  readonly #userClass: number;

  // The sentence.
  #length = 0;
  #units = new Uint16Array(256);
  #kinds = new Uint32Array(256);

  // Nodes in the order MeCab creates them, a record of NODE numbers each; the nodes that end at one
  // place are a list that runs from the last created.
  #count = 0;
  #nodes = new Int32Array(4096 * NODE);
  #endingAt = new Int32Array(256);

  // Words that may start at one place, a record of CANDIDATE numbers each.
  #found = 0;
  readonly #candidates = new Int32Array(65536 * CANDIDATE);

  // Distinct right ids among the words that end at one place, cheapest first.
  #contexts = 0;
  readonly #contextRight: Int32Array;
  readonly #contextCost: Int32Array;
  readonly #contextNode: Int32Array;
  readonly #contextOf: Int32Array;
  readonly #contextStamp: Int32Array;

  // The best left context of each left id met at one place.
  readonly #bestStamp: Int32Array;
  readonly #bestCost: Int32Array;
  readonly #bestNode: Int32Array;
  #stamp = 0;

  /** Cost of a space within a noun, or 0 where none may be. */
  readonly #spaceInNoun: number;
  readonly #isNoun: Uint8Array;

  /** @param spaceInNoun what it costs a noun to run across one space; 0: it never does, as in MeCab */
  constructor(dictionary: KoreanDictionary, user: UserDictionary | null, spaceInNoun = 0) {
    const { lexicon, classes, unknown, matrix, characters, spacePenalty } = dictionary;
    this.#lexicon = lexicon;
    this.#root = rootTable(lexicon.trie);
    this.#spaceInNoun = spaceInNoun;
    this.#isNoun = nounClasses(dictionary);
    this.#user = user;
    this.#userRoot = user && rootTable(user.lexicon.trie);
    this.#unknownFirst = unknown.first;
    this.#unknownCost = unknown.cost;
    this.#info = characters.info;
    this.#space = characters.info[0x20]! & CATEGORIES;
    this.#matrix = matrix;
    this.#leastOfRow = leastOfRows(matrix);
    this.firstUnknown = lexicon.cost.length;
    this.firstUser = this.firstUnknown + unknown.cost.length;

    const tables = user ? [classes, unknown, user.classes] : [classes, unknown];
    const posIds = tables.flatMap((table) => [...table.posId]);
    this.#leftId = Uint16Array.from(tables.flatMap((table) => [...table.leftId]));
    this.#rightId = Uint16Array.from(tables.flatMap((table) => [...table.rightId]));
    this.#penalty = Int32Array.from(posIds, (posId) => spacePenalty[posId]!);
    this.#unknownClass = classes.leftId.length;
    this.#userClass = this.#unknownClass + unknown.leftId.length;

    this.#contextRight = new Int32Array(matrix.leftSize);
    this.#contextCost = new Int32Array(matrix.leftSize);
    this.#contextNode = new Int32Array(matrix.leftSize);
    this.#contextOf = new Int32Array(matrix.leftSize);
    this.#contextStamp = new Int32Array(matrix.leftSize);
    this.#bestStamp = new Int32Array(matrix.rightSize);
    this.#bestCost = new Int32Array(matrix.rightSize);
    this.#bestNode = new Int32Array(matrix.rightSize);
  }

  /**
   * Finds the cheapest reading of `text[start, end)`. Offsets of the result count from the start of `text`.
   * @returns the number of words
   */
  analyse(text: string, start = 0, end = text.length): number {
    this.#open(text, start, end);
    const length = this.#length;
    for (let place = 0; place < length; place++) {
      if (this.#endingAt[place]! < 0) continue;
      const from = this.#afterSpace(place);
      if (from === length) break;
      this.#findCandidates(from);
      this.#findContexts(place);
      this.#connect(from !== place);
    }
    return this.#close(start);
  }

  #open(text: string, start: number, end: number): void {
    const length = end - start;
    if (this.#units.length < length) {
      this.#units = new Uint16Array(length * 2);
      this.#kinds = new Uint32Array(length * 2);
    }
    if (this.#endingAt.length <= length) this.#endingAt = new Int32Array(length * 2 + 1);
    const units = this.#units;
    const kinds = this.#kinds;
    const info = this.#info;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(start + i);
      units[i] = unit;
      kinds[i] = info[unit]!;
    }
    this.#length = length;
    this.#endingAt.fill(-1, 0, length + 1);
    this.#endingAt[0] = BEGIN;
    this.#nodes.fill(0, BEGIN, BEGIN + NODE);
    this.#nodes[BEGIN + NODE_NEXT] = -1;
    this.#count = 1;
    if (this.#stamp > INFINITE - length - 1) {
      this.#stamp = 0;
      this.#contextStamp.fill(0);
      this.#bestStamp.fill(0);
    }
  }

  /** Units of the character at `place`: MeCab takes one outside the basic plane for a single character. */
  #width(place: number): number {
    const unit = this.#units[place]!;
    if (unit < 0xd800 || unit > 0xdbff || place + 1 >= this.#length) return 1;
    const next = this.#units[place + 1]!;
    return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
  }

  /** Character information at `place`; beyond the basic plane MeCab reads that of code 0. */
  #kindAt(place: number): number {
    return this.#width(place) === 2 ? this.#info[0]! : this.#kinds[place]!;
  }

  #findCandidates(from: number): void {
    this.#found = 0;
    this.#lookUp(this.#lexicon, this.#root, from, 0, 0);
    if (this.#user) this.#lookUp(this.#user.lexicon, this.#userRoot!, from, this.firstUser, this.#userClass);
    const kind = this.#kindAt(from);
    if (this.#found === 0 || kind >>> 31 !== 0) this.#findUnknown(from, kind);
  }

  #lookUp(lexicon: Lexicon, root: Int32Array, from: number, wordBase: number, classBase: number): void {
    const { first, wordClass, cost } = lexicon;
    const { label, child } = lexicon.trie;
    const units = this.#units;
    const length = this.#length;
    const candidates = this.#candidates;
    let at = this.#found * CANDIDATE;
    let place = from;
    let extra = 0;
    let node = root[units[place++]!]!;
    while (node >= 0) {
      for (let word = first[node]!, end = first[node + 1]!; word < end; word++) {
        if (extra > 0 && this.#isNoun[wordClass[word]!] === 0) continue;
        candidates[at + CANDIDATE_WORD] = wordBase + word;
        candidates[at + CANDIDATE_CLASS] = classBase + wordClass[word]!;
        candidates[at + CANDIDATE_COST] = cost[word]! + extra;
        candidates[at + CANDIDATE_END] = place;
        at += CANDIDATE;
      }
      if (place >= length) break;
      let unit = units[place++]!;
      if (unit === SPACE && this.#spaceInNoun > 0 && extra === 0 && place < length) {
        extra = this.#spaceInNoun;
        unit = units[place++]!;
      }
      let low = child[node]!;
      let high = child[node + 1]!;
      const end = high;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (label[middle]! < unit) low = middle + 1;
        else high = middle;
      }
      node = low < end && label[low] === unit ? low : -1;
    }
    this.#found = at / CANDIDATE;
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
      for (let before = kind; groupEnd < this.#length; size++) {
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
      if (end >= this.#length || (this.#kindAt(end) & kind & CATEGORIES) === 0) break;
      end += this.#width(end);
    }
    if (this.#found === 0) this.#addUnknown(category, first);
  }

  #addUnknown(category: number, end: number): void {
    const candidates = this.#candidates;
    for (let i = this.#unknownFirst[category]!; i < this.#unknownFirst[category + 1]!; i++) {
      const at = this.#found++ * CANDIDATE;
      candidates[at + CANDIDATE_WORD] = this.firstUnknown + i;
      candidates[at + CANDIDATE_CLASS] = this.#unknownClass + i;
      candidates[at + CANDIDATE_COST] = this.#unknownCost[i]!;
      candidates[at + CANDIDATE_END] = end;
    }
  }

  /**
   * Collects the cheapest node of each right id that ends at `place`, cheapest first. One matrix
   * look-up per pair of ids then serves all words, and the scan for a left id can stop early.
   */
  #findContexts(place: number): void {
    const stamp = ++this.#stamp;
    const nodes = this.#nodes;
    const right = this.#contextRight;
    const cost = this.#contextCost;
    const node = this.#contextNode;
    const stamps = this.#contextStamp;
    const slots = this.#contextOf;
    let found = 0;
    for (let id = this.#endingAt[place]!; id >= 0; id = nodes[id * NODE + NODE_NEXT]!) {
      const rightId = nodes[id * NODE + NODE_RIGHT]!;
      const total = nodes[id * NODE + NODE_COST]!;
      if (stamps[rightId] === stamp) {
        const slot = slots[rightId]!;
        // The list runs from the last created node, which wins among equals.
        if (total < cost[slot]!) {
          cost[slot] = total;
          node[slot] = id;
        }
        continue;
      }
      stamps[rightId] = stamp;
      slots[rightId] = found;
      right[found] = rightId;
      cost[found] = total;
      node[found++] = id;
    }
    for (let i = 1; i < found; i++) {
      const total = cost[i]!;
      const rightId = right[i]!;
      const id = node[i]!;
      let slot = i;
      for (; slot > 0 && cost[slot - 1]! > total; slot--) {
        cost[slot] = cost[slot - 1]!;
        right[slot] = right[slot - 1]!;
        node[slot] = node[slot - 1]!;
      }
      cost[slot] = total;
      right[slot] = rightId;
      node[slot] = id;
    }
    this.#contexts = found;
  }

  /** Makes a node of each candidate, last created first as MeCab's list has them, joined to its best left context. */
  #connect(afterSpace: boolean): void {
    const found = this.#found;
    this.#reserve(this.#count + found);
    const nodes = this.#nodes;
    const candidates = this.#candidates;
    const endingAt = this.#endingAt;
    const leftIds = this.#leftId;
    const rightIds = this.#rightId;
    const stamps = this.#bestStamp;
    const bestCosts = this.#bestCost;
    const bestNodes = this.#bestNode;
    const stamp = this.#stamp;
    const { cells, leftSize } = this.#matrix;
    const leastOfRow = this.#leastOfRow;
    const contexts = this.#contexts;
    const contextRight = this.#contextRight;
    const contextCost = this.#contextCost;
    const contextNode = this.#contextNode;
    let id = this.#count;
    for (let at = (found - 1) * CANDIDATE; at >= 0; at -= CANDIDATE, id++) {
      const wordClass = candidates[at + CANDIDATE_CLASS]!;
      const leftId = leftIds[wordClass]!;
      if (stamps[leftId] !== stamp) {
        const row = leftSize * leftId;
        const least = leastOfRow[leftId]!;
        let best = INFINITE;
        let before = -1;
        for (let i = 0; i < contexts; i++) {
          const base = contextCost[i]!;
          if (base + least > best) break;
          const total = base + cells[row + contextRight[i]!]!;
          if (total < best || (total === best && contextNode[i]! > before)) {
            best = total;
            before = contextNode[i]!;
          }
        }
        stamps[leftId] = stamp;
        bestCosts[leftId] = best;
        bestNodes[leftId] = before;
      }
      const end = candidates[at + CANDIDATE_END]!;
      const penalty = afterSpace ? this.#penalty[wordClass]! : 0;
      const node = id * NODE;
      nodes[node + NODE_END] = end;
      nodes[node + NODE_WORD] = candidates[at + CANDIDATE_WORD]!;
      nodes[node + NODE_RIGHT] = rightIds[wordClass]!;
      nodes[node + NODE_COST] = bestCosts[leftId]! + candidates[at + CANDIDATE_COST]! + penalty;
      nodes[node + NODE_BEFORE] = bestNodes[leftId]!;
      nodes[node + NODE_NEXT] = endingAt[end]!;
      endingAt[end] = id;
    }
    this.#count = id;
  }

  #reserve(size: number): void {
    if (size * NODE <= this.#nodes.length) return;
    const larger = new Int32Array(size * 2 * NODE);
    larger.set(this.#nodes);
    this.#nodes = larger;
  }

  /** Joins the end of the sentence to the last place a word reaches and walks the best path back. */
  #close(offset: number): number {
    const nodes = this.#nodes;
    let place = this.#length;
    while (place > 0 && this.#endingAt[place]! < 0) place--;
    let best = INFINITE;
    let last = BEGIN;
    for (let id = this.#endingAt[place]!; id >= 0; id = nodes[id * NODE + NODE_NEXT]!) {
      const total = nodes[id * NODE + NODE_COST]! + this.#matrix.cells[nodes[id * NODE + NODE_RIGHT]!]!;
      if (total < best) {
        best = total;
        last = id;
      }
    }
    let size = 0;
    for (let id = last; id !== BEGIN; id = nodes[id * NODE + NODE_BEFORE]!) size++;
    if (size > this.starts.length) {
      this.starts = new Int32Array(size * 2);
      this.ends = new Int32Array(size * 2);
      this.words = new Int32Array(size * 2);
    }
    let at = size;
    for (let id = last; id !== BEGIN; ) {
      const before = nodes[id * NODE + NODE_BEFORE]!;
      at--;
      this.starts[at] = offset + this.#afterSpace(nodes[before * NODE + NODE_END]!);
      this.ends[at] = offset + nodes[id * NODE + NODE_END]!;
      this.words[at] = nodes[id * NODE + NODE_WORD]!;
      id = before;
    }
    return size;
  }

  /** White space belongs to the word after it. */
  #afterSpace(place: number): number {
    let from = place;
    while (from < this.#length && (this.#kinds[from]! & this.#space) !== 0) from++;
    return from;
  }
}

function leastOfRows({ leftSize, rightSize, cells }: ConnectionMatrix): Int32Array {
  const least = new Int32Array(rightSize);
  for (let row = 0; row < rightSize; row++) {
    let smallest = 0x7fff;
    for (let i = row * leftSize; i < (row + 1) * leftSize; i++) if (cells[i]! < smallest) smallest = cells[i]!;
    least[row] = smallest;
  }
  return least;
}
