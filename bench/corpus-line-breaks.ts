import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CLAIMS_PAGE, DESCRIPTION_PAGE } from '../src/corpus/cleaning/line-breaks/layout.js';
import { isOpenPlace } from '../src/corpus/cleaning/line-breaks/places.js';
import { findChanges } from '../src/corpus/cleaning/line-breaks/repair.js';
import { readSpacingModel } from '../src/corpus/cleaning/line-breaks/spacing-model.js';
import { type Print, printed, seeded } from './corpus/printed.js';
import type { BenchOptions, Measurement } from './types.js';

interface CleanText {
  readonly isClaim: boolean;
  readonly text: string;
}

/** Whole documents that the spacing model did not learn from: the second tenth by hash of their number. */
const TENTH = 1;
const LONG = 60;

/**
 * Repair of line breaks where the truth is known: clean text set in lines and taken off the page again, as the gazettes
 * are printed (104 columns) and in lines of 38 to 45 characters that no page has.
 */
export async function run({ data }: BenchOptions): Promise<readonly Measurement[]> {
  if (data === null) throw new Error('Name the data with --data DIR: it holds kr/.');
  const texts = [
    ...pharmaceutical(`${data}/kr/kr_pharma_histories.jsonl.gz`),
    ...fullTexts(`${data}/kr/kr_fulltext_small.jsonl.gz`),
  ];
  return [true, false].flatMap((isGazette) =>
    [false, true].flatMap((isClaim) =>
      measure(
        texts.filter((text) => text.isClaim === isClaim),
        { isGazette, isClaim },
      ),
    ),
  );
}

function measure(
  texts: readonly CleanText[],
  { isGazette, isClaim }: { isGazette: boolean; isClaim: boolean },
): Measurement[] {
  const model = readSpacingModel();
  const random = seeded(7);
  const width = isGazette ? () => 104 : () => 38 + Math.floor(random() * 8);
  const print: Print = { width, hangul: isGazette ? 2 : 1, leavesBlank: !isClaim };
  const counts = { right: 0, rightWithin: 0, wrong: 0, damaged: 0, decidable: 0, units: 0 };
  const start = process.cpuUsage().user;
  for (const { text } of texts) count(counts, printed(text, print), { model, isClaim });
  const seconds = (process.cpuUsage().user - start) / 1e6;
  const name = `${isGazette ? 'gazette page' : '38–45 characters'}, ${isClaim ? 'blanks taken' : 'blanks left'}`;
  return [
    { what: `${name}: damaged places`, value: counts.damaged, unit: '' },
    { what: `${name}: precision`, value: rounded(counts.right / (counts.right + counts.wrong)), unit: '' },
    { what: `${name}: recall`, value: rounded(counts.right / counts.damaged), unit: '' },
    { what: `${name}: recall within Hangul`, value: rounded(counts.rightWithin / counts.decidable), unit: '' },
    { what: `${name}: damage and repair`, value: rounded((counts.units * 3) / 1e6 / seconds), unit: 'MB/s' },
  ];
}

interface Counts {
  right: number;
  rightWithin: number;
  wrong: number;
  damaged: number;
  /** Damaged places with Hangul on both sides. */
  decidable: number;
  units: number;
}

function count(
  counts: Counts,
  { text, joins, parts }: ReturnType<typeof printed>,
  { model, isClaim }: { model: ReturnType<typeof readSpacingModel>; isClaim: boolean },
): void {
  const wanted = isClaim ? parts : joins;
  counts.units += text.length;
  counts.damaged += wanted.size;
  for (const at of wanted) if (isWithinHangul(text, at - 1, isClaim ? at : at + 1)) counts.decidable++;
  for (const { at, kind } of findChanges(model, text, isClaim ? CLAIMS_PAGE : DESCRIPTION_PAGE)) {
    if ((kind === 'part') === isClaim && wanted.has(at)) {
      counts.right++;
      if (isWithinHangul(text, at - 1, isClaim ? at : at + 1)) counts.rightWithin++;
    }
    // Clean text has clauses run on after a mark (`있어서,상기`) of its own; to part them is right.
    else if (kind === 'join' || !/[,.;]/.test(text.charAt(at - 1))) counts.wrong++;
  }
}

function isWithinHangul(text: string, left: number, right: number): boolean {
  return isOpenPlace(text, left, right) && /[가-힣]/.test(text.charAt(left));
}

interface ClaimText {
  readonly text?: string;
}

interface PharmaceuticalRecord {
  readonly applicationNumber: string;
  readonly abstract_ko?: string;
  readonly claimVersions?: readonly { readonly claims: readonly ClaimText[] }[];
}

function pharmaceutical(file: string): CleanText[] {
  return records<PharmaceuticalRecord>(file)
    .filter(({ applicationNumber }) => createHash('sha1').update(applicationNumber).digest()[0]! % 10 === TENTH)
    .flatMap(({ abstract_ko = '', claimVersions = [] }) => [
      { isClaim: false, text: clean(abstract_ko) },
      ...claimTexts(claimVersions.at(-1)?.claims ?? []).slice(0, 6),
    ])
    .filter(({ text }) => text.length > LONG);
}

interface FullTextRecord {
  readonly source?: string;
  readonly claims: readonly ClaimText[];
  readonly description?: Readonly<Record<string, readonly string[]>>;
}

/** The records of this file that were not taken from printed pages. */
function fullTexts(file: string): CleanText[] {
  return records<FullTextRecord>(file)
    .filter(({ source }) => source === 'yc-song/patent_search')
    .flatMap(({ claims, description = {} }) => [
      ...Object.values(description).flatMap((texts) => texts.map((text) => ({ isClaim: false, text: clean(text) }))),
      ...claimTexts(claims),
    ])
    .filter(({ text }) => text.length > LONG);
}

function claimTexts(claims: readonly ClaimText[]): CleanText[] {
  return claims.map(({ text = '' }) => ({ isClaim: true, text: clean(text) }));
}

function records<R>(file: string): R[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as R);
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim();
const rounded = (value: number) => Math.round(value * 1000) / 1000;
