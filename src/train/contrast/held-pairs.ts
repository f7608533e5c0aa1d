import type { Trainer } from '../../graph/index.js';
import { distinctPairs } from './dealing.js';
import { layTexts, type TextRows } from './pair-rows.js';
import type { Pair } from './pairs/pair-store.js';
import { findOwn, type Rows } from './retrieval.js';

/** Rows that are read together. */
export const READ_ROWS = 32;

/** What finds vectors of texts: a program of a trainer, and rows as long as it reads. */
export interface VectorReader extends TextRows {
  readonly trainer: Trainer;
  readonly program: string;
}

/**
 * How well left texts of held-out pairs find their right ones among those of all: `right` is R@1, `ten` R@10. Of pairs
 * that share a key one is kept.
 */
export async function readHeldPairs(pairs: readonly Pair[], reader: VectorReader): Promise<Record<string, number>> {
  const distinct = distinctPairs(pairs);
  const left = await vectorsOf(
    distinct.map((pair) => pair.left),
    reader,
  );
  const right = await vectorsOf(
    distinct.map((pair) => pair.right),
    reader,
  );
  const { queries, first, ten } = findOwn(left, right);
  return { right: first, ten, queries };
}

async function vectorsOf(texts: readonly Uint16Array[], reader: VectorReader): Promise<Rows> {
  let [width, values] = [0, new Float32Array(0)];
  for (let from = 0; from < texts.length; from += READ_ROWS) {
    const own = texts.slice(from, from + READ_ROWS);
    // A program reads one number of rows: the last are filled with the first text, and not looked at.
    const rows = [...own, ...Array<Uint16Array>(READ_ROWS - own.length).fill(texts[0]!)];
    const { vectors } = await reader.trainer.evaluate(reader.program, layTexts(rows, reader));
    if (from === 0) {
      width = vectors!.shape[1]!;
      values = new Float32Array(texts.length * width);
    }
    values.set((vectors!.data as Float32Array).subarray(0, own.length * width), from * width);
  }
  return { width, values };
}
