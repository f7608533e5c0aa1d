import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openKoreanAnalyser } from '../src/text/index.js';
import {
  countLine,
  measureTokenizer,
  openUnitReader,
  type Reach,
  type Tokenizer,
  tokenizerOf,
  trainSubwords,
  trainWithRows,
  UnitCounter,
  UnitLines,
} from '../src/tokenizer/index.js';
import { KneserNey } from './n-grams/kneser-ney.js';
import { linesIn, linesOfShare, prepareSample, type Sample } from './tokenizer/sample.js';
import { termsToKeep } from './tokenizer/terms.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/tokenizer/', import.meta.url));
const NOUNS = fileURLToPath(new URL('../models/tokenizer/terms.csv', import.meta.url));
/** How far tokens reach, how many of them are rows of units, and how many there are in all. */
const CELLS: readonly (readonly [reach: Reach, rows: number, vocabulary: number])[] = [
  ['unit', 0, 21_400],
  ['word', 4_000, 21_400],
  ['word', 6_000, 21_400],
  ['line', 2_000, 21_400],
  ['line', 4_000, 21_400],
  ['line', 6_000, 21_400],
  ['line', 8_000, 21_400],
  ['line', 12_000, 21_400],
  ['unit', 0, 32_000],
  ['line', 9_000, 32_000],
];

interface Cell {
  readonly bytesPerToken: number;
  readonly wholeTerms: number;
  readonly renyiEfficiency: number;
  readonly bitsPerByte: number;
}

/**
 * What tokens that are rows of whole units are worth, by their number: the table of docs/tokenizer.md. Cells are kept in
 * the working folder, so a run that was stopped goes on; delete the folder to begin anew.
 */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/ and us/.');
  const sample = await prepareSample(data, WORK);
  let train: ((reach: Reach, rows: number, vocabulary: number) => Tokenizer) | null = null;
  return CELLS.flatMap(([reach, rows, vocabulary]) => {
    const name = `reach ${reach}, ${rows} rows of ${vocabulary}`;
    const cell = remembered(name, () => {
      train ??= openTraining(sample);
      return measureCell(train(reach, rows, vocabulary), sample);
    });
    return [
      { what: `${name}: bytes a token`, value: cell.bytesPerToken, unit: '' },
      { what: `${name}: whole terms of 500`, value: cell.wholeTerms, unit: '' },
      { what: `${name}: Rényi efficiency`, value: cell.renyiEfficiency, unit: '' },
      { what: `${name}: bits a byte`, value: cell.bitsPerByte, unit: '' },
    ];
  });
}

/** Counts the text once for all cells. */
function openTraining({ train }: Sample) {
  const analyser = openKoreanAnalyser({ userDictionary: NOUNS });
  const reader = openUnitReader(analyser);
  const counter = new UnitCounter();
  // Counts are the same for both reaches; the second time only the order of units is wanted.
  const unheard = new UnitCounter();
  const lines = { word: new UnitLines('word'), line: new UnitLines('line') };
  for (const text of linesIn(train)) {
    countLine(text, { counter, reader, cased: true, lines: lines.line });
    countLine(text, { counter: unheard, reader, cased: true, lines: lines.word });
  }
  const counted = counter.commonest(400_000);
  return (reach: Reach, rows: number, vocabulary: number): Tokenizer => {
    const subwords =
      reach === 'unit'
        ? trainSubwords(counted, { algorithm: 'unigram', vocabulary })
        : trainWithRows(counted, lines[reach], { vocabulary, rows });
    const settings = { algorithm: 'unigram', units: 'morphemes', reach, cased: true, blanks: 'marked' } as const;
    return tokenizerOf({ settings, terms: NOUNS, ...subwords }, { analyser });
  };
}

function measureCell(tokenizer: Tokenizer, sample: Sample): Cell {
  const held = linesIn(sample.held);
  const figures = measureTokenizer(tokenizer, held);
  const model = new KneserNey(tokenizer.size, 3);
  model.train(linesOfShare(linesIn(sample.train), 4e6).map((line) => tokenizer.ids(line)));
  const bits = held.reduce((sum, line) => sum + model.bits(tokenizer.ids(line)), 0);
  return {
    bytesPerToken: round(figures.bytesPerToken, 3),
    wholeTerms: termsToKeep().filter((term) => tokenizer.ids(term).length === 1).length,
    renyiEfficiency: round(figures.renyiEfficiency, 4),
    bitsPerByte: round(bits / figures.bytes, 4),
  };
}

function remembered(name: string, measure: () => Cell): Cell {
  const path = join(WORK, 'cells', `${name.replaceAll(/[^a-z0-9]+/g, '-')}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Cell;
  const cell = measure();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(cell)}\n`);
  return cell;
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
