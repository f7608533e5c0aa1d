import type { BlockWords } from './block-words.js';
import { visitEojeols } from './eojeol.js';
import { Excerpts } from './excerpts.js';
import { textOf } from './packed-words.js';
import { RightSuffixes, type SharedSuffixes } from './right-suffixes.js';
import { type PackedCounts, type SharedWords, WordCounts } from './word-counts.js';

/** Examples wanted of a noun. */
export const EXAMPLES = 3;
/** Most words of a term that runs across spaces. */
const LONGEST_PHRASE = 3;
const SHORTEST_NOUN = 2;
const NONE = -1;

/** Nouns to be found in a text, and what may follow them. */
export interface Lexicon {
  readonly nouns: SharedWords;
  readonly suffixes: SharedSuffixes;
}

/** How nouns are used in a piece of text, a row for each noun met. */
export interface Uses {
  readonly nouns: Uint32Array<ArrayBuffer>;
  /** Documents of the piece that hold it. */
  readonly documents: Uint32Array<ArrayBuffer>;
  /** Its first use with what stands around, a line each; empty when enough examples were given before. */
  readonly examples: string;
  /** Rows of nouns across spaces with their counts; empty unless asked for. */
  readonly phrases: PackedCounts;
}

/** Sees how the nouns of a lexicon are used in blocks of a text, one after the other. */
export class UseReader {
  readonly #nouns: WordCounts;
  readonly #suffixes: RightSuffixes;
  readonly #excerpts = new Excerpts();
  /** By noun: how many examples were given, and what they hash to. */
  readonly #given: Uint8Array;
  readonly #hashes: Int32Array;

  // By noun, of the block under way: documents, and the last of them counted from 1. The nouns met in it.
  readonly #documents: Uint32Array;
  readonly #lastDocument: Uint32Array;
  readonly #met: Uint32Array;

  constructor({ nouns, suffixes }: Lexicon) {
    this.#nouns = WordCounts.of(nouns);
    this.#suffixes = new RightSuffixes(suffixes);
    this.#given = new Uint8Array(nouns.size);
    this.#hashes = new Int32Array(nouns.size * EXAMPLES);
    this.#documents = new Uint32Array(nouns.size);
    this.#lastDocument = new Uint32Array(nouns.size);
    this.#met = new Uint32Array(nouns.size);
  }

  /**
   * Counts the documents that hold each noun, and takes an example of each, from the words of a block. Each different
   * word is looked up once.
   * @param text of the block, composed
   */
  read(words: BlockWords, text: Buffer): Omit<Uses, 'phrases'> {
    const { met, documentEnds } = words;
    const nounOf = this.#nounsOf(words);
    const firstWords: number[] = [];
    let size = 0;
    let at = 0;
    for (let document = 0; document < documentEnds.length; document++) {
      for (const end = documentEnds[document]!; at < end; at++) {
        const noun = nounOf[met[at]!]!;
        if (noun === NONE || this.#lastDocument[noun] === document + 1) continue;
        this.#lastDocument[noun] = document + 1;
        if (this.#documents[noun]!++ > 0) continue;
        this.#met[size++] = noun;
        firstWords.push(met[at]!);
      }
    }
    return this.#taken(size, this.#examplesOf(words, firstWords, text));
  }

  /** Counts rows of two or three nouns with only spaces between them in a composed text. */
  phrases(text: Buffer): PackedCounts {
    const rows = new NounRows();
    visitEojeols(text, (units, length, place) => {
      const end = this.#endOfNoun(units, 0, length);
      rows.see(this.#found === NONE ? '' : textOf(units, 0, end), place.followsWord, end === length);
    });
    return rows.counts.packed();
  }

  /** The noun that {@link #endOfNoun} found, or {@link NONE}. */
  #found = NONE;

  /** Where the noun at the head of a word-phrase ends: the longest that leaves nothing, or what may follow a noun. */
  #endOfNoun(units: Uint16Array, from: number, to: number): number {
    this.#found = this.#nouns.find(units, from, to - from);
    if (this.#found !== NONE) return to;
    let node = 0;
    for (let end = to - 1; end >= from + SHORTEST_NOUN; end--) {
      node = this.#suffixes.step(node, units[end]!);
      if (node < 0) return from;
      if (this.#suffixes.numberAt(node) === 0) continue;
      this.#found = this.#nouns.find(units, from, end - from);
      if (this.#found !== NONE) return end;
    }
    return from;
  }

  /** By word the noun at its head. */
  #nounsOf({ units, ends }: BlockWords): Int32Array {
    const nouns = new Int32Array(ends.length);
    let start = 0;
    for (let word = 0; word < ends.length; word++) {
      this.#endOfNoun(units, start, ends[word]!);
      nouns[word] = this.#found;
      start = ends[word]!;
    }
    return nouns;
  }

  /** An example of each noun met, a line each; empty where enough were given before. */
  #examplesOf({ starts, stops }: BlockWords, firstWords: readonly number[], text: Buffer): string {
    const excerpts = this.#excerpts;
    for (const [row, word] of firstWords.entries()) {
      if (this.#given[this.#met[row]!]! < EXAMPLES) excerpts.add(text, starts[word]!, stops[word]!);
      else excerpts.addNone();
    }
    const lines = excerpts.take();
    for (let row = 0, start = 0, end: number; row < firstWords.length; row++, start = end + 1) {
      end = lines.indexOf('\n', start);
      if (end < 0) end = lines.length;
      if (end > start) this.#note(this.#met[row]!, hashOf(lines, start, end));
    }
    return lines;
  }

  /** Notes that a noun has one more example. One that hashes as another does counts as given before. */
  #note(noun: number, hash: number): void {
    const first = noun * EXAMPLES;
    const end = first + this.#given[noun]!;
    for (let at = first; at < end; at++) if (this.#hashes[at] === hash) return;
    this.#hashes[end] = hash;
    this.#given[noun]!++;
  }

  /** What was met, and nothing is left of it here. */
  #taken(size: number, examples: string): Omit<Uses, 'phrases'> {
    const nouns = this.#met.slice(0, size);
    const documents = nouns.map((noun) => this.#documents[noun]!);
    for (const noun of nouns) this.#documents[noun] = this.#lastDocument[noun] = 0;
    return { nouns, documents, examples };
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Counts rows of nouns with only spaces between them. */
class NounRows {
  readonly counts = new WordCounts();
  #row: string[] = [];

  /**
   * @param noun at the head of the next word-phrase, empty without one
   * @param followsWord whether only a space is before it
   * @param isBare whether nothing stands behind the noun
   */
  see(noun: string, followsWord: boolean, isBare: boolean): void {
    if (!followsWord || noun === '') this.#row = [];
    if (noun === '') return;
    this.#row.push(noun);
    if (this.#row.length > LONGEST_PHRASE) this.#row.shift();
    for (let first = 0; first < this.#row.length - 1; first++) this.counts.addText(this.#row.slice(first).join(' '));
    if (!isBare) this.#row = [];
  }
}
