import { floats, integers, type TensorData } from '../../graph/index.js';
import type { SpecialIds } from '../rows/batch.js';
import { AROUND } from '../rows/packing.js';

/** Rows of one length, a text in each. */
export interface TextRows {
  readonly length: number;
  /** Ids that stand around a text and fill its row. */
  readonly specials: Pick<SpecialIds, 'pad' | 'begin' | 'separator'>;
}

/** Texts as programs of this room read them: `[CLS] text [SEP] [PAD] …`, cut where a row ends. */
export function layTexts(
  texts: readonly Uint16Array[],
  { length, specials }: TextRows,
): Readonly<Record<string, TensorData>> {
  const tokens = texts.length * length;
  const [ids, present] = [new Int32Array(tokens).fill(specials.pad), new Float32Array(tokens)];
  texts.forEach((text, row) => {
    const own = text.subarray(0, length - AROUND);
    const start = row * length;
    ids[start] = specials.begin;
    ids.set(own, start + 1);
    ids[start + own.length + 1] = specials.separator;
    present.fill(1, start, start + own.length + AROUND);
  });
  return { ids: integers(ids), present: floats(present, [texts.length, length]) };
}
