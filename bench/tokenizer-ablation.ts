import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ALGORITHMS,
  type Algorithm,
  renyiEfficiency,
  type Tokenizer,
  tokenizerOf,
  trainSubwords,
} from '../src/tokenizer/index.js';
import { KneserNey } from './n-grams/kneser-ney.js';
import { prepareSample } from './tokenizer/sample.js';
import { termsToKeep } from './tokenizer/terms.js';
import { type CutSample, cutSample, VARIANTS, type Variant } from './tokenizer/variants.js';
import type { BenchOptions, Measurement } from './types.js';

const WORK = fileURLToPath(new URL('./work/tokenizer/', import.meta.url));
const CELLS = fileURLToPath(new URL('./results/tokenizer-ablation.cells/cells.json', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/tokenizer.md', import.meta.url));
const SIZES = [8_000, 16_000, 21_400, 32_000];

/** What one tokenizer of the table is worth, on documents it has not seen. */
interface Cell {
  readonly variant: string;
  readonly algorithm: Algorithm;
  readonly vocabulary: number;
  readonly bytesPerToken: number;
  /** Of the 500 terms of a patent office, those that are one token. */
  readonly wholeTerms: number;
  readonly renyiEfficiency: number;
  /** Bits a byte of a trigram model over the tokens. */
  readonly bitsPerByte: number;
  /** Subword stage, MB/s of text in units; one thread. */
  readonly encode: number;
  readonly trainSeconds: number;
}

/**
 * The ablation of the recipe: morphology and nouns × algorithm × vocabulary. Each cell is kept in the working folder,
 * so a run that was stopped goes on; delete the folder to begin anew. Writes the table into docs/tokenizer.md.
 */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/ and us/.');
  const sample = await prepareSample(data, WORK);
  const terms = termsToKeep();
  const cells: Cell[] = [];
  for (const variant of VARIANTS) {
    let cut: Promise<CutSample> | null = null;
    for (const algorithm of ALGORITHMS) {
      for (const vocabulary of SIZES) {
        const measure = async () => {
          cut ??= cutSample(variant, sample, terms);
          return measureCell(await cut, { variant, algorithm, vocabulary });
        };
        cells.push(await remembered(`${variant.name} ${algorithm} ${vocabulary}`, measure));
        publish(cells);
      }
    }
  }
  const best = cells.reduce((a, b) => (b.bitsPerByte < a.bitsPerByte ? b : a));
  return [
    { what: 'cells', value: cells.length, unit: '' },
    {
      what: `fewest bits a byte: ${best.variant}, ${best.algorithm}, ${best.vocabulary}`,
      value: best.bitsPerByte,
      unit: '',
    },
  ];
}

async function remembered(name: string, measure: () => Promise<Cell>): Promise<Cell> {
  const path = join(WORK, 'cells', `${name.replaceAll(/[^a-z0-9]+/g, '-')}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Cell;
  const cell = await measure();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(cell)}\n`);
  console.error(JSON.stringify(cell));
  return cell;
}

interface Choice {
  readonly variant: Variant;
  readonly algorithm: Algorithm;
  readonly vocabulary: number;
}

function measureCell({ counter, held, terms, language }: CutSample, { variant, algorithm, vocabulary }: Choice): Cell {
  const start = process.cpuUsage().user;
  const subwords = trainSubwords(counter.commonest(400_000), { algorithm, vocabulary });
  const trainSeconds = (process.cpuUsage().user - start) / 1e6;
  const settings = { algorithm, units: 'words', reach: 'unit', cased: true, blanks: 'marked' } as const;
  const tokenizer = tokenizerOf({ settings, terms: null, ...subwords });
  const rows = held.map((line) => tokenizer.idsOfPretokenised(line));
  const tokens = rows.reduce((sum, row) => sum + row.length, 0);
  const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(tokenizer.decode(row)), 0);
  return {
    variant: variant.name,
    algorithm,
    vocabulary,
    bytesPerToken: round(bytes / tokens, 3),
    wholeTerms: terms.filter((term) => tokenizer.idsOfPretokenised(term).length === 1).length,
    renyiEfficiency: round(renyiEfficiency(countsOf(rows, tokenizer.size)), 4),
    bitsPerByte: round(bitsOf(tokenizer, language, rows) / bytes, 4),
    encode: Math.round(encodeSpeed(tokenizer, held)),
    trainSeconds: round(trainSeconds, 1),
  };
}

function countsOf(rows: readonly Int32Array[], size: number): Float64Array {
  const counts = new Float64Array(size);
  for (const row of rows) for (const id of row) counts[id]!++;
  return counts;
}

function bitsOf(tokenizer: Tokenizer, language: readonly string[], rows: readonly Int32Array[]): number {
  const model = new KneserNey(tokenizer.size, 3);
  model.train(language.map((line) => tokenizer.idsOfPretokenised(line)));
  return rows.reduce((bits, row) => bits + model.bits(row), 0);
}

function encodeSpeed(tokenizer: Tokenizer, lines: readonly string[]): number {
  const start = process.cpuUsage().user;
  for (const line of lines) tokenizer.idsOfPretokenised(line);
  return Buffer.byteLength(lines.join('\n')) / (process.cpuUsage().user - start);
}

/** The cells so far, as JSON and as the table of the page. */
function publish(cells: readonly Cell[]): void {
  mkdirSync(join(CELLS, '..'), { recursive: true });
  writeFileSync(CELLS, `${JSON.stringify(cells, null, 2)}\n`);
  writeTable(cells);
}

const BEGIN = '<!-- ablation: written by `npm run bench -- tokenizer-ablation` -->';
const END = '<!-- end of ablation -->';

function writeTable(cells: readonly Cell[]): void {
  const rows = cells.map(
    (cell) =>
      `| ${cell.variant} | ${cell.algorithm} | ${cell.vocabulary.toLocaleString('en')} | ${cell.bytesPerToken} | ${cell.wholeTerms} | ${cell.renyiEfficiency} | ${cell.bitsPerByte} | ${cell.encode} | ${cell.trainSeconds} |`,
  );
  const table = [
    '| units | algorithm | vocabulary | bytes a token | whole terms of 500 | Rényi efficiency | bits a byte | encode MB/s | training s |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/tokenizer.md has no place for the table: ${BEGIN} … ${END}`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${BEGIN}\n\n${table}\n\n${page.slice(end)}`);
}

const round = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places;
