/**
 * Trains models/korean/spacing.bin: where blanks stand in Korean patent text.
 *
 *   npx tsx scripts/train-spacing.ts OUT.bin [--held-out NUMBERS] [--printed FILE…] FILE…
 *
 * FILEs are JSON lines (plain or gzip); every string of a record with 30 Hangul syllables or more is read. Those after
 * `--printed` came from printed pages: their likely line ends teach nothing. NUMBERS lists application numbers, one a
 * line, that must not be learned from. Two tenths of all applications (by hash of their number) are kept out as well:
 * thresholds were tuned on the first, and bench/corpus-line-breaks.ts measures on the second.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DESCRIPTION_PAGE, lineStarts } from '../src/corpus/cleaning/line-breaks/layout.js';
import { isOpenPlace, Places } from '../src/corpus/cleaning/line-breaks/places.js';
import {
  FEATURES,
  packSpacingModel,
  placeFeatures,
  quantised,
  type SpacingModel,
} from '../src/corpus/cleaning/line-breaks/spacing-model.js';

const SLOTS = 2 ** 20;
const RATE = 0.15;
/** Strings of printed pages in characters: enough for all fields, few enough for minutes. */
const MOST_PRINTED = 15e6;

function* textsOf(file: string, heldOut: ReadonlySet<string>): Generator<string> {
  const bytes = readFileSync(file);
  const all = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
  for (let start = 0; start < all.length; ) {
    const end = all.indexOf(10, start) < 0 ? all.length : all.indexOf(10, start);
    const record = JSON.parse(all.toString('utf8', start, end) || 'null') as Record<string, unknown> | null;
    start = end + 1;
    if (record === null || isKeptOut(String(record.applicationNumber), heldOut)) continue;
    yield* strings(record);
  }
}

function isKeptOut(number: string, heldOut: ReadonlySet<string>): boolean {
  return heldOut.has(number) || createHash('sha1').update(number).digest()[0]! % 10 < 2;
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if ((value.match(/[가-힣]/g)?.length ?? 0) >= 30) yield value.replace(/\s+/g, ' ').trim();
  } else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* strings(inner);
}

class Trainer {
  readonly weights = new Float32Array(SLOTS);
  readonly #squares = new Float32Array(SLOTS).fill(1e-2);
  readonly #slots = new Int32Array(FEATURES);
  places = 0;
  loss = 0;

  learn(text: string, skip: Uint8Array | null): void {
    for (let right = 1; right < text.length; right++) {
      const blank = text.charCodeAt(right - 1) === 32;
      const left = blank ? right - 2 : right - 1;
      if (left < 0 || skip?.[right] === 1 || !isOpenPlace(text, left, right)) continue;
      this.#step(text, left, right, blank ? 1 : 0);
    }
  }

  #step(text: string, left: number, right: number, target: number): void {
    placeFeatures(text, left, right, SLOTS - 1, this.#slots);
    let sum = 0;
    for (const slot of this.#slots) sum += this.weights[slot]!;
    const error = 1 / (1 + Math.exp(-sum)) - target;
    this.places++;
    this.loss += Math.log1p(Math.exp(target === 1 ? -sum : sum));
    if (Math.abs(error) < 0.002) return;
    for (const slot of this.#slots) {
      this.#squares[slot]! += error * error;
      this.weights[slot]! -= (RATE * error) / Math.sqrt(this.#squares[slot]!);
    }
  }

  get model(): SpacingModel {
    return { weights: quantised(this.weights), bias: 0 };
  }
}

function main(args: string[]): void {
  const out = args.shift()!;
  const printed: string[] = [];
  const clean: string[] = [];
  let heldOut: ReadonlySet<string> = new Set();
  let target = clean;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--held-out') heldOut = new Set(readFileSync(args[++i]!, 'utf8').split(/\s+/));
    else if (args[i] === '--printed') target = printed;
    else if (args[i] === '--clean') target = clean;
    else target.push(args[i]!);
  }
  const trainer = new Trainer();
  for (const file of clean) for (const text of textsOf(file, heldOut)) trainer.learn(text, null);
  report(trainer);
  const first = trainer.model;
  let read = 0;
  for (const file of printed)
    for (const text of textsOf(file, heldOut)) {
      if (read > MOST_PRINTED) break;
      read += text.length;
      trainer.learn(text, lineStarts(new Places(first, text), DESCRIPTION_PAGE));
    }
  report(trainer);
  for (const file of clean) for (const text of textsOf(file, heldOut)) trainer.learn(text, null);
  report(trainer);
  writeFileSync(out, packSpacingModel(trainer.model));
}

function report(trainer: Trainer): void {
  console.error(`${trainer.places} places, loss ${(trainer.loss / trainer.places).toFixed(4)}`);
  trainer.places = 0;
  trainer.loss = 0;
}

main(process.argv.slice(2));
