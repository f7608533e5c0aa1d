import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MADE_UP, SPECIALS, WORDS, writeMadeUpTokens } from '../testing/made-up-tokens.js';
import { MARK, openTokenStore, type TokenStore } from '../tokens/token-store.js';
import { layRows } from './batch.js';
import { maskUnits, slotsFor } from './masking.js';
import { AROUND, Packer } from './packing.js';
import { cutPieces } from './pieces.js';

let folder = '';
let store: TokenStore;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simsa-rows-'));
  writeMadeUpTokens(folder, { documents: 120, seed: 9 });
  store = openTokenStore(folder, MADE_UP);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** Marks of documents, the first token always beginning one. */
const marks = fc
  .array(fc.constantFrom(0, MARK.unit, MARK.unit | MARK.sentence, MARK.unit | MARK.sentence | MARK.document), {
    minLength: 1,
    maxLength: 400,
  })
  .map((bits) => Uint8Array.from(bits, (bit, at) => (at === 0 ? 7 : bit)));

describe('pieces', () => {
  test('lie in order, fit a row, and never span two documents', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 10, max: 60 }), (bits, longest) => {
        const { starts, lengths } = cutPieces(bits, longest);
        let end = 0;
        starts.forEach((start, piece) => {
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + lengths[piece]!;
          expect(lengths[piece]).toBeLessThanOrEqual(longest);
          for (let at = start + 1; at < end; at++) expect(bits[at]! & MARK.document).toBe(0);
        });
      }),
    );
  });

  test('leave out nothing but short rests of documents', () => {
    fc.assert(
      fc.property(marks, (bits) => {
        const { lengths } = cutPieces(bits, 30);
        const documents = bits.reduce((count, bit) => count + (bit & MARK.document ? 1 : 0), 0);
        const covered = lengths.reduce((sum, length) => sum + length, 0);
        // A cut may leave a rest of fewer than eight tokens before each document's end.
        expect(bits.length - covered).toBeLessThan(8 * documents);
      }),
    );
  });

  test('begin where a morpheme begins', () => {
    const { starts } = cutPieces(store.marks, 20);
    for (const start of starts) expect(store.marks[start]! & MARK.unit).toBe(MARK.unit);
  });
});

describe('rows', () => {
  const LENGTH = 32;

  function rowsOf(count: number, seed: number) {
    const pieces = cutPieces(store.marks, LENGTH - AROUND);
    const packer = new Packer(pieces, { length: LENGTH, seed });
    const packed = Array.from({ length: count }, () => packer.next());
    return { pieces, packed, batch: layRows(packed, { store, pieces, length: LENGTH, specials: SPECIALS }) };
  }

  test('deal every piece once before any comes again', () => {
    const pieces = cutPieces(store.marks, LENGTH - AROUND);
    const packer = new Packer(pieces, { length: LENGTH, seed: 4 });
    const seen = new Map<number, number>();
    while (packer.cursor.epoch < 2) for (const piece of packer.next()) seen.set(piece, (seen.get(piece) ?? 0) + 1);
    expect(seen.size).toBe(pieces.starts.length);
    for (const times of seen.values()) expect(Math.abs(times - 2)).toBeLessThanOrEqual(1);
  });

  test('go on from a cursor as if they had not stopped', () => {
    const pieces = cutPieces(store.marks, LENGTH - AROUND);
    const packer = new Packer(pieces, { length: LENGTH, seed: 4 });
    for (let row = 0; row < 57; row++) packer.next();
    const other = new Packer(pieces, { length: LENGTH, seed: 4 }, packer.cursor);
    for (let row = 0; row < 200; row++) expect(other.next()).toEqual(packer.next());
  });

  test('are full but for little', () => {
    const { batch } = rowsOf(60, 1);
    expect(batch.texts.filter((text) => text > 0).length / batch.texts.length).toBeGreaterThan(0.8);
  });

  test('hold texts between their marks, with places from 0 and units of their own', () => {
    const { packed, pieces, batch } = rowsOf(20, 2);
    packed.forEach((row, r) => {
      let at = r * LENGTH;
      row.forEach((piece, text) => {
        const length = pieces.lengths[piece]!;
        expect(batch.ids[at]).toBe(SPECIALS.begin);
        expect([...batch.ids.subarray(at + 1, at + 1 + length)]).toEqual([
          ...store.read(pieces.starts[piece]!, length),
        ]);
        expect(batch.ids[at + length + 1]).toBe(SPECIALS.separator);
        expect([...batch.positions.subarray(at, at + 3)]).toEqual([0, 1, 2]);
        expect(new Set(batch.texts.subarray(at, at + length + 2))).toEqual(new Set([text + 1]));
        at += length + 2;
      });
    });
  });

  test('know a document that ends from one that is cut', () => {
    const { packed, pieces, batch } = rowsOf(40, 6);
    let [ended, cut] = [0, 0];
    packed.forEach((row, r) => {
      let at = r * LENGTH;
      for (const piece of row) {
        const next = pieces.starts[piece]! + pieces.lengths[piece]!;
        at += pieces.lengths[piece]! + 2;
        const ends = next === store.marks.length || (store.marks[next]! & MARK.document) > 0;
        expect(batch.ends[at - 1]).toBe(ends ? 1 : 0);
        if (ends) ended++;
        else cut++;
      }
    });
    expect(Math.min(ended, cut)).toBeGreaterThan(0);
    expect(batch.ends.reduce((sum, end) => sum + end, 0)).toBe(ended);
  });

  test('ask for whole units, in eight of ten cases hidden', () => {
    const { batch } = rowsOf(400, 3);
    const slots = slotsFor(batch.ids.length, 0.15);
    const masked = maskUnits(batch, { slots, share: 0.15, vocabularySize: WORDS + 5, specials: SPECIALS }, 8);
    const used = masked.weights.filter((weight) => weight > 0).length;
    const asked = new Set(masked.places.subarray(0, used));
    expect(asked.size).toBe(used);
    const words = batch.units.filter((unit) => unit >= 0).length;
    expect(used / words).toBeCloseTo(0.15, 2);
    expect(masked.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 3);
    const units = new Set([...asked].map((place) => batch.units[place]!));
    for (let at = 0; at < batch.units.length; at++)
      expect(asked.has(at)).toBe(batch.units[at]! >= 0 && units.has(batch.units[at]!));
    const hidden = [...asked].filter((place) => masked.ids[place] === SPECIALS.mask).length;
    expect(hidden / used).toBeCloseTo(0.8, 1);
    for (const [slot, place] of masked.places.subarray(0, used).entries()) {
      expect(masked.labels[slot]).toBe(batch.ids[place]);
      expect(masked.inverse[place]).toBe(slot + 1);
    }
    for (let at = 0; at < batch.ids.length; at++) if (!asked.has(at)) expect(masked.ids[at]).toBe(batch.ids[at]);
  });
});

describe('a folder of tokens', () => {
  test('of another tokenizer is refused', () => {
    expect(() => openTokenStore(folder, 'other')).toThrow(expect.objectContaining({ code: 'train.other-tokenizer' }));
  });

  test('that is unfinished or cut short is refused', () => {
    const torn = mkdtempSync(join(tmpdir(), 'simsa-torn-'));
    expect(() => openTokenStore(torn, MADE_UP)).toThrow(expect.objectContaining({ code: 'train.bad-tokens' }));
    writeMadeUpTokens(torn, { documents: 5, seed: 1 });
    writeFileSync(join(torn, 'ids.bin'), 'short');
    expect(() => openTokenStore(torn, MADE_UP)).toThrow(expect.objectContaining({ code: 'train.bad-tokens' }));
    rmSync(torn, { recursive: true });
  });
});
