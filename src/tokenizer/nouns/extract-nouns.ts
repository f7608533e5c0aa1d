import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SimsaError } from '../../core/index.js';
import type { KoreanDictionary } from '../../text/index.js';
import { writeMecabDictionary } from '../terms/mecab-csv.js';
import { writeTerms } from '../terms/terms-file.js';
import { BlockNotes } from './block-notes.js';
import { type CountState, readState, writeState } from './count-state.js';
import { CountedWords } from './counted-words.js';
import { type FoundNoun, joinNouns } from './find-nouns.js';
import type { GroupNouns } from './group-nouns.js';
import { NounPool, type NounStep } from './noun-pool.js';
import { unpackNouns } from './packed-nouns.js';
import { rightPartsOf } from './right-parts.js';
import { type SharedSuffixes, sharedSuffixes } from './right-suffixes.js';
import { phraseTerms, termsOf, UseGatherer } from './terms.js';
import { type TextBlock, type TextFile, textBlocks, textFiles } from './text-blocks.js';
import type { NounEvent, NounOptions, NounReport, Term } from './types.js';
import { WordCounts } from './word-counts.js';
import { Sample } from './word-sample.js';

export const TERMS = 'terms.tsv';
export const MECAB_DICTIONARY = 'pat_all_mecab_dic.csv';
/** Where counts lie while the work goes on; removed at its end. */
const WORK = '.counts';
const NOTES = 'blocks.tmp';
const WORDS_IN_MEMORY = 2_000_000;
/** Blocks after which counting can go on when the process ended without warning: about 256 MB. */
const CHECKPOINT = 64;

/**
 * Extracts the nouns, compounds and, on demand, rows of nouns of Korean text into `terms.tsv` and a user dictionary
 * for MeCab-ko. The text is read twice as a stream: once to count its words, once to see how the nouns found are
 * used. Memory holds `wordsInMemory` counted words and the nouns found, whatever the size of the text.
 *
 * Counting that was interrupted goes on where it stopped when the same files are given again.
 * @param paths text files and folders of them, see {@link textFiles}
 * @throws `input.not-found`, `input.no-files`, `input.unreadable`, `tokenizer.no-text`, `tokenizer.cannot-write`
 */
export async function* extractNouns(
  paths: readonly string[],
  folder: string,
  options: NounOptions = {},
): AsyncGenerator<NounEvent> {
  const files = textFiles(paths, options.weightsOnly);
  const work = join(folder, WORK);
  mkdirSync(work, { recursive: true });
  const notes = new BlockNotes(join(work, NOTES));
  const pool = new NounPool(options.workers ?? 0);
  try {
    yield* new Extraction({ files, folder, work, notes, pool, options }).run();
  } finally {
    notes.close();
    await pool.close();
  }
}

interface Setting {
  readonly files: readonly TextFile[];
  readonly folder: string;
  readonly work: string;
  readonly notes: BlockNotes;
  readonly pool: NounPool;
  readonly options: NounOptions;
}

class Extraction {
  readonly #start = performance.now();
  readonly #bytes: number;
  #report: Omit<NounReport, 'seconds' | 'interrupted'>;

  constructor(readonly setting: Setting) {
    this.#bytes = setting.files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#report = {
      terms: 0,
      compounds: 0,
      phrases: 0,
      words: 0,
      differentWords: 0,
      documents: 0,
      bytes: this.#bytes,
      unreadable: 0,
      rightParts: 0,
    };
  }

  async *run(): AsyncGenerator<NounEvent> {
    // Opening the dictionary takes as long as counting some ten million characters; both are done at once.
    const dictionary = this.setting.pool.openDictionary();
    dictionary.catch(() => {});
    const words = yield* this.#count();
    if (!words) return yield this.#done(true);
    const found = yield* this.#find(words, await dictionary);
    const terms = yield* this.#use(found.nouns, found.suffixes);
    if (!terms) return yield this.#done(true);
    this.#write(terms);
    this.setting.notes.close();
    rmSync(this.setting.work, { recursive: true, force: true });
    yield this.#done(false);
  }

  #done(interrupted: boolean): NounEvent {
    const seconds = (performance.now() - this.#start) / 1000;
    return { type: 'done', report: { ...this.#report, seconds, interrupted } };
  }

  /** Counts all words of the text; null when it was interrupted. */
  async *#count(): AsyncGenerator<NounEvent, CountedWords | null> {
    const { files, work, notes, pool, options } = this.setting;
    let state: CountState = readState(work, files);
    const words = new CountedWords(work, 'words', options.wordsInMemory ?? WORDS_IN_MEMORY, state.runs);
    const task = ({ bytes }: TextBlock) => ({ task: { bytes }, move: [bytes.buffer] });
    for await (const [counted, read] of pool.runAll('count', this.#steps<'count'>(task, state.blocks))) {
      words.add({ ...counted.words, counts: counted.counts });
      notes.keep(state.blocks, counted.words, counted.wasComposed);
      state = {
        blocks: state.blocks + 1,
        runs: words.runs,
        documents: state.documents + counted.documents,
        unreadable: state.unreadable + counted.unreadable,
      };
      const stop = options.signal?.aborted ?? false;
      if (stop || state.blocks % CHECKPOINT === 0) {
        words.spill();
        writeState(work, files, { ...state, runs: words.runs });
      }
      if (stop) return null;
      yield this.#progress('count-words', read);
    }
    this.#report = { ...this.#report, documents: state.documents, unreadable: state.unreadable };
    return words;
  }

  async *#find(
    words: CountedWords,
    dictionary: KoreanDictionary,
  ): AsyncGenerator<NounEvent, { nouns: FoundNoun[]; suffixes: SharedSuffixes }> {
    const { pool, options } = this.setting;
    const { all, different } = words.size();
    if (different === 0) throw new SimsaError('tokenizer.no-text');
    const sample = new Sample(different);
    for await (const [counts] of pool.runAll('learn', sample.steps(words, dictionary))) sample.add(counts);
    const rightParts = rightPartsOf(sample.counts);
    const suffixes = sharedSuffixes(rightParts);
    const setting = { dictionary, suffixes, minFrequency: options.minFrequency ?? 5 };
    const found: GroupNouns[] = [];
    for await (const [answer, done] of pool.runAll('find', sample.stepsWithReadings(words.batches(), setting))) {
      const { nouns, leftOver, parts } = answer;
      found.push({ nouns: unpackNouns(nouns), leftOver: unpackNouns(leftOver), parts });
      yield { type: 'progress', progress: { stage: 'find-nouns', done, total: different, unit: 'records' } };
    }
    this.#report = { ...this.#report, words: all, differentWords: different, rightParts: rightParts.size };
    return { nouns: joinNouns(found, rightParts), suffixes };
  }

  /** Sees how the nouns are used; null when it was interrupted. */
  async *#use(nouns: readonly FoundNoun[], suffixes: SharedSuffixes): AsyncGenerator<NounEvent, Term[] | null> {
    const { work, notes, pool, options } = this.setting;
    const phrases = options.phrases ?? false;
    const table = new WordCounts();
    for (const { word } of nouns) table.addText(word);
    const lexicon = { nouns: table.shared(), suffixes };
    const uses = new UseGatherer(nouns.length);
    const rows = new CountedWords(work, 'phrases', options.wordsInMemory ?? WORDS_IN_MEMORY);
    const task = ({ bytes }: TextBlock, number: number) => {
      const noted = notes.read(number);
      const move = noted === null ? [bytes.buffer] : [bytes.buffer, noted.words.units.buffer];
      return { task: { bytes, lexicon, phrases, noted }, move };
    };
    for await (const [used, read] of pool.runAll('use', this.#steps<'use'>(task, 0))) {
      if (options.signal?.aborted) return null;
      uses.add(used);
      rows.add(used.phrases);
      yield this.#progress('see-uses', read);
    }
    const terms = termsOf(nouns, table, uses);
    if (!phrases) return terms;
    return [...terms, ...phraseTerms(rows.sorted(), nouns, { minFrequency: options.minFrequency ?? 5 })];
  }

  /** The blocks of all files as tasks, with the bytes read up to their end. */
  async *#steps<Kind extends 'count' | 'use'>(
    taskOf: (block: TextBlock, number: number) => Omit<NounStep<Kind, number>, 'note'>,
    skip: number,
  ): AsyncGenerator<NounStep<Kind, number>> {
    let before = 0;
    let number = 0;
    for (const file of this.setting.files) {
      for await (const block of textBlocks(file)) {
        if (number >= skip) yield { ...taskOf(block, number), note: before + block.read };
        number++;
      }
      before += file.bytes;
    }
  }

  #progress(stage: string, done: number): NounEvent {
    return { type: 'progress', progress: { stage, done, total: this.#bytes, unit: 'bytes' } };
  }

  #write(terms: readonly Term[]): void {
    const { folder } = this.setting;
    writeTerms(join(folder, TERMS), terms);
    writeMecabDictionary(join(folder, MECAB_DICTIONARY), terms);
    const phrases = terms.filter(({ term }) => term.includes(' ')).length;
    const compounds = terms.filter(({ parts }) => parts.length > 0).length - phrases;
    this.#report = { ...this.#report, terms: terms.length, compounds, phrases };
  }
}
