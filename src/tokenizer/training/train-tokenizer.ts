import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Progress, SimsaError } from '../../core/index.js';
import { type KoreanAnalyser, openKoreanAnalyser, writeUserDictionary } from '../../text/index.js';
import { cannotWrite } from '../counts/sorted-runs.js';
import { UnitCounter } from '../counts/unit-counter.js';
import { hashOf, type TokenizerData, writeTokenizer } from '../files/folder.js';
import { readLines } from '../files/read-text.js';
import { trainWithRows } from '../rows/train-with-rows.js';
import { UnitLines } from '../rows/unit-lines.js';
import { mecabLine } from '../terms/mecab-csv.js';
import { readTerms } from '../terms/terms-file.js';
import type { Reach, TokenizerSettings } from '../types.js';
import { canonical } from '../units/canonical.js';
import { openUnitReader, type UnitReader } from '../units/units.js';
import { type TrainingOptions, trainSubwords } from './train.js';

export interface TrainTokenizerOptions extends TrainingOptions {
  readonly units?: TokenizerSettings['units'];
  readonly cased?: boolean;
  /** How far a token may reach; default: one unit. More than that needs `unigram`. */
  readonly reach?: Reach;
  /** Tokens that are rows of units where they may be; default {@link DEFAULT_ROWS}. */
  readonly rows?: number;
  /** Nouns that stay whole in analysis: a `terms.tsv`, or a user dictionary in any form the analyser opens. */
  readonly terms?: string;
  /** Only text that may train weights that ship, as its records say. */
  readonly weightsOnly?: boolean;
  readonly signal?: AbortSignal;
}

/** What was read and learned. */
export interface TrainingReport {
  readonly folder: string;
  readonly hash: string;
  readonly size: number;
  readonly lines: number;
  /** Bytes of the text in UTF-8. */
  readonly bytes: number;
  /** Units of the text, and how many different ones. */
  readonly units: number;
  readonly different: number;
}

export type TrainingEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'done'; readonly report: TrainingReport };

/** Of the default vocabulary; with more the text takes hardly fewer tokens, and fewer terms stay whole. */
export const DEFAULT_ROWS = 6000;

/** Different units training looks at; rarer ones could not earn a token of the default vocabulary. */
const MOST_UNITS = 400_000;

/**
 * Learns a tokenizer from texts of any length and writes it as a folder. Memory does not grow with the text: units
 * are counted in sorted runs. The same text and options give the same folder.
 * @throws what {@link readLines}, {@link trainSubwords} and {@link writeTokenizer} throw
 */
export async function* trainTokenizer(
  inputs: readonly string[],
  folder: string,
  options: TrainTokenizerOptions,
): AsyncGenerator<TrainingEvent> {
  const {
    algorithm,
    units = 'morphemes',
    cased = true,
    reach = 'unit',
    rows = DEFAULT_ROWS,
    weightsOnly,
    signal,
  } = options;
  if (reach !== 'unit' && algorithm !== 'unigram') throw new SimsaError('tokenizer.rows-need-unigram', { algorithm });
  const settings: TokenizerSettings = { algorithm, units, reach, cased, blanks: 'marked' };
  using work = workFolder(folder);
  const analyser = units === 'words' ? null : openKoreanAnalyser({ userDictionary: termSource(options.terms) });
  const terms = analyser && termDictionary(analyser, work.path);
  const reader = openUnitReader(analyser);
  using counter = new UnitCounter({ folder: work.path });
  const unitLines = reach === 'unit' ? null : new UnitLines(reach);
  let lines = 0;
  for await (const line of readLines(inputs, { weightsOnly })) {
    signal?.throwIfAborted();
    countLine(line, { counter, reader, cased, lines: unitLines });
    if (++lines % 1000 === 0) yield progress('counting', counter.bytes, 'bytes');
  }
  const counted = counter.commonest(MOST_UNITS);
  yield progress('learning', counted.units.length, 'records');
  const subwords =
    unitLines === null ? trainSubwords(counted, options) : trainWithRows(counted, unitLines, { ...options, rows });
  const data: TokenizerData = { settings, ...subwords, terms };
  const amounts = { lines, bytes: counter.bytes, units: counter.total, different: counter.different };
  const report = { folder, hash: hashOf(data), size: data.tokens.length, ...amounts };
  writeTokenizer(folder, data, { ...amounts, vocabulary: options.vocabulary, ...(reach === 'unit' ? {} : { rows }) });
  yield { type: 'done', report };
}

interface Counting {
  readonly counter: UnitCounter;
  readonly reader: UnitReader;
  readonly cased: boolean;
  /** Where the units are kept in order, if rows are to be learned. */
  readonly lines?: UnitLines | null;
}

/** Counts the units of a line. */
export function countLine(line: string, { counter, reader, cased, lines = null }: Counting): void {
  const { text } = canonical(line, cased);
  counter.bytes += Buffer.byteLength(line);
  lines?.beginLine();
  reader.visit(text, (start, end, blank) => {
    counter.add(text, start, end, blank);
    lines?.add(text, start, end, blank);
  });
}

/** A user dictionary has no rows of words, and MeCab-ko reads Latin letters and digits as words of their own. */
const HANGUL = /^[가-힣]+$/;

function termSource(path: string | undefined): string | readonly string[] | undefined {
  if (!path?.endsWith('.tsv')) return path;
  return readTerms(path)
    .filter(({ term }) => HANGUL.test(term))
    .map(mecabLine);
}

/** The nouns in the form that opens at once, for the tokenizer to be. */
function termDictionary({ dictionary, userDictionary }: KoreanAnalyser, folder: string): string | null {
  if (userDictionary === null) return null;
  const path = join(folder, 'terms.dic');
  try {
    writeUserDictionary(userDictionary, dictionary, path);
  } catch (thrown) {
    throw cannotWrite(path, thrown);
  }
  return path;
}

/** What a run writes on its way, in a folder within the tokenizer's, which a run that was killed leaves to the next. */
function workFolder(folder: string): Disposable & { readonly path: string } {
  const path = join(folder, 'training.part');
  const remove = () => rmSync(path, { recursive: true, force: true });
  try {
    remove();
    mkdirSync(path, { recursive: true });
  } catch (thrown) {
    throw cannotWrite(folder, thrown);
  }
  return { path, [Symbol.dispose]: remove };
}

function progress(stage: string, done: number, unit: 'bytes' | 'records'): TrainingEvent {
  return { type: 'progress', progress: { stage, done, total: null, unit } };
}
