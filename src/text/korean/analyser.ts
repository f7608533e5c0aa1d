import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SimsaError } from '../../core/index.js';
import type { Morpheme } from '../types.js';
import { orderedByUse } from './connections.js';
import type { KoreanDictionary } from './dictionary.js';
import { Lattice } from './lattice.js';
import type { LatticeTables } from './lattice-tables.js';
import { readMecabFolder } from './mecab-folder.js';
import { unpackDictionary, unpackDictionaryBeside } from './packed-dictionary.js';
import { LONGEST_PIECE, pieces } from './pieces.js';
import { stringAt } from './string-table.js';
import { nodeOf } from './trie.js';
import { readUserDictionary, type UserDictionary, userFeature } from './user-dictionary.js';
import { openUserDictionary } from './user-file.js';
import type { UserReject } from './user-lines.js';
import { openDetails } from './word-details.js';

/** The dictionary that ships with Simsa. */
export const SHIPPED_DICTIONARY = fileURLToPath(new URL('../../../models/korean/mecab-ko-dic.pack', import.meta.url));

/** Where the words come from. */
export interface AnalyserOptions {
  /** A packed file, a folder of MeCab's own files, or a dictionary already opened; default: the one that ships. */
  readonly dictionary?: string | KoreanDictionary;
  /** Path of a MeCab user dictionary in CSV or in our own form, its lines, or one already opened. */
  readonly userDictionary?: string | Iterable<string> | UserDictionary;
  /** Told of each line of a user dictionary that is left out; without it such a line is thrown. */
  readonly onReject?: (reject: UserReject) => void;
  /**
   * What it costs a noun to run across one space, for text whose words were cut at line ends (`데이 터`).
   * Default 0: no noun does, as in MeCab-ko.
   */
  readonly spaceInNoun?: number;
  /** What analysers of the same dictionaries may share, phrases they remember among it; default: its own. */
  readonly tables?: LatticeTables;
}

/** The dictionaries of an analyser, opened. */
export interface OpenDictionaries {
  readonly dictionary: KoreanDictionary;
  readonly userDictionary: UserDictionary | null;
}

/** Receives a morpheme: its place in the text and its number for {@link KoreanAnalyser.feature}. */
export type MorphemeVisitor = (start: number, end: number, word: number) => void;

/** The Korean morphological analyser: MeCab-ko's results, offsets in UTF-16 units of the text as given. */
export interface KoreanAnalyser {
  /** The opened dictionary; a worker thread that receives it shares its memory. */
  readonly dictionary: KoreanDictionary;
  /** The opened user dictionary, shared in the same way. */
  readonly userDictionary: UserDictionary | null;
  analyse(text: string): Morpheme[];
  /** The lean path: calls `visit` for each morpheme and makes no object. */
  visit(text: string, visit: MorphemeVisitor): void;
  /** The same for `units[start, end)`, UTF-16 units; places count from `start`. */
  visitUnits(units: Uint16Array, start: number, end: number, visit: MorphemeVisitor): void;
  /** Numbers of the words that the dictionary, without the user's, spells `units[start, end)`. */
  wordsSpelled(units: Uint16Array, start: number, end: number): readonly number[];
  /** The part of speech of a morpheme met by `visit`. */
  tag(word: number, surface: string): string;
  /** The eight feature fields of a morpheme met by `visit`. */
  feature(word: number, surface: string): string;
}

/**
 * Opens the analyser. Text longer than 16,384 units is read in pieces cut at line ends, sentence ends
 * or spaces, so that memory does not grow with it; shorter text is read whole, as MeCab-ko reads a line.
 * @throws `input.not-found`, `text.bad-dictionary`, `text.bad-user-dictionary`
 */
export function openKoreanAnalyser(options: AnalyserOptions = {}): KoreanAnalyser {
  return new MecabAnalyser(openDictionaries(options), options);
}

/** Opens what `openKoreanAnalyser` would open, with the same errors. */
export function openDictionaries(options: AnalyserOptions): OpenDictionaries {
  const { dictionary: source = SHIPPED_DICTIONARY } = options;
  const dictionary = typeof source === 'string' ? readKoreanDictionary(source) : source;
  return { dictionary, userDictionary: userDictionaryOf(options, dictionary) };
}

function userDictionaryOf({ userDictionary: source, onReject }: AnalyserOptions, dictionary: KoreanDictionary) {
  if (source === undefined) return null;
  if (typeof source === 'string') return openUserDictionary(source, dictionary, onReject);
  return 'trie' in source ? source : readUserDictionary(source, dictionary, onReject);
}

/** Reads a dictionary from a packed file or from a folder of MeCab's compiled files. */
export function readKoreanDictionary(path: string): KoreanDictionary {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SimsaError('input.not-found', { path });
  return orderedByUse(stats.isDirectory() ? readMecabFolder(path) : unpackDictionary(readFileSync(path), path));
}

/**
 * Reads a packed dictionary; what takes longest is done beside the thread that asks, which can do other things.
 * @param path default: the one that ships
 * @throws `input.not-found`, `text.bad-dictionary`
 */
export async function readKoreanDictionaryBeside(path = SHIPPED_DICTIONARY): Promise<KoreanDictionary> {
  const file = await readFile(path).catch((cause: unknown) => {
    throw new SimsaError('input.not-found', { path }, { file: path }, { cause });
  });
  return orderedByUse(await unpackDictionaryBeside(file, path));
}

class MecabAnalyser implements KoreanAnalyser {
  readonly dictionary: KoreanDictionary;
  readonly userDictionary: UserDictionary | null;
  readonly #lattice: Lattice;
  /** By word class, those asked for so far. */
  readonly #tags: (string | undefined)[] = [];

  constructor({ dictionary, userDictionary }: OpenDictionaries, { spaceInNoun = 0, tables }: AnalyserOptions) {
    this.dictionary = dictionary;
    this.userDictionary = userDictionary;
    this.#lattice = new Lattice(dictionary, userDictionary, { spaceInNoun, tables });
  }

  analyse(text: string): Morpheme[] {
    const morphemes: Morpheme[] = [];
    const { firstUnknown, firstUser } = this.#lattice;
    this.visit(text, (start, end, word) => {
      const surface = text.slice(start, end);
      const feature = this.feature(word, surface);
      const known = word < firstUnknown || word >= firstUser;
      morphemes.push({ start, end, surface, tag: tagOf(feature), feature: known ? feature : null });
    });
    return morphemes;
  }

  visit(text: string, visit: MorphemeVisitor): void {
    const lattice = this.#lattice;
    for (const piece of pieces(text)) {
      const count = lattice.analyse(text, piece.start, piece.end);
      const { starts, ends, words } = lattice;
      for (let i = 0; i < count; i++) visit(starts[i]!, ends[i]!, words[i]!);
    }
  }

  visitUnits(units: Uint16Array, start: number, end: number, visit: MorphemeVisitor): void {
    if (end - start > LONGEST_PIECE) {
      this.visit(textOf(units.subarray(start, end)), visit);
      return;
    }
    const lattice = this.#lattice;
    const count = lattice.analyseUnits(units, start, end);
    const { starts, ends, words } = lattice;
    for (let i = 0; i < count; i++) visit(starts[i]!, ends[i]!, words[i]!);
  }

  wordsSpelled(units: Uint16Array, start: number, end: number): readonly number[] {
    const { trie, first } = this.dictionary.lexicon;
    const node = nodeOf(trie, units, start, end);
    if (node < 0) return [];
    return Array.from({ length: first[node + 1]! - first[node]! }, (_, at) => first[node]! + at);
  }

  tag(word: number, surface: string): string {
    if (word >= this.#lattice.firstUnknown) return tagOf(this.feature(word, surface));
    const { classes, lexicon } = this.dictionary;
    const row = lexicon.wordClass[word]!;
    this.#tags[row] ??= tagOf(stringAt(classes.features, row));
    return this.#tags[row];
  }

  feature(word: number, surface: string): string {
    const { firstUnknown, firstUser } = this.#lattice;
    if (word >= firstUser) return userFeature(this.userDictionary!, word - firstUser, surface);
    if (word >= firstUnknown) return this.dictionary.unknown.features[word - firstUnknown]!;
    return systemFeature(this.dictionary, word, surface);
  }
}

const textOf = (units: Uint16Array) =>
  Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');

const tagOf = (feature: string) => feature.slice(0, feature.indexOf(','));

/** `tag,meaning,final,reading,type,first,last,expression` of a word of the dictionary. */
function systemFeature(dictionary: KoreanDictionary, word: number, surface: string): string {
  const { classes, lexicon } = dictionary;
  const { reading, readings, expression, expressions } = openDetails(dictionary.details);
  const [tag, meaning, final, type, first, last] = stringAt(classes.features, lexicon.wordClass[word]!).split(',');
  const read = reading[word] === 0 ? surface : stringAt(readings, reading[word]!);
  return [tag, meaning, final, read, type, first, last, stringAt(expressions, expression[word]!)].join(',');
}
