import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { SimsaError } from '../../../core/index.js';

const { imul } = Math;

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

/** The largest sum of weights about one place, in sixteenths of log-odds. */
export const MOST_WEIGHT = FEATURES * 127;

/** Units read to each side of a place: a word's first seven tell it. */
const SIDE = 7;
const BLANK = 32;

/** Units before the first and behind the last letter of {@link readLetters}. */
export const MARGIN = SIDE + 1;

/** For each UTF-16 unit what the model reads: one digit for all, one Latin letter for all, a blank for white space. */
const CLASSED = Uint16Array.from({ length: 65536 }, (_, unit) => {
  if (unit > 0x2000) return unit === 0x3000 ? BLANK : unit;
  if (unit <= BLANK || unit === 0xa0) return BLANK;
  if (unit >= 48 && unit <= 57) return 48;
  if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)) return 97;
  return unit;
});

/** Writes a text as the model reads it, with blanks around it, so that every place has letters on both sides. */
export function readLetters(text: string, out: Uint16Array): void {
  out.fill(BLANK, 0, MARGIN);
  for (let at = 0; at < text.length; at++) out[at + MARGIN] = CLASSED[text.charCodeAt(at)]!;
  out.fill(BLANK, text.length + MARGIN, text.length + 2 * MARGIN);
}

/** Log-odds that a sum of weights stands for. */
export function oddsOf(model: SpacingModel, weight: number): number {
  return model.bias + weight / SCALE;
}

/**
 * Sum of the weights that speak about the place between two units of {@link readLetters}; what lies between is not looked at.
 * The features of {@link placeFeatures}, one by one: it is asked for every blank, and by numbers alone it takes half the time.
 */
export function weightAt({ weights }: SpacingModel, letters: Uint16Array, left: number, right: number): number {
  const mask = weights.length - 1;
  const l1 = letters[left]!;
  const l2 = mix(l1, letters[left - 1]!);
  const l3 = mix(l2, letters[left - 2]!);
  const l4 = mix(l3, letters[left - 3]!);
  const lw = leftWord(letters, left);
  const b1 = mix(RIGHT_SIDE, letters[right]!);
  const b2 = mix(b1, letters[right + 1]!);
  const b3 = mix(b2, letters[right + 2]!);
  const r1 = imul(b1, OF_RIGHT);
  const r2 = imul(b2, OF_RIGHT);
  const r3 = imul(b3, OF_RIGHT);
  const r4 = imul(mix(b3, letters[right + 3]!), OF_RIGHT);
  const rw = imul(rightWord(letters, right), OF_RIGHT);
  return (
    weights[mixed(imul(l1 ^ KIND, OF_LEFT) ^ (r1 + OF_RIGHT)) & mask]! +
    weights[mixed(imul(l2 ^ (2 * KIND), OF_LEFT) ^ (r1 + 2 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l1 ^ (3 * KIND), OF_LEFT) ^ (r2 + 3 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l2 ^ (4 * KIND), OF_LEFT) ^ (r2 + 4 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l3 ^ (5 * KIND), OF_LEFT) ^ (r1 + 5 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l1 ^ (6 * KIND), OF_LEFT) ^ (r3 + 6 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l3 ^ (7 * KIND), OF_LEFT) ^ (r2 + 7 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l2 ^ (8 * KIND), OF_LEFT) ^ (r3 + 8 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l3 ^ (9 * KIND), OF_LEFT) ^ (r3 + 9 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l2 ^ (10 * KIND), OF_LEFT) ^ (10 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l3 ^ (11 * KIND), OF_LEFT) ^ (11 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(l4 ^ (12 * KIND), OF_LEFT) ^ (12 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(13 * KIND, OF_LEFT) ^ (r2 + 13 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(14 * KIND, OF_LEFT) ^ (r3 + 14 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(15 * KIND, OF_LEFT) ^ (r4 + 15 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(lw ^ (16 * KIND), OF_LEFT) ^ (16 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(17 * KIND, OF_LEFT) ^ (rw + 17 * OF_RIGHT)) & mask]! +
    weights[mixed(imul(lw ^ (18 * KIND), OF_LEFT) ^ (rw + 18 * OF_RIGHT)) & mask]!
  );
}

const around = new Uint16Array(2 * MARGIN);

/** The sides of a place of a text that is not read as a whole. */
function readAround(text: string, left: number, right: number): void {
  for (let i = 0; i < MARGIN; i++) {
    around[SIDE - i] = left - i < 0 ? BLANK : CLASSED[text.charCodeAt(left - i)]!;
    around[MARGIN + i] = right + i >= text.length ? BLANK : CLASSED[text.charCodeAt(right + i)]!;
  }
}

/** Log-odds of a blank between the unit at `left` and the unit at `right` of a text. */
export function blankOdds(model: SpacingModel, text: string, left: number, right: number): number {
  readAround(text, left, right);
  return oddsOf(model, weightAt(model, around, SIDE, MARGIN));
}

/** The slots of a place's features in a table of `mask + 1` weights. */
export function placeFeatures(text: string, left: number, right: number, mask: number, out: Int32Array): void {
  readAround(text, left, right);
  readSides(around, SIDE, MARGIN);
  for (let i = 0; i < FEATURES; i++) out[i] = slotOf(i, mask);
}

/** For each feature a hash of what it takes from the left and from the right; 0 where it takes nothing. */
const lefts = new Int32Array(FEATURES);
const rights = new Int32Array(FEATURES);

function readSides(letters: Uint16Array, left: number, right: number): void {
  const l1 = letters[left]!;
  const l2 = mix(l1, letters[left - 1]!);
  const l3 = mix(l2, letters[left - 2]!);
  const r1 = mix(RIGHT_SIDE, letters[right]!);
  const r2 = mix(r1, letters[right + 1]!);
  const r3 = mix(r2, letters[right + 2]!);
  lefts[0] = lefts[2] = lefts[5] = l1;
  lefts[1] = lefts[3] = lefts[7] = lefts[9] = l2;
  lefts[4] = lefts[6] = lefts[8] = lefts[10] = l3;
  lefts[11] = mix(l3, letters[left - 3]!);
  lefts[15] = lefts[17] = leftWord(letters, left);
  rights[0] = rights[1] = rights[4] = r1;
  rights[2] = rights[3] = rights[6] = rights[12] = r2;
  rights[5] = rights[7] = rights[8] = rights[13] = r3;
  rights[14] = mix(r3, letters[right + 3]!);
  rights[16] = rights[17] = rightWord(letters, right);
}

/** The units up to the blank before, or the last seven of a longer word. */
function leftWord(letters: Uint16Array, left: number): number {
  let hash = 0x2545;
  for (let at = left; at > left - SIDE && letters[at] !== BLANK; at--) hash = mix(hash, letters[at]!);
  return hash;
}

/** The units up to the next blank, or the first seven of a longer word. */
function rightWord(letters: Uint16Array, right: number): number {
  let hash = 0x2545;
  for (let at = right; at < right + SIDE && letters[at] !== BLANK; at++) hash = mix(hash, letters[at]!);
  return hash;
}

function mix(hash: number, unit: number): number {
  return imul(hash ^ (unit + 0x9e37), 0x85ebca6b) ^ (hash >>> 13);
}

/** What keeps equal letters of different features, and of different sides, apart. */
const KIND = 0x3c6ef372;
const RIGHT_SIDE = 0x51ed;
const OF_LEFT = 0xcc9e2d51;
const OF_RIGHT = 0x1b873593;

function slotOf(feature: number, mask: number): number {
  const kind = feature + 1;
  const left = imul(lefts[feature]! ^ (kind * KIND), OF_LEFT);
  return mixed(left ^ (imul(rights[feature]!, OF_RIGHT) + kind * OF_RIGHT)) & mask;
}

function mixed(hash: number): number {
  const half = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return half ^ (half >>> 13);
}
