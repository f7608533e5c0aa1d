import { visitEojeols } from './eojeol.js';
import type { RightParts } from './right-parts.js';
import { type PackedCounts, WordCounts } from './word-counts.js';

/** What is left and right of a term in an example, in UTF-16 units at most. */
const AROUND = 24;
/** Most words of a term that runs across spaces. */
const LONGEST_PHRASE = 3;
const NONE = -1;

/** Nouns to be found in a text, and what may follow them. */
export interface Lexicon {
  /** Number of each noun. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly rightParts: Pick<RightParts, 'has'>;
}

/** How nouns are used in a piece of text, a row for each noun met. */
export interface Uses {
  readonly nouns: Uint32Array<ArrayBuffer>;
  /** Documents of the piece that hold it. */
  readonly documents: Uint32Array<ArrayBuffer>;
  /** Its first use, with what stands around. */
  readonly examples: readonly string[];
  /** Rows of nouns across spaces with their counts; empty unless asked for. */
  readonly phrases: PackedCounts;
}

/** The noun at the head of a word-phrase: the longest that leaves nothing, or what may follow a noun. */
export function headOf(eojeol: string, { numbers, rightParts }: Lexicon): string | null {
  for (let end = eojeol.length; end >= 2; end--) {
    if (end < eojeol.length && !rightParts.has(eojeol.slice(end))) continue;
    const head = eojeol.slice(0, end);
    if (numbers.has(head)) return head;
  }
  return null;
}

/**
 * Counts the documents that hold each noun and takes an example of each. Documents are parted by empty lines.
 * @param phrases whether rows of two or three nouns are counted as well
 */
export function usesIn(text: string, lexicon: Lexicon, phrases: boolean): Uses {
  const collector = new UseCollector(lexicon, phrases);
  for (let start = 0; start < text.length; ) {
    const gap = text.indexOf('\n\n', start);
    const end = gap < 0 ? text.length : gap;
    collector.read(text.slice(start, end));
    start = end + 2;
  }
  return collector.uses();
}

class UseCollector {
  readonly #words = new WordCounts();
  /** By word-phrase: the number of its noun or {@link NONE}, and where the noun ends. */
  readonly #nounOf: number[] = [];
  readonly #endOf: number[] = [];
  readonly #lastDocument = new Map<number, number>();
  readonly #documents = new Map<number, number>();
  readonly #examples = new Map<number, string>();
  readonly #phrases = new WordCounts();
  #document = 0;

  constructor(
    readonly lexicon: Lexicon,
    readonly countsPhrases: boolean,
  ) {}

  read(document: string): void {
    this.#document++;
    let row: string[] = [];
    visitEojeols(document, (units, length, place) => {
      const word = this.#words.add(units, length);
      if (word === this.#nounOf.length) this.#lookUp(word);
      const noun = this.#nounOf[word]!;
      if (!place.followsWord) row = [];
      if (noun === NONE) {
        row = [];
        return;
      }
      if (this.#lastDocument.get(noun) !== this.#document) {
        this.#lastDocument.set(noun, this.#document);
        this.#documents.set(noun, (this.#documents.get(noun) ?? 0) + 1);
        if (!this.#examples.has(noun)) this.#examples.set(noun, excerpt(document, place.start, place.end));
      }
      if (!this.countsPhrases) return;
      row.push(this.#words.text(word).slice(0, this.#endOf[word]));
      if (row.length > LONGEST_PHRASE) row.shift();
      for (let first = 0; first < row.length - 1; first++) this.#phrases.addText(row.slice(first).join(' '));
      if (length !== this.#endOf[word]) row = [];
    });
  }

  uses(): Uses {
    const nouns = Uint32Array.from(this.#documents.keys()).sort();
    return {
      nouns,
      documents: nouns.map((noun) => this.#documents.get(noun)!),
      examples: Array.from(nouns, (noun) => this.#examples.get(noun)!),
      phrases: this.#phrases.packed(),
    };
  }

  #lookUp(word: number): void {
    const head = headOf(this.#words.text(word), this.lexicon);
    this.#nounOf.push(head === null ? NONE : this.lexicon.numbers.get(head)!);
    this.#endOf.push(head?.length ?? 0);
  }
}

function excerpt(text: string, start: number, end: number): string {
  let from = text.lastIndexOf('\n', start) + 1;
  const next = text.indexOf('\n', end);
  let to = next < 0 ? text.length : next;
  if (start - from > AROUND) from = text.indexOf(' ', start - AROUND) + 1 || start;
  if (to - end > AROUND) to = Math.max(end, text.lastIndexOf(' ', end + AROUND));
  return text.slice(Math.min(from, start), to).replace(/\s+/g, ' ').trim();
}
