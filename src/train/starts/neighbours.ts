import { MARK, type TokenStore } from '../tokens/token-store.js';

/** How often tokens stand near each other: the upper half of a symmetric table, row by row, columns rising. */
export interface NeighbourCounts {
  readonly size: number;
  /** Where each row begins in the other two; one more entry than rows. */
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly counts: Uint32Array;
}

/** Tokens apart at which two are still neighbours. */
const REACH = 5;
/** Pairs seen less often say nothing. */
const LEAST = 2;
/** Pairs sorted at a time: 64 MB. */
const BLOCK = 1 << 24;

/** Counts pairs of tokens within {@link REACH} places of one document, in the first `tokens` of a store. */
export function countNeighbours(store: TokenStore, size: number, tokens: number): NeighbourCounts {
  let merged: Pairs = { keys: new Float64Array(0), counts: new Uint32Array(0) };
  const block = new Float64Array(BLOCK);
  let filled = 0;
  for (const key of pairsOf(store, size, Math.min(tokens, store.marks.length))) {
    block[filled++] = key;
    if (filled === BLOCK) {
      merged = merge(merged, counted(block));
      filled = 0;
    }
  }
  return tableOf(merge(merged, counted(block.subarray(0, filled))), size);
}

interface Pairs {
  readonly keys: Float64Array;
  readonly counts: Uint32Array;
}

/** Each pair as one number, smaller id first. */
function* pairsOf(store: TokenStore, size: number, end: number): Generator<number> {
  const stretch = 1 << 20;
  for (let start = 0; start < end; start += stretch) {
    const ids = store.read(start, Math.min(stretch, end - start));
    for (let at = 1; at < ids.length; at++) {
      for (let back = at - 1; back >= 0 && at - back <= REACH; back--) {
        if (store.marks[start + back + 1]! & MARK.document) break;
        const [a, b] = [ids[back]!, ids[at]!];
        yield a < b ? a * size + b : b * size + a;
      }
    }
  }
}

function counted(block: Float64Array): Pairs {
  const sorted = block.slice().sort();
  const keys = new Float64Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) {
    if (at > 0 && sorted[at] === sorted[at - 1]) counts[distinct - 1]!++;
    else {
      keys[distinct] = sorted[at]!;
      counts[distinct++] = 1;
    }
  }
  return { keys: keys.slice(0, distinct), counts: counts.slice(0, distinct) };
}

function merge(a: Pairs, b: Pairs): Pairs {
  const keys = new Float64Array(a.keys.length + b.keys.length);
  const counts = new Uint32Array(keys.length);
  let [i, j, out] = [0, 0, 0];
  while (i < a.keys.length || j < b.keys.length) {
    const [left, right] = [a.keys[i] ?? Number.POSITIVE_INFINITY, b.keys[j] ?? Number.POSITIVE_INFINITY];
    keys[out] = Math.min(left, right);
    counts[out++] = (left <= right ? a.counts[i++]! : 0) + (right <= left ? b.counts[j++]! : 0);
  }
  return { keys: keys.slice(0, out), counts: counts.slice(0, out) };
}

function tableOf({ keys, counts }: Pairs, size: number): NeighbourCounts {
  const kept = counts.reduce((sum, count) => sum + (count >= LEAST ? 1 : 0), 0);
  const [rows, columns, values] = [new Uint32Array(size + 1), new Uint32Array(kept), new Uint32Array(kept)];
  let at = 0;
  for (let pair = 0; pair < keys.length; pair++) {
    if (counts[pair]! < LEAST) continue;
    const row = Math.floor(keys[pair]! / size);
    rows[row + 1]!++;
    columns[at] = keys[pair]! - row * size;
    values[at++] = counts[pair]!;
  }
  for (let row = 0; row < size; row++) rows[row + 1]! += rows[row]!;
  return { size, rows, columns, counts: values };
}
