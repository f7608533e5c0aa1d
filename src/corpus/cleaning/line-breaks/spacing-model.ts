import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { SimsaError } from '../../../core/index.js';

/** The model that ships with Simsa. */
export const SHIPPED_SPACING = fileURLToPath(new URL('../../../../models/korean/spacing.bin', import.meta.url));

/** How many features speak about one place. */
export const FEATURES = 18;
const MAGIC = 'SPC1';
/** A stored weight is this many times its value in log-odds. */
const SCALE = 16;

/**
 * Tells how likely a blank is between two letters, from the letters around them: a logistic regression over
 * hashed features (the letters next to the place, one to four on each side, the words to its left and right).
 */
export interface SpacingModel {
  /** Weights in sixteenths of log-odds, one a hash; the length is a power of two. */
  readonly weights: Int8Array;
  readonly bias: number;
}

/** @throws `corpus.bad-model` if the file is none of ours */
export function readSpacingModel(path: string = SHIPPED_SPACING): SpacingModel {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 4) !== MAGIC) throw new SimsaError('corpus.bad-model', { path }, { file: path });
  const weights = brotliDecompressSync(file.subarray(8));
  return { bias: file.readFloatLE(4), weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length) };
}

export function packSpacingModel(model: SpacingModel): Buffer {
  const head = Buffer.alloc(8);
  head.write(MAGIC, 'latin1');
  head.writeFloatLE(model.bias, 4);
  const params = { [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_QUALITY]: 11 };
  return Buffer.concat([head, brotliCompressSync(Buffer.from(model.weights.buffer), { params })]);
}

/** Rounds learned weights to what is stored. */
export function quantised(weights: Float32Array): Int8Array {
  return Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * SCALE))));
}

const slots = new Int32Array(FEATURES);

/**
 * Log-odds of a blank between the unit at `left` and the unit at `right`; what lies between them is not looked at.
 */
export function blankOdds(model: SpacingModel, text: string, left: number, right: number): number {
  placeFeatures(text, left, right, model.weights.length - 1, slots);
  let sum = 0;
  for (let i = 0; i < FEATURES; i++) sum += model.weights[slots[i]!]!;
  return model.bias + sum / SCALE;
}

const LEFT = 7;
const RIGHT = 7;
const before = new Int32Array(LEFT + 1);
const after = new Int32Array(RIGHT + 1);
const BLANK = 32;

/** The slots of a place's features in a table of `mask + 1` weights. */
export function placeFeatures(text: string, left: number, right: number, mask: number, out: Int32Array): void {
  for (let i = 0; i <= LEFT; i++) before[i] = classed(left - i < 0 ? BLANK : text.charCodeAt(left - i));
  for (let i = 0; i <= RIGHT; i++) after[i] = classed(right + i >= text.length ? BLANK : text.charCodeAt(right + i));
  const l1 = before[0]!;
  const l2 = mix(l1, before[1]!);
  const l3 = mix(l2, before[2]!);
  const l4 = mix(l3, before[3]!);
  const r1 = mix(0x51ed, after[0]!);
  const r2 = mix(r1, after[1]!);
  const r3 = mix(r2, after[2]!);
  const r4 = mix(r3, after[3]!);
  out[0] = slot(1, l1, r1, mask);
  out[1] = slot(2, l2, r1, mask);
  out[2] = slot(3, l1, r2, mask);
  out[3] = slot(4, l2, r2, mask);
  out[4] = slot(5, l3, r1, mask);
  out[5] = slot(6, l1, r3, mask);
  out[6] = slot(7, l3, r2, mask);
  out[7] = slot(8, l2, r3, mask);
  out[8] = slot(9, l3, r3, mask);
  out[9] = slot(10, l2, 0, mask);
  out[10] = slot(11, l3, 0, mask);
  out[11] = slot(12, l4, 0, mask);
  out[12] = slot(13, 0, r2, mask);
  out[13] = slot(14, 0, r3, mask);
  out[14] = slot(15, 0, r4, mask);
  const leftWord = wordHash(before, LEFT);
  const rightWord = wordHash(after, RIGHT);
  out[15] = slot(16, leftWord, 0, mask);
  out[16] = slot(17, 0, rightWord, mask);
  out[17] = slot(18, leftWord, rightWord, mask);
}

/** The units up to the next blank, or the first seven of a longer word. */
function wordHash(units: Int32Array, most: number): number {
  let hash = 0x2545;
  for (let i = 0; i < most && units[i] !== BLANK; i++) hash = mix(hash, units[i]!);
  return hash;
}

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ (unit + 0x9e37), 0x85ebca6b) ^ (hash >>> 13);
}

function slot(kind: number, left: number, right: number, mask: number): number {
  let hash = Math.imul(left ^ (kind * 0x3c6ef372), 0xcc9e2d51) ^ Math.imul(right + kind, 0x1b873593);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & mask;
}

/** Digits count as one digit, Latin letters as one letter, white space as a blank. */
function classed(unit: number): number {
  if (unit > 0x2000) return unit === 0x3000 ? BLANK : unit;
  if (unit <= BLANK || unit === 0xa0) return BLANK;
  if (unit >= 48 && unit <= 57) return 48;
  if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)) return 97;
  return unit;
}
