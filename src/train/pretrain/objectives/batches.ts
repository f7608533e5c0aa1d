import { seedOf } from '../../../core/index.js';
import { integers } from '../../../graph/index.js';
import { type Batch, textTokens } from '../../rows/batch.js';
import type { Rows } from '../../rows/rows.js';
import type { BatchOptions, BatchSource, Inputs } from './objective.js';

/** Makes the inputs of the parts of a batch, from rows and a seed for each part. */
export type PrepareParts<Kind extends Batch> = (parts: readonly Kind[], seeds: readonly number[]) => readonly Inputs[];

/** Batches from rows: what is drawn for each follows from seed, step and part. */
export function batchesOf<Kind extends Batch>(
  rows: Rows<Kind>,
  options: BatchOptions,
  prepare: PrepareParts<Kind>,
): BatchSource {
  return {
    next(step) {
      const seeds = Array.from({ length: options.parts }, (_, part) =>
        seedOf(options.seed, step, ...(part ? [part] : [])),
      );
      const batches = seeds.map((seed) => rows.next(options.rows, seed));
      const tokens = batches.reduce((sum, batch) => sum + textTokens(batch), 0);
      return { parts: prepare(batches, seeds), cursor: rows.cursor, tokens };
    },
  };
}

/** What every network reads of a batch. */
export function rowInputs({ rows, length, ids, positions, texts }: Batch): Inputs {
  return { ids: integers(ids), positions: integers(positions), texts: integers(texts, [rows, length]) };
}
