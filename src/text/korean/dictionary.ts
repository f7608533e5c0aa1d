import type { StringTable } from './string-table.js';
import type { Trie } from './trie.js';
import type { WordDetails } from './word-details.js';

/** A list of words with what MeCab knows of each: the words of trie node `n` are `[first[n], first[n + 1])`. */
export interface Lexicon {
  readonly trie: Trie;
  /** First word of each trie node, one more than there are nodes. */
  readonly first: Uint32Array;
  /** Word class of each word, a row of {@link WordClasses}. */
  readonly wordClass: Uint16Array;
  /** Word cost. */
  readonly cost: Int16Array;
}

/** What words share: context ids and the features that do not depend on the surface. */
export interface WordClasses {
  readonly leftId: Uint16Array;
  readonly rightId: Uint16Array;
  /** Number of the part of speech in pos-id.def; the space penalty hangs on it. */
  readonly posId: Uint16Array;
  /** The feature fields but reading and expression: `tag,meaning,final,type,first,last`. */
  readonly features: StringTable;
}

/**
 * Connection costs. Ids that cost the same beside every other share a row or a column:
 * `cells[columnOf[right id of the left word] + width * rowOf[left id of the right word]]`.
 */
export interface ConnectionMatrix {
  /** How many right ids (of left words) and left ids (of right words) there are. */
  readonly leftSize: number;
  readonly rightSize: number;
  readonly rowOf: Uint16Array;
  readonly columnOf: Uint16Array;
  /** Number of different columns. */
  readonly width: number;
  readonly cells: Int16Array;
}

/**
 * MeCab's character definition, one number a UTF-16 unit: bits 0–17 the categories, 18–25 the default
 * category, 26–29 the length of unknown words, 30 whether equal characters are grouped, 31 whether
 * unknown words are made even where the dictionary has a word.
 */
export interface CharacterTable {
  readonly names: readonly string[];
  readonly info: Uint32Array;
}

/** Words made for characters the dictionary lacks, by category of {@link CharacterTable}. */
export interface UnknownWords {
  /** First word of each category, one more than there are categories. */
  readonly first: Uint16Array;
  readonly leftId: Uint16Array;
  readonly rightId: Uint16Array;
  readonly posId: Uint16Array;
  readonly cost: Int16Array;
  readonly features: readonly string[];
}

/**
 * mecab-ko-dic in memory. Plain arrays over shared memory and a few strings: a structured clone of this
 * record (a message to a worker thread) shares the arrays and copies next to nothing.
 */
export interface KoreanDictionary {
  readonly lexicon: Lexicon;
  readonly classes: WordClasses;
  /** To be read through `openDetails`. */
  readonly details: WordDetails;
  readonly matrix: ConnectionMatrix;
  readonly characters: CharacterTable;
  readonly unknown: UnknownWords;
  /** Cost added to a word after white space, by {@link WordClasses.posId}. */
  readonly spacePenalty: Int32Array;
}
