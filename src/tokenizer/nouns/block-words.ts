import { composed, documentsIn, endOfDocument, readable, unreadableIn } from './composed-text.js';
import { visitEojeols } from './eojeol.js';
import type { PackedWords } from './packed-words.js';
import { WordCounts } from './word-counts.js';

type Numbers = Uint32Array<ArrayBuffer>;

/** The different words of a block of text, where each stands first, and which are in each document. */
export interface BlockWords extends PackedWords {
  /** By word: where its first place begins and ends, in bytes of the composed text. */
  readonly starts: Numbers;
  readonly stops: Numbers;
  /** Of each document with words, one after the other: its different words, in the order met. */
  readonly met: Numbers;
  /** Where the words of each document end in `met`. */
  readonly documentEnds: Numbers;
}

/** What counting makes of a block. */
export interface CountedBlock {
  readonly words: BlockWords;
  /** How often each word stands in the block. */
  readonly counts: Float64Array<ArrayBuffer>;
  /** Documents that hold more than white space. */
  readonly documents: number;
  readonly unreadable: number;
  /** Whether the block came as composed UTF-8. */
  readonly wasComposed: boolean;
}

/**
 * Counts the words of blocks, and notes where they stand, so that nobody need look at each word of the text again.
 * Its memory is used for block after block.
 */
export class BlockCounter {
  readonly #words = new WordCounts();
  // By word: its first place, and the last document that it was met in, counted from 1.
  #starts = new Uint32Array(1 << 12);
  #stops = new Uint32Array(1 << 12);
  #lastDocument = new Uint32Array(1 << 12);
  #met = new Uint32Array(1 << 14);
  #metSize = 0;
  #documentEnds: number[] = [];

  count(bytes: Uint8Array): CountedBlock {
    const given = readable(bytes);
    // Nearly all text is composed, and that is seen on the way.
    const text = this.#read(given, true) ? given : composed(given);
    if (text !== given) this.#read(text, false);
    const { units, ends, counts } = this.#words.packed();
    const size = ends.length;
    return {
      words: {
        units,
        ends,
        starts: this.#starts.slice(0, size),
        stops: this.#stops.slice(0, size),
        met: this.#met.slice(0, this.#metSize),
        documentEnds: Uint32Array.from(this.#documentEnds),
      },
      counts,
      documents: documentsIn(text),
      unreadable: unreadableIn(text),
      wasComposed: text.buffer === bytes.buffer && text.byteOffset === bytes.byteOffset,
    };
  }

  /** Whether it came to the end: it stops where composition may touch a character, if asked to. */
  #read(text: Buffer, onlyComposed: boolean): boolean {
    const words = this.#words;
    words.clear();
    this.#metSize = 0;
    this.#documentEnds = [];
    let document = 1;
    let documentEnd = endOfDocument(text, 0);
    const isWhole = visitEojeols(
      text,
      (units, length, place) => {
        if (place.start > documentEnd) {
          document++;
          this.#documentEnds.push(this.#metSize);
          documentEnd = endOfDocument(text, place.start);
        }
        const known = words.size;
        const word = words.add(units, length);
        if (word === known) this.#place(word, place.start, place.end);
        else if (this.#lastDocument[word] === document) return;
        this.#lastDocument[word] = document;
        if (this.#metSize === this.#met.length) this.#met = doubled(this.#met);
        this.#met[this.#metSize++] = word;
      },
      onlyComposed,
    );
    this.#documentEnds.push(this.#metSize);
    return isWhole;
  }

  #place(word: number, start: number, end: number): void {
    if (word === this.#starts.length) {
      this.#starts = doubled(this.#starts);
      this.#stops = doubled(this.#stops);
      this.#lastDocument = doubled(this.#lastDocument);
    }
    this.#starts[word] = start;
    this.#stops[word] = end;
  }
}

function doubled(numbers: Numbers): Numbers {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
