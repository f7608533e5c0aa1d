import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../core/index.js';
import { openKoreanAnalyser } from '../../text/index.js';
import { cannotWrite } from '../counts/sorted-runs.js';
import { UnitCounter } from '../counts/unit-counter.js';
import { hashOf, type TokenizerData, writeTokenizer } from '../files/folder.js';
import { readLines } from '../files/read-text.js';
import { mecabLine } from '../terms/mecab-csv.js';
import { readTerms } from '../terms/terms-file.js';
import type { TokenizerSettings } from '../types.js';
import { canonical } from '../units/canonical.js';
import { openUnitReader, type UnitReader } from '../units/units.js';
import { type TrainingOptions, trainSubwords } from './train.js';

export interface TrainTokenizerOptions extends TrainingOptions {
  readonly units?: TokenizerSettings['units'];
  readonly cased?: boolean;
  /** Nouns that stay whole in analysis: a `terms.tsv`, or a user dictionary in any form the analyser opens. */
  readonly terms?: string;
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
  const { algorithm, units = 'morphemes', cased = true, signal } = options;
  const settings: TokenizerSettings = { algorithm, units, cased, blanks: 'marked' };
  makeFolder(folder);
  const terms = options.terms === undefined ? null : termDictionary(options.terms, folder);
  const reader = openUnitReader(units === 'words' ? null : openKoreanAnalyser(terms ? { userDictionary: terms } : {}));
  using counter = new UnitCounter({ folder });
  let lines = 0;
  for await (const line of readLines(inputs)) {
    signal?.throwIfAborted();
    countLine(line, { counter, reader, cased });
    if (++lines % 1000 === 0) yield progress('counting', counter.bytes, 'bytes');
  }
  const counted = counter.commonest(MOST_UNITS);
  yield progress('learning', counted.units.length, 'records');
  const subwords = trainSubwords(counted, options);
  const data: TokenizerData = { settings, ...subwords, terms };
  const amounts = { lines, bytes: counter.bytes, units: counter.total, different: counter.different };
  const report = { folder, hash: hashOf(data), size: data.tokens.length, ...amounts };
  writeTokenizer(folder, data, { ...amounts, vocabulary: options.vocabulary });
  yield { type: 'done', report };
}

interface Counting {
  readonly counter: UnitCounter;
  readonly reader: UnitReader;
  readonly cased: boolean;
}

/** Counts the units of a line. */
export function countLine(line: string, { counter, reader, cased }: Counting): void {
  const { text } = canonical(line, cased);
  counter.bytes += Buffer.byteLength(line);
  reader.visit(text, (start, end, blank) => counter.add(text, start, end, blank));
}

/** A user dictionary has no rows of words, and MeCab-ko reads Latin letters and digits as words of their own. */
const HANGUL = /^[가-힣]+$/;

/** A file of nouns as a user dictionary; made beside the tokenizer from a `terms.tsv`. */
function termDictionary(path: string, folder: string): string {
  if (!path.endsWith('.tsv')) return path;
  const terms = readTerms(path).filter(({ term }) => HANGUL.test(term));
  const made = join(folder, 'terms.dic');
  try {
    writeFileSync(made, terms.map((term) => `${mecabLine(term)}\n`).join(''));
  } catch (thrown) {
    throw cannotWrite(made, thrown);
  }
  return made;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (thrown) {
    throw cannotWrite(folder, thrown);
  }
}

function progress(stage: string, done: number, unit: 'bytes' | 'records'): TrainingEvent {
  return { type: 'progress', progress: { stage, done, total: null, unit } };
}
