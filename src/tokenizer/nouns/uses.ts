import { asBuffer, composed, endOfDocument } from './composed-text.js';
import { visitEojeols } from './eojeol.js';
import { textOf } from './packed-words.js';
import type { RightParts } from './right-parts.js';
import { RightSuffixes } from './right-suffixes.js';
import { type PackedCounts, type SharedWords, WordCounts } from './word-counts.js';

/** What is left and right of a term in an example, in UTF-16 units at most. */
const AROUND = 24;
/** Examples wanted of a noun. */
export const EXAMPLES = 3;
/** Most words of a term that runs across spaces. */
const LONGEST_PHRASE = 3;
const SHORTEST_NOUN = 2;
const NONE = -1;

/** Nouns to be found in a text, and what may follow them. */
export interface Lexicon {
  readonly nouns: SharedWords;
  readonly rightParts: RightParts;
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

/** Sees how the nouns of a lexicon are used in pieces of a text, one after the other. */
export class UseReader {
  readonly #nouns: WordCounts;
  readonly #suffixes: RightSuffixes;
  readonly #examples: string[][];

  // By noun, of the piece under way: documents, the last of them counted from 1, and where it stands first.
  readonly #documents: Uint32Array;
  readonly #lastDocument: Uint32Array;
  readonly #firstStart: Uint32Array;
  readonly #firstEnd: Uint32Array;

  constructor({ nouns, rightParts }: Lexicon) {
    this.#nouns = WordCounts.of(nouns);
    this.#suffixes = new RightSuffixes(rightParts);
    this.#examples = Array.from({ length: nouns.size }, () => []);
    this.#documents = new Uint32Array(nouns.size);
    this.#lastDocument = new Uint32Array(nouns.size);
    this.#firstStart = new Uint32Array(nouns.size);
    this.#firstEnd = new Uint32Array(nouns.size);
  }

  /**
   * Counts the documents that hold each noun and takes an example of each. Documents are parted by empty lines.
   * @param countsPhrases whether rows of two or three nouns are counted as well
   * @param isComposed whether the text is known to be composed UTF-8
   */
  read(bytes: Uint8Array, countsPhrases: boolean, isComposed: boolean): Uses {
    const text = isComposed ? asBuffer(bytes) : composed(bytes).bytes;
    const rows = countsPhrases ? new NounRows() : null;
    this.#documents.fill(0);
    this.#lastDocument.fill(0);
    let document = 1;
    let documentEnd = endOfDocument(text, 0);
    visitEojeols(text, (units, length, place) => {
      if (place.start > documentEnd) {
        document++;
        documentEnd = endOfDocument(text, place.start);
      }
      const end = this.#endOfNoun(units, length);
      const noun = this.#found;
      rows?.see(noun === NONE ? '' : textOf(units, 0, end), place.followsWord, end === length);
      if (noun === NONE || this.#lastDocument[noun] === document) return;
      this.#lastDocument[noun] = document;
      if (this.#documents[noun]!++ > 0) return;
      this.#firstStart[noun] = place.start;
      this.#firstEnd[noun] = place.end;
    });
    return { ...this.#uses(text), phrases: (rows?.counts ?? new WordCounts()).packed() };
  }

  /** The noun that {@link #endOfNoun} found, or {@link NONE}. */
  #found = NONE;

  /** Where the noun at the head of a word-phrase ends: the longest that leaves nothing, or what may follow a noun. */
  #endOfNoun(units: Uint16Array, length: number): number {
    this.#found = this.#nouns.find(units, 0, length);
    if (this.#found !== NONE) return length;
    let node = 0;
    for (let end = length - 1; end >= SHORTEST_NOUN; end--) {
      node = this.#suffixes.step(node, units[end]!);
      if (node < 0) return 0;
      if (this.#suffixes.numberAt(node) === 0) continue;
      this.#found = this.#nouns.find(units, 0, end);
      if (this.#found !== NONE) return end;
    }
    return 0;
  }

  #uses(text: Buffer): Omit<Uses, 'phrases'> {
    const nouns = new Uint32Array(this.#documents.length);
    const examples: string[] = [];
    let size = 0;
    for (let noun = 0; noun < nouns.length; noun++) {
      if (this.#documents[noun] === 0) continue;
      nouns[size++] = noun;
      examples.push(this.#example(noun, text));
    }
    const met = nouns.slice(0, size);
    return { nouns: met, documents: met.map((noun) => this.#documents[noun]!), examples: examples.join('\n') };
  }

  #example(noun: number, text: Buffer): string {
    const given = this.#examples[noun]!;
    if (given.length === EXAMPLES) return '';
    const example = excerpt(text, this.#firstStart[noun]!, this.#firstEnd[noun]!);
    if (!given.includes(example)) given.push(example);
    return example;
  }
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

const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** A word-phrase with what stands around it in its line, whole words. */
function excerpt(text: Buffer, start: number, end: number): string {
  const words = text.toString('utf8', startOfWords(text, start), endOfWords(text, end));
  return words.replace(/\s+/g, ' ').trim();
}

/** Where the whole words before a place begin that are near it. */
function startOfWords(text: Uint8Array, place: number): number {
  let words = place;
  let at = place;
  for (let units = 0; at > 0 && text[at - 1] !== LINE_FEED; ) {
    let lead = at - 1;
    while (isWithinCharacter(text[lead]!)) lead--;
    units += unitsOf(text[lead]!);
    if (units > AROUND) return words;
    if (text[lead] === SPACE) words = at;
    at = lead;
  }
  return at;
}

/** Where the whole words behind a place end that are near it. */
function endOfWords(text: Uint8Array, place: number): number {
  let words = place;
  let at = place;
  for (let units = 0; at < text.length && text[at] !== LINE_FEED; ) {
    if (text[at] === SPACE) words = at;
    units += unitsOf(text[at]!);
    if (units > AROUND) return words;
    do at++;
    while (isWithinCharacter(text[at] ?? 0));
  }
  return at;
}

const isWithinCharacter = (byte: number) => (byte & 0xc0) === 0x80;
/** UTF-16 units of a character, from its first byte. */
const unitsOf = (lead: number) => (lead < 0xf0 ? 1 : 2);
